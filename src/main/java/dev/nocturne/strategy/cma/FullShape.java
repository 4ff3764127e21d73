package dev.nocturne.strategy.cma;

import dev.nocturne.strategy.numeric.PortableMath;

/** A covariance matrix with its principal axes. */
final class FullShape implements Shape {
    /** Smaller principal variances, relative to the largest, are rounding errors. */
    private static final double LEAST_RATIO = 1e-18;

    private final double[][] covariance;
    private final double[][] axes;
    private final double[] lengths;

    private FullShape(double[][] covariance, double[][] axes, double[] lengths) {
        this.covariance = covariance;
        this.axes = axes;
        this.lengths = lengths;
    }

    /** The shape of a symmetric matrix without negative principal variances, but for rounding. */
    static FullShape of(double[][] covariance) {
        var eigen = SymmetricEigen.of(covariance);
        double most = Double.MIN_NORMAL;
        for (double variance : eigen.values()) {
            most = Math.max(most, variance);
        }
        double[] lengths = new double[covariance.length];
        for (int i = 0; i < lengths.length; i++) {
            lengths[i] = Math.sqrt(Math.max(eigen.values()[i], LEAST_RATIO * most));
        }
        return new FullShape(covariance, eigen.vectors(), lengths);
    }

    @Override
    public double variance(int gene) {
        return covariance[gene][gene];
    }

    @Override
    public double[] colour(double[] white) {
        double[] coloured = new double[white.length];
        for (int i = 0; i < coloured.length; i++) {
            double sum = 0;
            for (int k = 0; k < white.length; k++) {
                sum += axes[i][k] * lengths[k] * white[k];
            }
            coloured[i] = sum;
        }
        return coloured;
    }

    @Override
    public double[] whiten(double[] coloured) {
        double[] along = new double[coloured.length];
        for (int k = 0; k < along.length; k++) {
            double sum = 0;
            for (int i = 0; i < coloured.length; i++) {
                sum += axes[i][k] * coloured[i];
            }
            along[k] = sum / lengths[k];
        }
        double[] white = new double[coloured.length];
        for (int i = 0; i < white.length; i++) {
            double sum = 0;
            for (int k = 0; k < along.length; k++) {
                sum += axes[i][k] * along[k];
            }
            white[i] = sum;
        }
        return white;
    }

    @Override
    public Shape updated(double keep, double[][] steps, double[] weights) {
        int n = covariance.length;
        double[][] updated = new double[n][n];
        for (int i = 0; i < n; i++) {
            for (int j = 0; j <= i; j++) {
                double sum = keep * covariance[i][j];
                for (int k = 0; k < steps.length; k++) {
                    sum += weights[k] * steps[k][i] * steps[k][j];
                }
                updated[i][j] = sum;
                updated[j][i] = sum;
            }
        }
        return of(updated);
    }

    @Override
    public double condition() {
        double least = lengths[0];
        double most = lengths[0];
        for (double length : lengths) {
            least = Math.min(least, length);
            most = Math.max(most, length);
        }
        return (most / least) * (most / least);
    }

    @Override
    public double meanVariance() {
        double sum = 0;
        for (double length : lengths) {
            sum += PortableMath.log(length);
        }
        return PortableMath.exp(2 * sum / lengths.length);
    }
}
