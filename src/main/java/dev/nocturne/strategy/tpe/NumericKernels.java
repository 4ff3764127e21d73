package dev.nocturne.strategy.tpe;

import java.util.random.RandomGenerator;

/** Normal kernels on an ordered axis, each with a bandwidth of its own, cut to the unit interval. */
final class NumericKernels implements Kernels {
    private static final double INVERSE_ROOT_TWO_PI = 0.3989422804014327;

    private final double[] centres;
    private final double[] bandwidths;
    private final double[] means;
    private final double[] factors;

    /**
     * The kernels of an axis; the arrays are kept.
     *
     * @param centres in the unit interval, NaN for a kernel that is uniform, as the last is
     * @param bandwidths above 0, infinite for a kernel that is uniform
     */
    NumericKernels(double[] centres, double[] bandwidths) {
        this.centres = centres;
        this.bandwidths = bandwidths;
        this.means = new double[centres.length];
        this.factors = new double[centres.length];
        for (int k = 0; k < centres.length; k++) {
            if (centres[k] == centres[k]) {
                means[k] = centres[k];
                factors[k] = -0.5 / (bandwidths[k] * bandwidths[k]);
            }
        }
    }

    @Override
    public double draw(RandomGenerator random) {
        int kernel = Kernels.drawKernel(centres, random);
        double unit = random.nextDouble();
        return centres[kernel] == centres[kernel]
                ? TruncatedNormal.draw(unit, centres[kernel], bandwidths[kernel])
                : unit;
    }

    /** Plain loops over arrays, which the compiler turns into vector instructions. */
    @Override
    public void addLogDensities(double coordinate, double[] sums) {
        double[] from = means;
        double[] by = factors;
        int kernels = Math.min(sums.length, Math.min(from.length, by.length));
        for (int k = 0; k < kernels; k++) {
            double distance = coordinate - from[k];
            sums[k] += by[k] * (distance * distance);
        }
    }

    @Override
    public void multiplyConstants(double[] products) {
        for (int k = 0; k < products.length; k++) {
            double bandwidth = bandwidths[k];
            if (bandwidth < Double.POSITIVE_INFINITY) {
                products[k] *= INVERSE_ROOT_TWO_PI / (bandwidth * TruncatedNormal.mass(means[k], bandwidth));
            }
        }
    }
}
