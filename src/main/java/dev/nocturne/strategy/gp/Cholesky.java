package dev.nocturne.strategy.gp;

/**
 * Factors of symmetric positive definite matrices, kept as rows of their lower triangle. The loops run along rows, in an
 * order that never changes: fast in plain Java, and the same to the bit everywhere.
 */
final class Cholesky {
    private Cholesky() {}

    /** Replaces a matrix A by L, where A = L L'; says false, and leaves rubbish, if A is not positive definite. */
    static boolean factor(double[][] a) {
        int n = a.length;
        double[] column = new double[n];
        for (int k = 0; k < n; k++) {
            double pivot = a[k][k];
            if (!(pivot > 0) || pivot == Double.POSITIVE_INFINITY) {
                return false;
            }
            double root = Math.sqrt(pivot);
            a[k][k] = root;
            for (int i = k + 1; i < n; i++) {
                a[i][k] /= root;
                column[i] = a[i][k];
            }
            for (int i = k + 1; i < n; i++) {
                subtract(a[i], column, column[i], k + 1, i + 1);
            }
        }
        return true;
    }

    /** The inverse of a lower triangle. */
    static double[][] invert(double[][] lower) {
        int n = lower.length;
        double[][] inverse = new double[n][];
        for (int i = 0; i < n; i++) {
            double[] row = new double[i + 1];
            double[] factors = lower[i];
            for (int k = 0; k < i; k++) {
                subtract(row, inverse[k], factors[k], 0, k + 1);
            }
            double diagonal = factors[i];
            for (int j = 0; j < i; j++) {
                row[j] /= diagonal;
            }
            row[i] = 1 / diagonal;
            inverse[i] = row;
        }
        return inverse;
    }

    /** M' M of a lower triangle M: with M the inverse of L, the inverse of A. */
    static double[][] squared(double[][] lower) {
        int n = lower.length;
        double[][] product = new double[n][];
        for (int i = 0; i < n; i++) {
            product[i] = new double[i + 1];
        }
        for (int k = 0; k < n; k++) {
            double[] row = lower[k];
            for (int i = 0; i <= k; i++) {
                add(product[i], row, row[i], 0, i + 1);
            }
        }
        return product;
    }

    /** The upper triangle that mirrors a lower one, as full rows. */
    static double[][] transposed(double[][] lower) {
        int n = lower.length;
        double[][] upper = new double[n][n];
        for (int i = 0; i < n; i++) {
            for (int j = 0; j <= i; j++) {
                upper[j][i] = lower[i][j];
            }
        }
        return upper;
    }

    /** M x of a lower triangle M. */
    static double[] times(double[][] lower, double[] x) {
        double[] product = new double[lower.length];
        for (int i = 0; i < product.length; i++) {
            product[i] = dot(lower[i], x, i + 1);
        }
        return product;
    }

    /** M' x of a lower triangle M. */
    static double[] transposedTimes(double[][] lower, double[] x) {
        double[] product = new double[lower.length];
        for (int i = 0; i < product.length; i++) {
            add(product, lower[i], x[i], 0, i + 1);
        }
        return product;
    }

    /** Four sums side by side: as fast as a vector unit lets strict arithmetic be. */
    static double dot(double[] a, double[] b, int length) {
        double s0 = 0;
        double s1 = 0;
        double s2 = 0;
        double s3 = 0;
        int i = 0;
        for (; i + 3 < length; i += 4) {
            s0 += a[i] * b[i];
            s1 += a[i + 1] * b[i + 1];
            s2 += a[i + 2] * b[i + 2];
            s3 += a[i + 3] * b[i + 3];
        }
        for (; i < length; i++) {
            s0 += a[i] * b[i];
        }
        return (s0 + s1) + (s2 + s3);
    }

    static void add(double[] to, double[] what, double factor, int from, int until) {
        for (int j = from; j < until; j++) {
            to[j] += factor * what[j];
        }
    }

    private static void subtract(double[] to, double[] what, double factor, int from, int until) {
        for (int j = from; j < until; j++) {
            to[j] -= factor * what[j];
        }
    }
}
