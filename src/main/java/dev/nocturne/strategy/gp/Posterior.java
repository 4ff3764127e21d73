package dev.nocturne.strategy.gp;

import dev.nocturne.strategy.numeric.PortableMath;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * What the Gaussian process believes after the data. Pending trials are taken in by fantasies: joint draws of what they
 * may come out as, each of which shifts the mean, while all share the variance (Snoek, Larochelle and Adams, NeurIPS
 * 2012). Immutable; predictions write to a {@link Prediction} of the caller.
 */
final class Posterior {
    private static final double PENDING_NOISE = 1e-6;
    private static final double[] JITTERS = {0, 1e-8, 1e-7, 1e-6, 1e-5, 1e-4, 1e-3, 1e-2, 1e-1, 1};

    private final ModelSpace space;
    private final Hyperparameters theta;
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
     * @param fantasies how many joint draws for the pending points
     * @param random of the draws
     */
    Posterior(
            ModelSpace space,
            Hyperparameters theta,
            List<double[]> rows,
            double[] y,
            int fantasies,
            RandomGenerator random) {
        this.space = space;
        this.theta = theta;
        int all = rows.size();
        int n = y.length;
        double[][] lower = factor(rows, n);
        inverse = Cholesky.invert(lower);
        transposed = transposed(inverse);
        columns = new double[space.dimensions()][all];
        for (int i = 0; i < all; i++) {
            for (int j = 0; j < columns.length; j++) {
                columns[j][i] = rows.get(i)[j];
            }
        }
        double[] white = new double[all];
        for (int i = 0; i < n; i++) {
            white[i] = Cholesky.dot(inverse[i], y, i + 1);
        }
        double[] alphaOfData = Cholesky.transposedTimes(inverse, white);
        means = new double[n];
        double best = Double.POSITIVE_INFINITY;
        double[] alphaAlone = all == n ? alphaOfData : alone(white, n);
        for (int i = 0; i < n; i++) {
            means[i] = y[i] - theta.noise() * alphaAlone[i];
            best = Math.min(best, means[i]);
        }
        int draws = all == n ? 1 : fantasies;
        alphas = new double[draws][];
        incumbents = new double[draws];
        double[] normals = new double[all - n];
        for (int s = 0; s < draws; s++) {
            for (int i = 0; i < normals.length; i++) {
                normals[i] = s % 2 == 1 ? -normals[i] : draws == 1 ? 0 : random.nextGaussian();
                white[n + i] = normals[i];
            }
            alphas[s] = all == n ? alphaOfData : Cholesky.transposedTimes(inverse, white);
            incumbents[s] = best;
            for (int i = n; i < all; i++) {
                incumbents[s] = Math.min(incumbents[s], Cholesky.dot(lower[i], white, i + 1));
            }
        }
    }

    private double[] alone(double[] white, int n) {
        double[] alpha = new double[n];
        for (int i = 0; i < n; i++) {
            Cholesky.add(alpha, inverse[i], white[i], 0, i + 1);
        }
        return alpha;
    }

    private double[][] factor(List<double[]> rows, int evaluated) {
        int all = rows.size();
        for (double jitter : JITTERS) {
            double[][] matrix = new double[all][];
            for (int i = 0; i < all; i++) {
                double[] row = new double[i + 1];
                for (int k = 0; k < i; k++) {
                    row[k] = theta.scale() * Hyperparameters.matern(theta.distance(rows.get(i), rows.get(k), space));
                }
                row[i] = theta.scale() * (1 + jitter) + (i < evaluated ? theta.noise() : PENDING_NOISE * theta.scale());
                matrix[i] = row;
            }
            if (Cholesky.factor(matrix)) {
                return matrix;
            }
        }
        throw new IllegalStateException("A kernel's matrix stays singular, whatever is added to its diagonal.");
    }

    private static double[][] transposed(double[][] lower) {
        int n = lower.length;
        double[][] upper = new double[n][n];
        for (int i = 0; i < n; i++) {
            for (int j = 0; j <= i; j++) {
                upper[j][i] = lower[i][j];
            }
        }
        return upper;
    }

    /** How many fantasies there are; one without pending trials. */
    int fantasies() {
        return alphas.length;
    }

    /** The lowest mean at an evaluated or pending point, by fantasy. */
    double incumbent(int fantasy) {
        return incumbents[fantasy];
    }

    /** The mean at each evaluated point, without pending ones. */
    double[] means() {
        return means;
    }

    /** Working space for predictions; not thread-safe. */
    final class Prediction {
        private final int all = inverse.length;
        private final double[] correlation = new double[all];
        private final double[] slope = new double[all];
        private final double[] white = new double[all];
        private final double[] mean = new double[alphas.length];
        private double deviation;

        /** Predicts at a point as the kernel sees it. */
        void at(double[] row) {
            double[] r2 = white;
            java.util.Arrays.fill(r2, 0);
            for (int j = 0; j < columns.length; j++) {
                addDistances(r2, columns[j], row[j], theta.inverseSquares()[j], space.isOrdered(j));
            }
            for (int i = 0; i < all; i++) {
                double a = Math.sqrt(5 * r2[i]);
                double e = theta.scale() * PortableMath.exp(-a);
                correlation[i] = (1 + a + a * a / 3) * e;
                slope[i] = (1 + a) * e;
            }
            for (int s = 0; s < mean.length; s++) {
                mean[s] = Cholesky.dot(alphas[s], correlation, all);
            }
            java.util.Arrays.fill(white, 0);
            for (int j = 0; j < all; j++) {
                Cholesky.add(white, transposed[j], correlation[j], j, all);
            }
            double explained = Cholesky.dot(white, white, all);
            deviation = Math.sqrt(Math.max(1e-12 * theta.scale(), theta.scale() - explained));
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
         * @param byMean its derivative by each fantasy's mean
         * @param byDeviation its derivative by the deviation
         */
        void gradient(double[] row, double[] byMean, double byDeviation, double[] into) {
            double[] weights = Cholesky.transposedTimes(inverse, white);
            for (int i = 0; i < all; i++) {
                weights[i] *= -byDeviation / deviation;
            }
            for (int s = 0; s < byMean.length; s++) {
                Cholesky.add(weights, alphas[s], byMean[s], 0, all);
            }
            for (int i = 0; i < all; i++) {
                weights[i] *= slope[i];
            }
            double sum = 0;
            for (double weight : weights) {
                sum += weight;
            }
            for (int j = 0; j < columns.length; j++) {
                into[j] = space.isOrdered(j)
                        ? -(5.0 / 3)
                                * theta.inverseSquares()[j]
                                * (sum * row[j] - Cholesky.dot(weights, columns[j], all))
                        : 0;
            }
        }
    }

    private static void addDistances(double[] to, double[] column, double at, double factor, boolean ordered) {
        if (ordered) {
            for (int i = 0; i < to.length; i++) {
                double difference = at - column[i];
                to[i] += factor * (difference * difference);
            }
        } else {
            for (int i = 0; i < to.length; i++) {
                to[i] += at == column[i] ? 0 : factor;
            }
        }
    }
}
