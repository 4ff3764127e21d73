package dev.nocturne.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class DecimalsTest {
    @Test
    void numbersOfAColumnHaveTheSameDecimals() {
        Decimals decimals = Decimals.of(4, List.of(-0.002744, -0.1152), List.of(0.0022, 0.002));
        assertThat(decimals.spread(-0.002744, 0.0022).text()).isEqualTo("-0.0027 ± 0.0022");
        assertThat(decimals.spread(-0.1152, 0.002).text()).isEqualTo("-0.1152 ± 0.0020");
        assertThat(decimals.spread(-0.1152, 0.002).title()).isEqualTo("-0.1152 ± 0.002");
        Decimals gains = Decimals.of(3, List.of(0.112, -0.0021), List.of(0.112, -0.0021));
        assertThat(gains.change(0.112).text()).isEqualTo("+0.1120");
        assertThat(gains.change(-0.0021).text()).isEqualTo("−0.0021");
    }

    @Test
    void aSmallDeviationHasItsDigitsUnlessTheMeansBecomeTooLong() {
        assertThat(Decimals.of(4, List.of(0.97), List.of(0.00012))
                        .spread(0.97, 0.00012)
                        .text())
                .isEqualTo("0.97000 ± 0.00012");
        assertThat(Decimals.of(4, List.of(97.3), List.of(1e-12))
                        .spread(97.3, 1e-12)
                        .text())
                .isEqualTo("97.300 ± 0.000");
    }

    @Test
    void numbersForWhichNoDecimalsDoHaveTheirOwnDigits() {
        Decimals decimals = Decimals.of(4, List.of(1e308, 0.5), List.of(0.1));
        assertThat(decimals.spread(0.51234, 0.1).text()).isEqualTo("0.5123 ± 0.1");
        assertThat(decimals.spread(1e308, 0.1).text()).isEqualTo("1e308 ± 0.1");
    }

    @Test
    void whatIsMissingIsADash() {
        Decimals decimals = Decimals.of(4, Arrays.asList(null, 0.5), Arrays.asList(null, null));
        assertThat(decimals.spread(null, null)).isEqualTo(Cell.NONE);
        assertThat(decimals.spread(0.5, null).text()).isEqualTo("0.5000");
        assertThat(decimals.change(null)).isEqualTo(Cell.NONE);
    }
}
