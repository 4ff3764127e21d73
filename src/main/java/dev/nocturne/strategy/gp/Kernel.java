package dev.nocturne.strategy.gp;

import dev.nocturne.strategy.numeric.PortableMath;

/**
 * How alike the objective is at two points: a Matérn 5/2 kernel over all axes together plus the mean of one Matérn 5/2
 * kernel for each axis alone (Duvenaud, Nickisch and Rasmussen, "Additive Gaussian Processes", NeurIPS 2011). The second
 * part learns main effects from few trials, which is most of what there is to learn of hyper-parameters; the data decide
 * how much each part counts. Immutable.
 */
final class Kernel {
    /** Alone, an axis needs not share its length with the others: distances over d axes grow with the root of d. */
    private static final double AXES_OF_ONE_LENGTH = 3;

    private final ModelSpace space;
    private final Hyperparameters theta;
    private final double[] rates;
    private final double share;

    Kernel(ModelSpace space, Hyperparameters theta) {
        this.space = space;
        this.theta = theta;
        int d = space.dimensions();
        this.share = theta.additive() / Math.max(1, d);
        this.rates = new double[d];
        for (int j = 0; j < d; j++) {
            rates[j] = Math.sqrt(5 * theta.inverseSquares()[j] * sharpening(d));
        }
    }

    /** By how much the squared length of an axis is shorter where it stands alone. */
    static double sharpening(int dimensions) {
        return Math.max(1, dimensions / AXES_OF_ONE_LENGTH);
    }

    double variance() {
        return theta.scale() + theta.additive();
    }

    double noise() {
        return theta.noise();
    }

    /** The covariance of two rows. */
    double of(double[] a, double[] b) {
        double together = 0;
        double alone = 0;
        for (int j = 0; j < rates.length; j++) {
            double difference = difference(j, a[j], b[j]);
            together += difference * difference * theta.inverseSquares()[j];
            alone += matern(rates[j] * difference);
        }
        return theta.scale() * matern(Math.sqrt(5 * together)) + share * alone;
    }

    private double difference(int axis, double a, double b) {
        return space.isOrdered(axis) ? Math.abs(a - b) : a == b ? 0 : 1;
    }

    private static double matern(double a) {
        return (1 + a + a * a / 3) * PortableMath.exp(-a);
    }

    /** Covariances of one point with many, and what gradients need of them. Not thread-safe. */
    final class Column {
        private final double[][] columns;
        private final int n;
        private final double[] together;
        private final double[] alone;
        private final double[] slope;
        private final double[][] slopes;
        private final double[] covariance;

        /**
         * For predictions at these points.
         *
         * @param columns by axis, then by point
         */
        Column(double[][] columns, int n) {
            this.columns = columns;
            this.n = n;
            together = new double[n];
            alone = new double[n];
            slope = new double[n];
            slopes = new double[columns.length][n];
            covariance = new double[n];
        }

        /** The covariances of a row; overwritten by the next call. */
        double[] of(double[] row) {
            java.util.Arrays.fill(together, 0);
            java.util.Arrays.fill(alone, 0);
            for (int j = 0; j < columns.length; j++) {
                addAxis(j, row[j]);
            }
            for (int i = 0; i < n; i++) {
                double a = Math.sqrt(5 * together[i]);
                double e = theta.scale() * PortableMath.exp(-a);
                covariance[i] = (1 + a + a * a / 3) * e + share * alone[i];
                slope[i] = (1 + a) * e;
            }
            return covariance;
        }

        private void addAxis(int axis, double at) {
            double[] column = columns[axis];
            double[] slopeOf = slopes[axis];
            double factor = theta.inverseSquares()[axis];
            double rate = rates[axis];
            boolean ordered = space.isOrdered(axis);
            for (int i = 0; i < n; i++) {
                double difference = ordered ? Math.abs(at - column[i]) : at == column[i] ? 0 : 1;
                together[i] += factor * (difference * difference);
                if (difference == 0) {
                    alone[i] += 1;
                    slopeOf[i] = 1;
                } else {
                    double a = rate * difference;
                    double e = PortableMath.exp(-a);
                    alone[i] += (1 + a + a * a / 3) * e;
                    slopeOf[i] = (1 + a) * e;
                }
            }
        }

        /** The gradient, along the ordered axes, of the weighted sum of the covariances of the row given last. */
        void gradient(double[] row, double[] weights, double[] into) {
            double ratio = share * sharpening(columns.length);
            for (int j = 0; j < columns.length; j++) {
                double sum = 0;
                double[] column = columns[j];
                double[] slopeOf = slopes[j];
                for (int i = 0; i < n && space.isOrdered(j); i++) {
                    sum += weights[i] * (slope[i] + ratio * slopeOf[i]) * (row[j] - column[i]);
                }
                into[j] = -(5.0 / 3) * theta.inverseSquares()[j] * sum;
            }
        }
    }
}
