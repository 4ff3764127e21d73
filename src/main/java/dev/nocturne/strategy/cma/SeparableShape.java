package dev.nocturne.strategy.cma;

import dev.nocturne.strategy.numeric.PortableMath;

/** Variances without correlations. */
record SeparableShape(double[] variances) implements Shape {
    private static final double LEAST = 1e-30;

    @Override
    public double variance(int gene) {
        return variances[gene];
    }

    @Override
    public double[] colour(double[] white) {
        double[] coloured = new double[white.length];
        for (int i = 0; i < white.length; i++) {
            coloured[i] = Math.sqrt(variances[i]) * white[i];
        }
        return coloured;
    }

    @Override
    public double[] whiten(double[] coloured) {
        double[] white = new double[coloured.length];
        for (int i = 0; i < white.length; i++) {
            white[i] = coloured[i] / Math.sqrt(variances[i]);
        }
        return white;
    }

    @Override
    public Shape updated(double keep, double[][] steps, double[] weights) {
        double[] updated = new double[variances.length];
        for (int i = 0; i < updated.length; i++) {
            double sum = keep * variances[i];
            for (int k = 0; k < steps.length; k++) {
                sum += weights[k] * steps[k][i] * steps[k][i];
            }
            updated[i] = Math.max(LEAST, sum);
        }
        return new SeparableShape(updated);
    }

    @Override
    public double condition() {
        double least = variances[0];
        double most = variances[0];
        for (double variance : variances) {
            least = Math.min(least, variance);
            most = Math.max(most, variance);
        }
        return most / least;
    }

    @Override
    public double meanVariance() {
        double sum = 0;
        for (double variance : variances) {
            sum += PortableMath.log(variance);
        }
        return PortableMath.exp(sum / variances.length);
    }
}
