package dev.nocturne.strategy.tpe;

import dev.nocturne.space.Axis;
import dev.nocturne.strategy.numeric.PortableMath;
import java.util.Arrays;

/**
 * How wide the kernels on an ordered axis are. Those of good trials all share a bandwidth, which follows how far the good
 * ones are spread along this very axis: narrow where they agree, wide where the parameter does not matter to them. Those of
 * the other trials reach to their neighbours, so that they cover the axis however unevenly they lie.
 */
final class Bandwidths {
    /** Scott's rule (1992) is for estimating a density; less of it finds better points. */
    private static final double SCOTT_SHARE = 0.6;

    private static final double UNIFORM_VARIANCE = 1 / 12.0;
    private static final double LEAST = 1e-3;
    private static final int MOST_SHARES = 100;

    private Bandwidths() {}

    /**
     * Scott's rule on the variance of the active centres and one uniform observation more.
     *
     * @param centres NaN where a kernel is uniform
     */
    static double[] bySpread(double[] centres, Axis axis, int dimensions) {
        int active = 0;
        double sum = 0.5;
        for (double centre : centres) {
            if (centre == centre) {
                active++;
                sum += centre;
            }
        }
        double mean = sum / (active + 1);
        double squares = UNIFORM_VARIANCE;
        for (double centre : centres) {
            if (centre == centre) {
                squares += (centre - mean) * (centre - mean);
            }
        }
        double shrinking = PortableMath.exp(-PortableMath.log(Math.max(1, active)) / (dimensions + 4));
        double bandwidth = Math.max(LEAST, SCOTT_SHARE * Math.sqrt(squares / (active + 1)) * shrinking);
        double[] bandwidths = new double[centres.length];
        for (int k = 0; k < centres.length; k++) {
            bandwidths[k] = centres[k] == centres[k]
                    ? Math.max(bandwidth, halfStep(axis, centres[k]))
                    : Double.POSITIVE_INFINITY;
        }
        return bandwidths;
    }

    /**
     * The larger of the distances to the two neighbours; only the inner one at the ends.
     *
     * @param centres NaN where a kernel is uniform
     * @param ascending the kernels that are not, by their centres
     * @param active how many of them there are
     */
    static double[] byGaps(double[] centres, int[] ascending, int active, Axis axis) {
        double least = 1.0 / Math.min(MOST_SHARES, 2 + active);
        if (axis.levels() < Long.MAX_VALUE) {
            least = Math.max(least, 0.5 / axis.levels());
        }
        double[] bandwidths = new double[centres.length];
        Arrays.fill(bandwidths, Double.POSITIVE_INFINITY);
        if (active == 1) {
            double centre = centres[ascending[0]];
            bandwidths[ascending[0]] = Math.max(least, Math.max(centre, 1 - centre));
            return bandwidths;
        }
        double left = 0;
        for (int i = 0; i < active; i++) {
            double centre = centres[ascending[i]];
            double right = i < active - 1 ? centres[ascending[i + 1]] - centre : 0;
            bandwidths[ascending[i]] = Math.max(least, Math.max(left, right));
            left = right;
        }
        return bandwidths;
    }

    /** Levels must be within reach of each other, or a normal density is no stand-in for their probabilities. */
    private static double halfStep(Axis axis, double centre) {
        if (axis.levels() == Long.MAX_VALUE) {
            return 0;
        }
        long level = axis.levelOf(centre);
        double below = level > 0 ? centre - axis.level(level - 1) : 1;
        double above = level < axis.levels() - 1 ? axis.level(level + 1) - centre : 1;
        return 0.5 * Math.min(below, above);
    }
}
