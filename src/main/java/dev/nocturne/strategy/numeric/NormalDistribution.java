package dev.nocturne.strategy.numeric;

/**
 * The standard normal distribution, the same to the bit on every machine. Relative errors stay below 1e-12, also far out
 * in the tails. The tail is expressed by the scaled complementary error function erfcx(q) = exp(q^2) erfc(q), which obeys
 * erfcx' = 2 q erfcx - 2/sqrt(pi): from that its Taylor series around the nodes of a table follow.
 */
public final class NormalDistribution {
    private static final double SQRT_HALF = 0.7071067811865476;
    private static final double TWO_BY_SQRT_PI = 1.1283791670955126;
    private static final double ONE_BY_SQRT_TWO_PI = 0.3989422804014327;
    private static final double HALF_LOG_TWO_PI = 0.9189385332046728;
    private static final int NODES_PER_UNIT = 16;
    private static final int TABLE_END = 16;
    private static final int TERMS = 9;

    /** Taylor coefficients of erfcx, node after node. */
    private static final double[] TAYLOR = taylor();

    private NormalDistribution() {}

    /** The density. */
    public static double density(double z) {
        return ONE_BY_SQRT_TWO_PI * PortableMath.exp(-0.5 * z * z);
    }

    /** The probability of less than z. */
    public static double cdf(double z) {
        double tail = 0.5 * erfcx(Math.abs(z) * SQRT_HALF) * PortableMath.exp(-0.5 * z * z);
        return z > 0 ? 1 - tail : tail;
    }

    /** The logarithm of the density. */
    public static double logDensity(double z) {
        return -0.5 * z * z - HALF_LOG_TWO_PI;
    }

    /**
     * The number below which a share of the distribution lies.
     *
     * @param p strictly between 0 and 1
     */
    public static double quantile(double p) {
        if (p > 0.5) {
            return -quantile(1 - p);
        }
        double t = Math.sqrt(-2 * PortableMath.log(p));
        double z =
                (2.515517 + t * (0.802853 + t * 0.010328)) / (1 + t * (1.432788 + t * (0.189269 + t * 0.001308))) - t;
        for (int i = 0; i < 4; i++) {
            double error = (cdf(z) - p) / density(z);
            z -= error / (1 + 0.5 * z * error);
        }
        return z;
    }

    /**
     * exp(q^2) erfc(q).
     *
     * @param q not negative
     */
    public static double erfcx(double q) {
        if (q >= TABLE_END - 0.5) {
            double r = 1 / (q * q);
            return TWO_BY_SQRT_PI
                    / 2
                    / q
                    * (1
                            - r
                                    * (0.5
                                            - r
                                                    * (0.75
                                                            - r
                                                                    * (1.875
                                                                            - r
                                                                                    * (6.5625
                                                                                            - r
                                                                                                    * (29.53125
                                                                                                            - r
                                                                                                                    * (162.421875
                                                                                                                            - r
                                                                                                                                    * 1055.7421875)))))));
        }
        int node = (int) (q * NODES_PER_UNIT + 0.5);
        double h = q - (double) node / NODES_PER_UNIT;
        int at = node * TERMS;
        double sum = TAYLOR[at + TERMS - 1];
        for (int k = TERMS - 2; k >= 0; k--) {
            sum = sum * h + TAYLOR[at + k];
        }
        return sum;
    }

    private static double[] taylor() {
        double[] table = new double[(TABLE_END * NODES_PER_UNIT + 1) * TERMS];
        for (int node = 0; node <= TABLE_END * NODES_PER_UNIT; node++) {
            double q = (double) node / NODES_PER_UNIT;
            int at = node * TERMS;
            table[at] = q < 2.5 ? bySeries(q) : byContinuedFraction(q);
            table[at + 1] = 2 * q * table[at] - TWO_BY_SQRT_PI;
            for (int k = 1; k < TERMS - 1; k++) {
                table[at + k + 1] = 2 * (q * table[at + k] + table[at + k - 1]) / (k + 1);
            }
        }
        return table;
    }

    /** exp(q^2) - (2/sqrt(pi)) sum of 2^n q^(2n+1) / (2n+1)!!. */
    private static double bySeries(double q) {
        double term = q;
        double sum = 0;
        for (int n = 1; n < 80; n++) {
            sum += term;
            term *= 2 * q * q / (2 * n + 1);
        }
        return StrictMath.exp(q * q) - TWO_BY_SQRT_PI * sum;
    }

    private static double byContinuedFraction(double q) {
        double fraction = q;
        for (int k = 200; k >= 1; k--) {
            fraction = q + k / 2.0 / fraction;
        }
        return TWO_BY_SQRT_PI / 2 / fraction;
    }
}
