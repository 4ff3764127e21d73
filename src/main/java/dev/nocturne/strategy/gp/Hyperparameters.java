package dev.nocturne.strategy.gp;

import dev.nocturne.strategy.numeric.PortableMath;

/**
 * What is fitted of the {@link Kernel}. Not to be written to.
 *
 * @param inverseSquares 1 / length² for each axis
 * @param scale variance of the part over all axes together
 * @param additive variance of the part over each axis alone
 * @param noise variance of what is not the same when tried again
 */
record Hyperparameters(double[] inverseSquares, double scale, double additive, double noise) {
    /** Keeps the matrix positive definite where points coincide. */
    static final double LEAST_NOISE = 1e-6;

    /** How many numbers there are beside the lengths. */
    static final int OTHERS = 3;

    /** From the vector that the fit works on: logarithms of the lengths, of the two variances and of the noise. */
    static Hyperparameters of(double[] logs) {
        int d = logs.length - OTHERS;
        double[] inverseSquares = new double[d];
        for (int j = 0; j < d; j++) {
            inverseSquares[j] = PortableMath.exp(-2 * logs[j]);
        }
        return new Hyperparameters(
                inverseSquares,
                PortableMath.exp(logs[d]),
                PortableMath.exp(logs[d + 1]),
                PortableMath.exp(logs[d + 2]) + LEAST_NOISE);
    }
}
