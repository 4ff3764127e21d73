package dev.nocturne.strategy.gp;

import dev.nocturne.strategy.numeric.PortableMath;

/**
 * How badly hyper-parameters explain the data: the negative logarithm of their posterior density (Rasmussen and Williams,
 * "Gaussian Processes for Machine Learning", 2006, equations 5.8 and 5.9, plus priors), with its gradient. Holds one
 * number for each axis and pair of rows. Not thread-safe.
 */
final class MarginalLikelihood implements BoxMinimizer.Differentiable {
    private final double[] y;
    private final Priors priors;
    private final int n;
    private final int d;
    private final int pairs;

    /** How far apart the rows are, by axis and pair; a pair of rows i and k < i has the number i (i - 1) / 2 + k. */
    private final double[][] gaps;

    private final double[][] aloneSlopes;
    private final double[] alone;
    private final double[] together;
    private final double[] slope;
    private final double[] weights;

    /**
     * The likelihood of these data.
     *
     * @param rows as the kernel sees them
     * @param y warped losses
     */
    MarginalLikelihood(double[][] rows, double[] y, ModelSpace space, Priors priors) {
        this.y = y;
        this.priors = priors;
        n = rows.length;
        d = space.dimensions();
        pairs = n * (n - 1) / 2;
        gaps = new double[d][pairs];
        for (int j = 0; j < d; j++) {
            int pair = 0;
            for (int i = 1; i < n; i++) {
                for (int k = 0; k < i; k++) {
                    double gap = Math.abs(rows[i][j] - rows[k][j]);
                    gaps[j][pair++] = space.isOrdered(j) || gap == 0 ? gap : 1;
                }
            }
        }
        aloneSlopes = new double[d][pairs];
        alone = new double[pairs];
        together = new double[pairs];
        slope = new double[pairs];
        weights = new double[pairs];
    }

    @Override
    public double at(double[] logs, double[] gradient) {
        var theta = Hyperparameters.of(logs);
        double[][] matrix = covariances(theta);
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
        fillGradient(theta, Cholesky.squared(inverse), alpha, gradient);
        return value + priors.penalty(logs, gradient);
    }

    private double[][] covariances(Hyperparameters theta) {
        java.util.Arrays.fill(together, 0);
        java.util.Arrays.fill(alone, 0);
        for (int j = 0; j < d; j++) {
            addAxis(gaps[j], aloneSlopes[j], theta.inverseSquares()[j]);
        }
        double share = theta.additive() / Math.max(1, d);
        double[][] matrix = new double[n][];
        int pair = 0;
        for (int i = 0; i < n; i++) {
            double[] row = new double[i + 1];
            for (int k = 0; k < i; k++, pair++) {
                double a = Math.sqrt(5 * together[pair]);
                double e = PortableMath.exp(-a);
                together[pair] = (1 + a + a * a / 3) * e;
                slope[pair] = (1 + a) * e;
                row[k] = theta.scale() * together[pair] + share * alone[pair];
            }
            row[i] = theta.scale() + theta.additive() + theta.noise();
            matrix[i] = row;
        }
        return matrix;
    }

    private void addAxis(double[] gap, double[] slopeOf, double inverseSquare) {
        double rate = Math.sqrt(5 * inverseSquare * Kernel.sharpening(d));
        for (int p = 0; p < pairs; p++) {
            if (gap[p] == 0) {
                alone[p] += 1;
                slopeOf[p] = 1;
            } else {
                double a = rate * gap[p];
                double e = PortableMath.exp(-a);
                together[p] += inverseSquare * (gap[p] * gap[p]);
                alone[p] += (1 + a + a * a / 3) * e;
                slopeOf[p] = (1 + a) * e;
            }
        }
    }

    /** Half the trace of (K^-1 - alpha alpha') dK for each logarithm. */
    private void fillGradient(Hyperparameters theta, double[][] precision, double[] alpha, double[] gradient) {
        double byScale = 0;
        double byAdditive = 0;
        double trace = 0;
        int pair = 0;
        for (int i = 0; i < n; i++) {
            double[] row = precision[i];
            double own = alpha[i];
            for (int k = 0; k < i; k++, pair++) {
                double weight = row[k] - own * alpha[k];
                byScale += weight * together[pair];
                byAdditive += weight * alone[pair];
                weights[pair] = weight;
            }
            trace += row[i] - own * own;
        }
        double share = theta.additive() / Math.max(1, d);
        double ratio = share * Kernel.sharpening(d);
        for (int j = 0; j < d; j++) {
            double sum = 0;
            double[] gap = gaps[j];
            double[] slopeOf = aloneSlopes[j];
            for (int p = 0; p < pairs; p++) {
                sum += weights[p] * (theta.scale() * slope[p] + ratio * slopeOf[p]) * (gap[p] * gap[p]);
            }
            gradient[j] = (5.0 / 3) * theta.inverseSquares()[j] * sum;
        }
        gradient[d] = theta.scale() * (byScale + 0.5 * trace);
        gradient[d + 1] = share * byAdditive + 0.5 * theta.additive() * trace;
        gradient[d + 2] = 0.5 * (theta.noise() - Hyperparameters.LEAST_NOISE) * trace;
    }
}
