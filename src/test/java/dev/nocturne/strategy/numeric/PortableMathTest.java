package dev.nocturne.strategy.numeric;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;

class PortableMathTest {
    private final Random random = new Random(1);

    @Test
    void exponentialsAreExactToAFewUlps() {
        for (int i = 0; i < 200_000; i++) {
            double x = -708 + 1417 * random.nextDouble();
            x = i % 2 == 0 ? x : x / 700;
            double expected = StrictMath.exp(x);
            assertThat(Math.abs(PortableMath.exp(x) - expected) / expected)
                    .as("exp(%s)", x)
                    .isLessThan(1e-15);
        }
        assertThat(PortableMath.exp(0)).isEqualTo(1);
        assertThat(PortableMath.exp(709.7)).isFinite();
        assertThat(PortableMath.exp(710)).isInfinite();
        assertThat(PortableMath.exp(-1e300)).isZero();
        assertThat(PortableMath.exp(Double.NaN)).isNaN();
    }

    @Test
    void logarithmsAreExactToAFewUlps() {
        for (int i = 0; i < 200_000; i++) {
            double x = i % 2 == 0
                    ? 0.5 + random.nextDouble()
                    : Double.longBitsToDouble(random.nextLong() & 0x7fefffffffffffffL);
            double expected = StrictMath.log(x);
            assertThat(Math.abs(PortableMath.log(x) - expected))
                    .as("log(%s)", x)
                    .isLessThanOrEqualTo(Math.abs(expected) * 1e-15);
        }
        assertThat(PortableMath.log(0)).isEqualTo(Double.NEGATIVE_INFINITY);
        assertThat(PortableMath.log(1)).isZero();
        assertThat(PortableMath.log(-1)).isNaN();
        assertThat(PortableMath.log(Double.MIN_VALUE)).isEqualTo(StrictMath.log(Double.MIN_VALUE));
    }
}
