package dev.nocturne.strategy.cma;

import dev.nocturne.strategy.numeric.PortableMath;

/** The standard normal distribution. */
final class Normal {
    private static final double FARTHEST = 38;

    private Normal() {}

    /** The probability of at most x. */
    static double cumulative(double x) {
        if (x > 0) {
            return 1 - cumulative(-x);
        }
        return x < -FARTHEST ? 0 : tail(-x);
    }

    /** The probability of more than x, which is not negative: Taylor's series near zero, a continued fraction beyond. */
    private static double tail(double x) {
        double density = 0.3989422804014327 * PortableMath.exp(-0.5 * x * x);
        if (x < 2.5) {
            double term = x;
            double sum = x;
            for (int i = 1; i < 60; i++) {
                term *= x * x / (2 * i + 1);
                sum += term;
            }
            return 0.5 - density * sum;
        }
        double fraction = x;
        for (int i = 120; i > 0; i--) {
            fraction = x + i / fraction;
        }
        return density / fraction;
    }

    /** Where the probability of at most x reaches p, which lies in (0, 1): halving, 60 times. */
    static double quantile(double p) {
        double low = -FARTHEST;
        double high = FARTHEST;
        for (int i = 0; i < 60; i++) {
            double middle = (low + high) / 2;
            if (cumulative(middle) < p) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return (low + high) / 2;
    }
}
