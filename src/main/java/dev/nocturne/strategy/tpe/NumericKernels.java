package dev.nocturne.strategy.tpe;

import java.util.random.RandomGenerator;

/** Normal kernels on an ordered axis, each with a bandwidth of its own, cut to the unit interval. */
final class NumericKernels implements Kernels {
    private static final double INVERSE_ROOT_TWO_PI = 0.3989422804014327;

    private final double[] centres;
    private final double[] bandwidths;
    private final int active;
    private final double[] means;
    private final double[] factors;
    private final double[] below;
    private final double[] mass;
    private final double[] heights;

    /**
     * The kernels of an axis; the arrays are kept.
     *
     * @param centres in the unit interval, NaN for a kernel that is uniform, as the last is
     * @param bandwidths above 0, infinite for a kernel that is uniform
     */
    NumericKernels(double[] centres, double[] bandwidths) {
        this.centres = centres;
        this.bandwidths = bandwidths;
        this.active = Kernels.active(centres);
        this.means = new double[centres.length];
        this.factors = new double[centres.length];
        this.below = new double[centres.length];
        this.mass = new double[centres.length];
        this.heights = new double[centres.length];
        for (int k = 0; k < centres.length; k++) {
            if (centres[k] == centres[k]) {
                means[k] = centres[k];
                double inverse = 1 / bandwidths[k];
                factors[k] = -0.5 * (inverse * inverse);
                below[k] = TruncatedNormal.below(centres[k], bandwidths[k]);
                mass[k] = TruncatedNormal.belowOne(centres[k], bandwidths[k]) - below[k];
                heights[k] = INVERSE_ROOT_TWO_PI * inverse;
                if (mass[k] < 1) {
                    heights[k] /= mass[k];
                }
            } else {
                heights[k] = 1;
            }
        }
    }

    @Override
    public double draw(RandomGenerator random) {
        int kernel = Kernels.drawKernel(centres, active, random);
        double unit = random.nextDouble();
        return centres[kernel] == centres[kernel]
                ? TruncatedNormal.at(below[kernel] + unit * mass[kernel], centres[kernel], bandwidths[kernel])
                : unit;
    }

    /** Plain loops over arrays, which the compiler turns into vector instructions. */
    @Override
    public void addLogDensities(double coordinate, double[] sums) {
        double[] from = means;
        double[] by = factors;
        for (int k = 0; k < from.length; k++) {
            double distance = coordinate - from[k];
            sums[k] += by[k] * (distance * distance);
        }
    }

    @Override
    public void addLogDensities(double a, double b, double c, double d, double[][] sums) {
        double[] from = means;
        double[] by = factors;
        double[] sumsA = sums[0];
        double[] sumsB = sums[1];
        double[] sumsC = sums[2];
        double[] sumsD = sums[3];
        for (int k = 0; k < from.length; k++) {
            double mean = from[k];
            double factor = by[k];
            double distanceA = a - mean;
            double distanceB = b - mean;
            double distanceC = c - mean;
            double distanceD = d - mean;
            sumsA[k] += factor * (distanceA * distanceA);
            sumsB[k] += factor * (distanceB * distanceB);
            sumsC[k] += factor * (distanceC * distanceC);
            sumsD[k] += factor * (distanceD * distanceD);
        }
    }

    @Override
    public void multiplyConstants(double[] products) {
        double[] by = heights;
        for (int k = 0; k < by.length; k++) {
            products[k] *= by[k];
        }
    }
}
