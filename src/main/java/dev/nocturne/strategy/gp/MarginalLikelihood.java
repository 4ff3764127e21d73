package dev.nocturne.strategy.gp;

import dev.nocturne.strategy.numeric.PortableMath;

/**
 * How badly hyper-parameters explain the data: the negative logarithm of their posterior density (Rasmussen and Williams,
 * "Gaussian Processes for Machine Learning", 2006, equations 5.8 and 5.9, plus priors), with its gradient.
 */
final class MarginalLikelihood implements BoxMinimizer.Differentiable {
    private final double[][] distances;
    private final double[] y;
    private final Priors priors;

    /**
     * The likelihood of these data.
     *
     * @param rows as the kernel sees them
     * @param y warped losses
     */
    MarginalLikelihood(double[][] rows, double[] y, ModelSpace space, Priors priors) {
        this.y = y;
        this.priors = priors;
        int n = rows.length;
        int d = space.dimensions();
        distances = new double[d][n * (n - 1) / 2];
        for (int j = 0; j < d; j++) {
            double[] of = distances[j];
            boolean ordered = space.isOrdered(j);
            int pair = 0;
            for (int i = 1; i < n; i++) {
                double at = rows[i][j];
                for (int k = 0; k < i; k++) {
                    double difference = at - rows[k][j];
                    of[pair++] = ordered ? difference * difference : (difference == 0 ? 0 : 1);
                }
            }
        }
    }

    @Override
    public double at(double[] logs, double[] gradient) {
        int n = y.length;
        int d = distances.length;
        var theta = Hyperparameters.of(logs);
        int pairs = n * (n - 1) / 2;
        double[] r2 = new double[pairs];
        for (int j = 0; j < d; j++) {
            Cholesky.add(r2, distances[j], theta.inverseSquares()[j], 0, pairs);
        }
        double[] slope = new double[pairs];
        double[][] matrix = new double[n][];
        double[] correlation = new double[pairs];
        int pair = 0;
        for (int i = 0; i < n; i++) {
            double[] row = new double[i + 1];
            for (int k = 0; k < i; k++, pair++) {
                double a = Math.sqrt(5 * r2[pair]);
                double e = PortableMath.exp(-a);
                correlation[pair] = (1 + a + a * a / 3) * e;
                slope[pair] = (1 + a) * e;
                row[k] = theta.scale() * correlation[pair];
            }
            row[i] = theta.scale() + theta.noise();
            matrix[i] = row;
        }
        if (!Cholesky.factor(matrix)) {
            return Double.NaN;
        }
        double[][] inverse = Cholesky.invert(matrix);
        double[] white = Cholesky.times(inverse, y);
        double[] alpha = Cholesky.transposedTimes(inverse, white);
        double value = 0.5 * Cholesky.dot(white, white, n);
        for (int i = 0; i < n; i++) {
            value += PortableMath.log(matrix[i][i]);
        }
        double[][] precision = Cholesky.squared(inverse);
        fillGradient(theta, precision, alpha, correlation, slope, gradient);
        return value + priors.penalty(logs, gradient);
    }

    /** Half the trace of (K^-1 - alpha alpha') dK for each logarithm. */
    private void fillGradient(
            Hyperparameters theta,
            double[][] precision,
            double[] alpha,
            double[] correlation,
            double[] slope,
            double[] gradient) {
        int n = y.length;
        int d = distances.length;
        double byScale = 0;
        double trace = 0;
        int pair = 0;
        for (int i = 0; i < n; i++) {
            double[] row = precision[i];
            double own = alpha[i];
            for (int k = 0; k < i; k++, pair++) {
                double weight = row[k] - own * alpha[k];
                byScale += weight * correlation[pair];
                slope[pair] *= weight;
            }
            trace += row[i] - own * own;
        }
        for (int j = 0; j < d; j++) {
            gradient[j] = theta.scale()
                    * (5.0 / 3)
                    * theta.inverseSquares()[j]
                    * Cholesky.dot(slope, distances[j], slope.length);
        }
        gradient[d] = theta.scale() * (byScale + 0.5 * trace);
        gradient[d + 1] = 0.5 * (theta.noise() - Hyperparameters.LEAST_NOISE) * trace;
    }
}
