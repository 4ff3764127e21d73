package dev.nocturne.strategy.numeric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.hipparchus.special.Erf;
import org.junit.jupiter.api.Test;

class NormalDistributionTest {
    @Test
    void probabilitiesAreThoseOfAnotherLibrary() {
        for (double z = -37; z < 8; z += 0.0131) {
            double expected = 0.5 * Erf.erfc(-z / Math.sqrt(2));
            assertThat(NormalDistribution.cdf(z) / expected).as("cdf(%s)", z).isCloseTo(1, within(1e-11));
        }
        assertThat(NormalDistribution.cdf(0)).isEqualTo(0.5);
    }

    @Test
    void quantilesTakeProbabilitiesBack() {
        for (double p = 1e-9; p < 1; p += 0.00137) {
            assertThat(NormalDistribution.cdf(NormalDistribution.quantile(p)) / p)
                    .as("p = %s", p)
                    .isCloseTo(1, within(1e-10));
        }
        assertThat(NormalDistribution.quantile(0.5)).isCloseTo(0, within(1e-15));
    }

    @Test
    void theScaledTailIsSmoothAcrossItsNodes() {
        for (double q = 0; q < 40; q += 0.00771) {
            double slope = (NormalDistribution.erfcx(q + 1e-5) - NormalDistribution.erfcx(Math.max(0, q - 1e-5)))
                    / (q < 1e-5 ? 1e-5 : 2e-5);
            double expected = 2 * q * NormalDistribution.erfcx(q) - 2 / Math.sqrt(Math.PI);
            assertThat(slope).as("at %s", q).isCloseTo(expected, within(2e-5));
        }
    }
}
