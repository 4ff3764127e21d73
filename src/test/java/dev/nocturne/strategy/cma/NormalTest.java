package dev.nocturne.strategy.cma;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NormalTest {
    @ParameterizedTest
    @CsvSource({
        "0, 0.5",
        "1, 0.8413447460685429",
        "-1, 0.15865525393145707",
        "1.959963984540054, 0.975",
        "-2.5, 0.006209665325776132",
        "-6, 9.865876450376946e-10",
        "-37, 5.725571222524577e-300"
    })
    void cumulativeProbabilities(double x, double p) {
        assertThat(Normal.cumulative(x)).isCloseTo(p, within(1e-12 * p));
    }

    @Test
    void quantilesTakeItBack() {
        for (double x = -8; x < 5; x += 0.37) {
            assertThat(Normal.quantile(Normal.cumulative(x))).isCloseTo(x, within(1e-9));
        }
    }
}
