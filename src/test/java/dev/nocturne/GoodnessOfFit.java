package dev.nocturne;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;

/** Whether samples follow a distribution. A right one fails one test in a thousand, and with a fixed seed always or never. */
public final class GoodnessOfFit {
    private static final double NORMAL_QUANTILE = 3.09;
    private static final double KOLMOGOROV_QUANTILE = 1.95;

    private GoodnessOfFit() {}

    /** Pearson's chi-square test; its quantile by Wilson and Hilferty. */
    public static void assertCountsFollow(long[] counts, double[] shares) {
        assertThat(counts).hasSameSizeAs(shares);
        double total = Arrays.stream(counts).sum();
        double chiSquare = 0;
        for (int i = 0; i < counts.length; i++) {
            double expected = total * shares[i];
            assertThat(expected).as("enough samples for class %d", i).isGreaterThan(5);
            chiSquare += (counts[i] - expected) * (counts[i] - expected) / expected;
        }
        double spread = 2.0 / (9 * (counts.length - 1));
        double quantile = (counts.length - 1) * Math.pow(1 - spread + NORMAL_QUANTILE * Math.sqrt(spread), 3);
        assertThat(chiSquare).as("chi-square of %s", Arrays.toString(counts)).isLessThan(quantile);
    }

    public static void assertCountsAreEven(long[] counts) {
        double[] shares = new double[counts.length];
        Arrays.fill(shares, 1.0 / counts.length);
        assertCountsFollow(counts, shares);
    }

    /** The test of Kolmogorov and Smirnov for a uniform distribution in [0, 1]. */
    public static void assertUniform(double[] samples) {
        double[] sorted = samples.clone();
        Arrays.sort(sorted);
        double distance = 0;
        for (int i = 0; i < sorted.length; i++) {
            double below = sorted[i] - (double) i / sorted.length;
            double above = (i + 1.0) / sorted.length - sorted[i];
            distance = Math.max(distance, Math.max(below, above));
        }
        assertThat(distance * Math.sqrt(sorted.length))
                .as("distance from the uniform distribution")
                .isLessThan(KOLMOGOROV_QUANTILE);
    }
}
