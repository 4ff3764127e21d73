package dev.nocturne.strategy.tpe;

import dev.nocturne.strategy.numeric.PortableMath;

/**
 * The normal distribution cut to the unit interval, to seven digits, which is more than a bandwidth is worth. The same
 * bits on every machine.
 */
final class TruncatedNormal {
    private static final double ROOT_HALF = 0.7071067811865476;

    /** So many deviations away there are less than 1e-7 of it. */
    private static final double REACH = 5.5;

    private TruncatedNormal() {}

    /** The share of a normal distribution that lies below 0. */
    static double below(double mean, double deviation) {
        return mean > REACH * deviation ? 0 : cumulative(-mean / deviation);
    }

    /** The share of a normal distribution that lies below 1. */
    static double belowOne(double mean, double deviation) {
        return 1 - mean > REACH * deviation ? 1 : cumulative((1 - mean) / deviation);
    }

    /**
     * The point of the unit interval below which a share of the uncut distribution lies.
     *
     * @param share from that below 0 to that below 1
     */
    static double at(double share, double mean, double deviation) {
        return Math.max(0, Math.min(1, mean + deviation * quantile(share)));
    }

    /** The standard normal's distribution function: Abramowitz and Stegun (1964), 7.1.26. */
    static double cumulative(double x) {
        double z = Math.abs(x) * ROOT_HALF;
        double t = 1 / (1 + 0.3275911 * z);
        double series =
                t * (0.254829592 + t * (-0.284496736 + t * (1.421413741 + t * (-1.453152027 + t * 1.061405429))));
        double tail = 0.5 * series * PortableMath.exp(-z * z);
        return x < 0 ? tail : 1 - tail;
    }

    /** The inverse of {@link #cumulative}, of a share in [0, 1]: Wichura (Applied Statistics 37, 1988), algorithm AS 241. */
    static double quantile(double share) {
        double q = share - 0.5;
        if (Math.abs(q) <= 0.425) {
            double r = 0.180625 - q * q;
            return q
                    * (((5.9109374720e+01 * r + 1.5929113202e+02) * r + 5.0434271938e+01) * r + 3.3871327179e+00)
                    / (((6.7187563600e+01 * r + 7.8757757664e+01) * r + 1.7895169469e+01) * r + 1);
        }
        double tail = Math.max(Double.MIN_NORMAL, Math.min(share, 1 - share));
        double r = Math.sqrt(-PortableMath.log(tail));
        double size;
        if (r <= 5) {
            r -= 1.6;
            size = (((1.7023821103e-01 * r + 1.3067284816e+00) * r + 2.7568153900e+00) * r + 1.4234372777e+00)
                    / ((1.2021132975e-01 * r + 7.3700164250e-01) * r + 1);
        } else {
            r -= 5;
            size = (((1.7337203997e-02 * r + 4.2868294337e-01) * r + 3.0812263860e+00) * r + 6.6579051150e+00)
                    / ((1.2258202635e-02 * r + 2.4197894225e-01) * r + 1);
        }
        return q < 0 ? -size : size;
    }
}
