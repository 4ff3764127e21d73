package dev.nocturne.study;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class BudgetSettingsTest {
    @Test
    void theBudgetsOfTheRungsArePowersOfTheFactorBelowTheGreatest() {
        assertThat(amounts(1, 27, 3)).containsExactly(1, 3, 9, 27);
        assertThat(amounts(1, 81, 3)).containsExactly(1, 3, 9, 27, 81);
        assertThat(amounts(1, 1_000_000, 10)).containsExactly(1, 10, 100, 1_000, 10_000, 100_000, 1_000_000);
    }

    /** Where a power of the factor does not hit the least one, the lowest rung is above it. */
    @Test
    void noBudgetIsBelowTheLeast() {
        assertThat(amounts(1, 100, 3)).containsExactly(100.0 / 81, 100.0 / 27, 100.0 / 9, 100.0 / 3, 100);
        assertThat(amounts(2, 16, 3)).containsExactly(16.0 / 3, 16);
        assertThat(amounts(0.1, 1, 4)).containsExactly(0.25, 1);
    }

    /** The logarithm of 243 to the base of 3 is 4.999… in floating point, and 0.3 / 0.1 is below 3. */
    @Test
    void roundingCostsNoRung() {
        assertThat(amounts(1, 243, 3)).hasSize(6).startsWith(1);
        assertThat(amounts(0.1, 0.3, 3)).hasSize(2);
        assertThat(amounts(0.001, 1, 10)).containsExactly(0.001, 0.01, 0.1, 1);
        for (int factor = 2; factor < 12; factor++) {
            double max = 1;
            for (int rungs = 2; max * factor <= 1_000_000; rungs++) {
                max *= factor;
                assertThat(amounts(1, max, factor)).hasSize(rungs);
                assertThat(amounts(1 / max, 1, factor)).hasSize(rungs);
                assertThat(amounts(0.7, 0.7 * max, factor)).hasSize(rungs);
            }
        }
        assertThat(BudgetSettings.DEFAULT.rungs()).isEqualTo(4);
    }

    @Test
    void refusesWhatLeavesNoRungsOrTooMany() {
        assertRefused("there is only one rung", 4, 9, 3);
        assertRefused("at most 1,000,000 times", 1, 1e7, 3);
        assertRefused("0 < min < max", 0, 1, 3);
        assertRefused("0 < min < max", 1, 1, 3);
        assertRefused("0 < min < max", Double.NaN, 1, 3);
        assertRefused("0 < min < max", 1, Double.POSITIVE_INFINITY, 3);
        assertRefused("at least 2", 1, 9, 1);
    }

    private static void assertRefused(String why, double min, double max, int factor) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new BudgetSettings(min, max, factor, "tpe"))
                .withMessageContaining(why);
    }

    private static double[] amounts(double min, double max, int factor) {
        var budget = new BudgetSettings(min, max, factor, "tpe");
        return IntStream.range(0, budget.rungs()).mapToDouble(budget::amount).toArray();
    }
}
