package dev.nocturne.strategy.numeric;

/**
 * Elementary functions that give the same bits on every machine and Java version, faster than {@link StrictMath}: plain
 * IEEE arithmetic, which Java has made strict since 17 (JEP 306), in a fixed order. Relative errors stay below 1e-15.
 * {@link Math}'s versions may differ by an ulp between processors, and one ulp makes another proposal.
 */
public final class PortableMath {
    private static final double LOG2_E = 1.4426950408889634;
    private static final double LN2_HIGH = 6.93147180369123816490e-01;
    private static final double LN2_LOW = 1.90821492927058770002e-10;
    private static final double OVERFLOW = 709.782712893384;
    private static final double UNDERFLOW = -708.3964185322641;
    private static final double SQRT2 = 1.4142135623730951;
    private static final double ROUND = 0x1.8p52;

    private PortableMath() {}

    /** e to the power of x; results that would be subnormal are zero. */
    public static double exp(double x) {
        if (!(x < OVERFLOW)) {
            return Double.isNaN(x) ? x : Double.POSITIVE_INFINITY;
        }
        if (x < UNDERFLOW) {
            return 0;
        }
        double k = (x * LOG2_E + ROUND) - ROUND;
        double r = (x - k * LN2_HIGH) - k * LN2_LOW;
        double r2 = r * r;
        double r4 = r2 * r2;
        double low = (1 + r) + r2 * (0.5 + r * (1 / 6.0));
        double middle = (1 / 24.0 + r * (1 / 120.0)) + r2 * (1 / 720.0 + r * (1 / 5040.0));
        double high = (1 / 40320.0 + r * (1 / 362880.0)) + r2 * (1 / 3628800.0 + r * (1 / 39916800.0));
        double highest = 1 / 479001600.0 + r * (1 / 6227020800.0);
        double polynomial = low + r4 * (middle + r4 * (high + r4 * highest));
        long exponent = (long) k;
        if (exponent > 1023) {
            return polynomial * 2 * Double.longBitsToDouble((exponent - 1 + 1023) << 52);
        }
        return polynomial * Double.longBitsToDouble((exponent + 1023) << 52);
    }

    /** The natural logarithm; NaN below zero. */
    public static double log(double x) {
        if (!(x >= Double.MIN_NORMAL && x <= Double.MAX_VALUE)) {
            return StrictMath.log(x);
        }
        long bits = Double.doubleToRawLongBits(x);
        long exponent = (bits >>> 52) - 1023;
        double m = Double.longBitsToDouble((bits & 0x000fffffffffffffL) | 0x3ff0000000000000L);
        if (m > SQRT2) {
            m *= 0.5;
            exponent++;
        }
        double f = m - 1;
        double s = f / (2 + f);
        double z = s * s;
        double series = z
                * (2 / 3.0
                        + z
                                * (2 / 5.0
                                        + z
                                                * (2 / 7.0
                                                        + z
                                                                * (2 / 9.0
                                                                        + z
                                                                                * (2 / 11.0
                                                                                        + z
                                                                                                * (2 / 13.0
                                                                                                        + z
                                                                                                                * (2
                                                                                                                                / 15.0
                                                                                                                        + z
                                                                                                                                * (2
                                                                                                                                                / 17.0
                                                                                                                                        + z
                                                                                                                                                * (2
                                                                                                                                                                / 19.0
                                                                                                                                                        + z
                                                                                                                                                                * (2
                                                                                                                                                                        / 21.0))))))))));
        double halfSquare = 0.5 * f * f;
        double correction = s * (halfSquare + series) + exponent * LN2_LOW;
        return exponent * LN2_HIGH - ((halfSquare - correction) - f);
    }
}
