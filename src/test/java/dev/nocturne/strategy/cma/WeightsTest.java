package dev.nocturne.strategy.cma;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nocturne.study.Budget;
import dev.nocturne.study.Observation;
import dev.nocturne.study.Observation.Outcome;
import java.util.List;
import org.junit.jupiter.api.Test;

class WeightsTest {
    private static final double[] BY_RANK = {6, 5, 4, 3, 2, 1};

    private final Weights weights = Weights.of(2, 6, false);

    @Test
    void prunedTrialsRankBehindCompletedOnesThenThoseThatFailedAndThoseThatTeachNothing() {
        double[] shared = weights.shared(
                BY_RANK,
                List.of(
                        without(Outcome.VOID),
                        without(Outcome.FAILED),
                        completed(1e300),
                        without(Outcome.PRUNED),
                        completed(-1),
                        without(Outcome.PRUNED)));

        assertThat(shared).containsExactly(1, 2, 5, 3.5, 6, 3.5);
    }

    @Test
    void equalTrialsShareTheWeightsOfTheirRanks() {
        double[] shared = weights.shared(
                BY_RANK,
                List.of(completed(0.0), completed(-0.0), completed(-1), completed(3), completed(3), completed(3)));

        assertThat(shared).containsExactly(4.5, 4.5, 6, 2, 2, 2);
    }

    private static Observation completed(double loss) {
        return new Observation(new double[] {0.5}, new double[] {loss});
    }

    private static Observation without(Outcome outcome) {
        return new Observation(new double[] {0.5}, new double[0], outcome, Budget.FULL);
    }
}
