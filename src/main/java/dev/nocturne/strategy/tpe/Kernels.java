package dev.nocturne.strategy.tpe;

import java.util.random.RandomGenerator;

/**
 * The factors of a mixture's kernels along one axis: densities in the unit interval, or probabilities of choices as
 * multiples of the even one. The prior, which is the last kernel, is uniform, and so are kernels of observations that did
 * not have the parameter.
 */
interface Kernels {
    /** A coordinate, not yet that of a value, from one of the kernels that have the parameter or from the prior. */
    double draw(RandomGenerator random);

    /** Adds the logarithm of each kernel's density at a coordinate, without the constant part. */
    void addLogDensities(double coordinate, double[] sums);

    /** The same at four coordinates at once, which reads the kernels once for all of them. */
    default void addLogDensities(double a, double b, double c, double d, double[][] sums) {
        addLogDensities(a, sums[0]);
        addLogDensities(b, sums[1]);
        addLogDensities(c, sums[2]);
        addLogDensities(d, sums[3]);
    }

    /** Multiplies each product by the constant part of the kernel's density. */
    void multiplyConstants(double[] products);

    /** How many centres there are. */
    static int active(double[] centres) {
        int active = 0;
        for (double centre : centres) {
            if (centre == centre) {
                active++;
            }
        }
        return active;
    }

    /** A centre, each as likely as any other and as the prior, for which NaN stands. */
    static int drawKernel(double[] centres, int active, RandomGenerator random) {
        int left = random.nextInt(active + 1);
        int kernel = 0;
        while (kernel < centres.length - 1 && (centres[kernel] != centres[kernel] || left-- > 0)) {
            kernel++;
        }
        return kernel;
    }
}
