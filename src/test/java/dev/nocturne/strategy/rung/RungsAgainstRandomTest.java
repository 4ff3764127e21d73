package dev.nocturne.strategy.rung;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nocturne.bench.FidelityRun;
import dev.nocturne.bench.FidelityTask;
import dev.nocturne.study.BudgetSettings;
import java.util.Optional;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The seeds are fixed, so that a change of what is proposed can fail this, but chance cannot. */
class RungsAgainstRandomTest {
    private static final int TOTAL = 40;
    private static final int SEEDS = 20;

    @ParameterizedTest
    @EnumSource(names = {"HARTMANN6", "COUNTING"})
    void atTheSameTotalBudgetHyperbandWithAModelFindsBetterParametersThanChance(FidelityTask task) {
        var rungs = new FidelityRun(task, "hyperband", Optional.of(new BudgetSettings(1, 27, 3, "tpe")), 1);
        var chance = new FidelityRun(task, "random_search", Optional.empty(), 1);
        double[] withRungs = regrets(rungs);
        double[] byChance = regrets(chance);
        int better = 0;
        double sumWithRungs = 0;
        double sumByChance = 0;
        for (int seed = 0; seed < SEEDS; seed++) {
            better += withRungs[seed] < byChance[seed] ? 1 : 0;
            sumWithRungs += withRungs[seed];
            sumByChance += byChance[seed];
        }

        // Were they alike, 17 of 20 or more would come once in 776 times.
        assertThat(better).isGreaterThanOrEqualTo(17);
        assertThat(sumWithRungs).isLessThan(sumByChance / 2);
    }

    private static double[] regrets(FidelityRun run) {
        return LongStream.range(0, SEEDS)
                .mapToDouble(seed -> run.regrets(seed, TOTAL)[0])
                .toArray();
    }
}
