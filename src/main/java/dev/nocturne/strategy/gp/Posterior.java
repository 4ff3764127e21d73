package dev.nocturne.strategy.gp;

import java.util.List;
import java.util.random.RandomGenerator;

/**
 * What the Gaussian process believes after the data. Pending trials are taken in by fantasies: joint draws of what they
 * may come out as, each of which shifts the mean, while all share the variance (Snoek, Larochelle and Adams, NeurIPS
 * 2012). Immutable; predictions write to a {@link Prediction} of the caller.
 */
final class Posterior {
    private static final double PENDING_NOISE = 1e-6;
    private static final double LEAST_VARIANCE = 1e-12;
    private static final double[] JITTERS = {0, 1e-8, 1e-7, 1e-6, 1e-5, 1e-4, 1e-3, 1e-2, 1e-1, 1};

    private final Kernel kernel;
    private final double[][] columns;
    private final double[][] inverse;
    private final double[][] transposed;
    private final double[][] alphas;
    private final double[] incumbents;
    private final double[] means;

    /**
     * Conditions on data.
     *
     * @param rows evaluated points, at least one, then pending ones
     * @param y warped losses of the evaluated points
     * @param fantasies how many joint draws for the pending points; one draw is their mean
     * @param random of the draws
     */
    Posterior(Kernel kernel, List<double[]> rows, double[] y, int fantasies, RandomGenerator random) {
        this.kernel = kernel;
        int all = rows.size();
        int n = y.length;
        double[][] lower = factor(rows, n);
        inverse = Cholesky.invert(lower);
        transposed = Cholesky.transposed(inverse);
        columns = new double[rows.get(0).length][all];
        for (int i = 0; i < all; i++) {
            for (int j = 0; j < columns.length; j++) {
                columns[j][i] = rows.get(i)[j];
            }
        }
        double[] white = new double[all];
        for (int i = 0; i < n; i++) {
            white[i] = Cholesky.dot(inverse[i], y, i + 1);
        }
        double[] alpha = Cholesky.transposedTimes(inverse, white);
        means = new double[n];
        double best = Double.POSITIVE_INFINITY;
        for (int i = 0; i < n; i++) {
            means[i] = y[i] - kernel.noise() * alpha[i];
            best = Math.min(best, means[i]);
        }
        int draws = all == n ? 1 : fantasies;
        alphas = new double[draws][];
        incumbents = new double[draws];
        for (int s = 0; s < draws; s++) {
            drawPending(white, n, s, draws, random);
            alphas[s] = all == n ? alpha : Cholesky.transposedTimes(inverse, white);
            incumbents[s] = best;
            for (int i = n; i < all; i++) {
                incumbents[s] = Math.min(incumbents[s], Cholesky.dot(lower[i], white, i + 1));
            }
        }
    }

    /** Draws come in pairs that mirror each other, so that they are right on average. */
    private static void drawPending(double[] white, int from, int draw, int draws, RandomGenerator random) {
        for (int i = from; i < white.length && draws > 1; i++) {
            white[i] = draw % 2 == 1 ? -white[i] : random.nextGaussian();
        }
    }

    private double[][] factor(List<double[]> rows, int evaluated) {
        int all = rows.size();
        double variance = kernel.variance();
        for (double jitter : JITTERS) {
            double[][] matrix = new double[all][];
            for (int i = 0; i < all; i++) {
                double[] row = new double[i + 1];
                for (int k = 0; k < i; k++) {
                    row[k] = kernel.of(rows.get(i), rows.get(k));
                }
                row[i] = variance * (1 + jitter) + (i < evaluated ? kernel.noise() : PENDING_NOISE * variance);
                matrix[i] = row;
            }
            if (Cholesky.factor(matrix)) {
                return matrix;
            }
        }
        throw new IllegalStateException("A kernel's matrix stays singular, whatever is added to its diagonal.");
    }

    /** How many fantasies there are; one without pending trials. */
    int fantasies() {
        return alphas.length;
    }

    /** The lowest mean at an evaluated or pending point, by fantasy. */
    double incumbent(int fantasy) {
        return incumbents[fantasy];
    }

    /** The mean at each evaluated point, before anything pending. */
    double[] means() {
        return means;
    }

    /** Working space for predictions; not thread-safe. */
    final class Prediction {
        private final int all = inverse.length;
        private final Kernel.Column covariances = kernel.new Column(columns, all);
        private final double[] white = new double[all];
        private final double[] weights = new double[all];
        private final double[] mean = new double[alphas.length];
        private double deviation;

        /** Predicts at a point as the kernel sees it. */
        void at(double[] row) {
            double[] covariance = covariances.of(row);
            for (int s = 0; s < mean.length; s++) {
                mean[s] = Cholesky.dot(alphas[s], covariance, all);
            }
            java.util.Arrays.fill(white, 0);
            for (int j = 0; j < all; j++) {
                Cholesky.add(white, transposed[j], covariance[j], j, all);
            }
            double left = kernel.variance() - Cholesky.dot(white, white, all);
            deviation = Math.sqrt(Math.max(LEAST_VARIANCE * kernel.variance(), left));
        }

        double mean(int fantasy) {
            return mean[fantasy];
        }

        double deviation() {
            return deviation;
        }

        /**
         * The gradient of a function of means and deviation, along the ordered axes; zero along the others.
         *
         * @param row the one predicted last
         * @param byMean the function's derivative by each fantasy's mean
         * @param byDeviation its derivative by the deviation
         */
        void gradient(double[] row, double[] byMean, double byDeviation, double[] into) {
            java.util.Arrays.fill(weights, 0);
            for (int i = 0; i < all; i++) {
                Cholesky.add(weights, inverse[i], -byDeviation / deviation * white[i], 0, i + 1);
            }
            for (int s = 0; s < byMean.length; s++) {
                Cholesky.add(weights, alphas[s], byMean[s], 0, all);
            }
            covariances.gradient(row, weights, into);
        }
    }
}
