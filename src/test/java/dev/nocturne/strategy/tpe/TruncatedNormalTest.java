package dev.nocturne.strategy.tpe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;

class TruncatedNormalTest {
    @Test
    void cumulativeSharesAreThoseOfTheTables() {
        assertThat(TruncatedNormal.cumulative(0)).isEqualTo(0.5, within(1e-6));
        assertThat(TruncatedNormal.cumulative(1)).isEqualTo(0.8413447460685429, within(1e-6));
        assertThat(TruncatedNormal.cumulative(-1.959963984540054)).isEqualTo(0.025, within(1e-6));
        assertThat(TruncatedNormal.cumulative(-40)).isBetween(0.0, 1e-12);
        assertThat(TruncatedNormal.cumulative(40)).isEqualTo(1);
    }

    @Test
    void quantilesUndoCumulativeShares() {
        assertThat(TruncatedNormal.quantile(0.5)).isZero();
        assertThat(TruncatedNormal.quantile(0.975)).isEqualTo(1.959963984540054, within(1e-6));
        assertThat(TruncatedNormal.quantile(1e-15)).isEqualTo(-7.941345326170997, within(1e-5));
        assertThat(TruncatedNormal.quantile(0)).isFinite();
        assertThat(TruncatedNormal.quantile(1)).isFinite();
        for (double x = -4; x <= 4; x += 0.01) {
            assertThat(TruncatedNormal.quantile(TruncatedNormal.cumulative(x))).isEqualTo(x, within(2e-3));
        }
    }

    @Test
    void drawsLieInTheIntervalAndAreAsDenseAsTheNormal() {
        var random = new Random(3);
        for (int round = 0; round < 1_000; round++) {
            double mean = random.nextDouble();
            double deviation = Math.pow(10, -3 * random.nextDouble());
            double below = TruncatedNormal.below(mean, deviation);
            double mass = TruncatedNormal.belowOne(mean, deviation) - below;
            assertThat(mass).isBetween(0.3, 1.0);
            double unit = random.nextDouble();
            double drawn = TruncatedNormal.at(below + unit * mass, mean, deviation);
            assertThat(drawn).isBetween(0.0, 1.0);
            double share = (TruncatedNormal.cumulative((drawn - mean) / deviation) - below) / mass;
            assertThat(share).isEqualTo(unit, within(1e-5));
        }
    }
}
