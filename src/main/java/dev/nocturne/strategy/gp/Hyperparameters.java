package dev.nocturne.strategy.gp;

import dev.nocturne.strategy.numeric.PortableMath;

/**
 * What the kernel has fitted: Matérn 5/2 with a length-scale for each axis. Not to be written to.
 *
 * @param inverseSquares 1 / length² for each axis
 * @param scale variance of the objective's shape
 * @param noise variance of its noise
 */
record Hyperparameters(double[] inverseSquares, double scale, double noise) {
    /** Keeps the matrix positive definite where points coincide. */
    static final double LEAST_NOISE = 1e-6;

    /** From the vector that the fit works on: logarithms of the lengths, of the scale and of the noise. */
    static Hyperparameters of(double[] logs) {
        int d = logs.length - 2;
        double[] inverseSquares = new double[d];
        for (int j = 0; j < d; j++) {
            inverseSquares[j] = PortableMath.exp(-2 * logs[j]);
        }
        return new Hyperparameters(
                inverseSquares, PortableMath.exp(logs[d]), PortableMath.exp(logs[d + 1]) + LEAST_NOISE);
    }

    /** The squared distance of two rows, in length-scales. */
    double distance(double[] a, double[] b, ModelSpace space) {
        double sum = 0;
        for (int j = 0; j < inverseSquares.length; j++) {
            double difference = a[j] - b[j];
            double squared = space.isOrdered(j) ? difference * difference : (difference == 0 ? 0 : 1);
            sum += squared * inverseSquares[j];
        }
        return sum;
    }

    /** The kernel without its scale, by squared distance. */
    static double matern(double squaredDistance) {
        double a = Math.sqrt(5 * squaredDistance);
        return (1 + a + a * a / 3) * PortableMath.exp(-a);
    }
}
