package dev.nocturne.strategy.pareto;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nocturne.study.ParetoFront;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ParetoRanksTest {
    @Test
    void frontsOfTwoLosses() {
        double[][] losses = {{1, 4}, {2, 2}, {4, 1}, {2, 4}, {3, 3}, {4, 4}, {2, 2}};
        assertThat(ParetoRanks.of(losses)).containsExactly(0, 0, 0, 1, 1, 2, 0);
    }

    @Test
    void ofOneLossItIsTheOrder() {
        assertThat(ParetoRanks.of(new double[][] {{3}, {1}, {3}, {1e300}, {-1e300}}))
                .containsExactly(2, 1, 2, 3, 0);
    }

    @Test
    void failedTrialsRankAfterAllOthers() {
        assertThat(ParetoRanks.of(new double[][] {{}, {1, 1}, {2, 2}, {}})).containsExactly(2, 0, 1, 2);
        assertThat(ParetoRanks.of(new double[][] {{}, {}})).containsExactly(0, 0);
        assertThat(ParetoRanks.of(new double[0][])).isEmpty();
    }

    @Test
    void zerosOfBothSignsAreEqual() {
        assertThat(ParetoRanks.of(new double[][] {{0.0, 1}, {-0.0, 1}, {-0.0, 2}}))
                .containsExactly(0, 0, 1);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 5})
    void ranksAreThoseOfTheDefinition(int goals) {
        var random = new Random(goals);
        for (int round = 0; round < 200; round++) {
            double[][] losses = new double[random.nextInt(40)][goals];
            int levels = 2 + random.nextInt(20);
            for (double[] row : losses) {
                for (int i = 0; i < goals; i++) {
                    row[i] = random.nextInt(levels);
                }
            }
            assertThat(ParetoRanks.of(losses)).isEqualTo(byDefinition(losses));
        }
    }

    private static int[] byDefinition(double[][] losses) {
        int[] ranks = new int[losses.length];
        boolean changed = true;
        while (changed) {
            changed = false;
            for (int i = 0; i < losses.length; i++) {
                for (int j = 0; j < losses.length; j++) {
                    if (ranks[i] <= ranks[j] && ParetoFront.dominates(losses[j], losses[i])) {
                        ranks[i] = ranks[j] + 1;
                        changed = true;
                    }
                }
            }
        }
        return ranks;
    }
}
