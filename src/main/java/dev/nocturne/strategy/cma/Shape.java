package dev.nocturne.strategy.cma;

import java.util.Arrays;

/** The covariance of the genes, in the form in which it is drawn from. Immutable; its arrays must not be written to. */
sealed interface Shape permits FullShape, SeparableShape {
    /** From so many genes on, only variances are learned: a matrix would need more trials than anyone has. */
    int MOST_GENES_OF_A_MATRIX = 60;

    /** No correlations, all variances 1. */
    static Shape round(int genes) {
        double[] ones = new double[genes];
        Arrays.fill(ones, 1);
        if (genes > MOST_GENES_OF_A_MATRIX) {
            return new SeparableShape(ones);
        }
        double[][] identity = new double[genes][genes];
        for (int i = 0; i < genes; i++) {
            identity[i][i] = 1;
        }
        return FullShape.of(identity);
    }

    /** The variance of a gene. */
    double variance(int gene);

    /** Independent standard normal numbers, made to vary like this shape. */
    double[] colour(double[] white);

    /** The inverse of {@link #colour}, but for a rotation. */
    double[] whiten(double[] coloured);

    /**
     * {@code keep} times this shape plus the weighted squares of the steps.
     *
     * @param weights by step
     */
    Shape updated(double keep, double[][] steps, double[] weights);

    /** The largest principal variance by the smallest. */
    double condition();

    /** The geometric mean of the principal variances. */
    double meanVariance();
}
