package dev.nocturne.strategy.gp;

import dev.nocturne.strategy.numeric.NormalDistribution;
import dev.nocturne.strategy.numeric.PortableMath;
import java.util.Arrays;

/** Turns losses into numbers that look normal, mean 0 and variance 1, so that outliers do not flatten the rest. */
enum OutputWarping {
    /**
     * The better half keeps its shape, the worse half becomes the tail of a normal distribution by its ranks (Song et al.,
     * "The Vizier Gaussian Process Bandit Algorithm", 2024).
     */
    HALF_RANK {
        @Override
        double[] shape(double[] y) {
            double[] sorted = y.clone();
            Arrays.sort(sorted);
            int n = y.length;
            double median = n % 2 == 1 ? sorted[n / 2] : sorted[n / 2 - 1] / 2 + sorted[n / 2] / 2;
            double[] unique = Arrays.stream(sorted).distinct().toArray();
            int good = 0;
            double squares = 0;
            for (double value : unique) {
                if (value <= median) {
                    good++;
                    squares += (value - median) * (value - median);
                }
            }
            double spread = Math.sqrt(squares / good);
            if (!(spread > 0)) {
                spread = deviation(unique, median);
            }
            boolean medianIsThere = Arrays.binarySearch(unique, median) >= 0;
            double denominator = unique.length - good + (medianIsThere ? 0.5 : 0);
            double[] shaped = new double[n];
            for (int i = 0; i < n; i++) {
                if (y[i] <= median) {
                    shaped[i] = y[i];
                } else {
                    int fromWorst = unique.length - Arrays.binarySearch(unique, y[i]);
                    shaped[i] = median - spread * NormalDistribution.quantile(0.5 * (fromWorst - 0.5) / denominator);
                }
            }
            return shaped;
        }
    },

    /** A power transform, its exponent by maximum likelihood (Yeo and Johnson, Biometrika 87, 2000). */
    YEO_JOHNSON {
        private static final double LOW = -3;
        private static final double HIGH = 4;
        private static final int STEPS = 28;
        private static final int HALVINGS = 12;

        @Override
        double[] shape(double[] y) {
            double[] standard = standardized(y);
            double best = 1;
            double bestLikelihood = likelihood(standard, 1);
            double width = (HIGH - LOW) / STEPS;
            for (int i = 0; i <= STEPS; i++) {
                double lambda = LOW + i * width;
                double likelihood = likelihood(standard, lambda);
                if (likelihood > bestLikelihood) {
                    best = lambda;
                    bestLikelihood = likelihood;
                }
            }
            for (int i = 0; i < HALVINGS; i++) {
                width /= 2;
                for (double lambda : new double[] {best - width, best + width}) {
                    double likelihood = likelihood(standard, lambda);
                    if (likelihood > bestLikelihood) {
                        best = lambda;
                        bestLikelihood = likelihood;
                    }
                }
            }
            return powers(standard, best);
        }

        private static double likelihood(double[] y, double lambda) {
            double[] t = powers(y, lambda);
            double mean = mean(t);
            double deviation = deviation(t, mean);
            double jacobian = 0;
            for (double value : y) {
                jacobian += value >= 0 ? PortableMath.log(1 + value) : -PortableMath.log(1 - value);
            }
            double likelihood = -y.length * PortableMath.log(deviation) + (lambda - 1) * jacobian;
            return Double.isFinite(likelihood) ? likelihood : Double.NEGATIVE_INFINITY;
        }

        private static double[] powers(double[] y, double lambda) {
            double[] t = new double[y.length];
            for (int i = 0; i < t.length; i++) {
                t[i] = y[i] >= 0 ? power(y[i], lambda) : -power(-y[i], 2 - lambda);
            }
            return t;
        }

        private static double power(double y, double lambda) {
            double log = PortableMath.log(1 + y);
            return Math.abs(lambda) < 1e-6 ? log : (PortableMath.exp(lambda * log) - 1) / lambda;
        }
    };

    private static final double LEAST_DEVIATION = 1e-10;

    abstract double[] shape(double[] y);

    /**
     * The losses, warped and standardised; all zero if they are all equal.
     *
     * @param losses finite, at least one
     */
    double[] warp(double[] losses) {
        double largest = 0;
        for (double loss : losses) {
            largest = Math.max(largest, Math.abs(loss));
        }
        if (largest == 0) {
            return new double[losses.length];
        }
        double[] scaled = new double[losses.length];
        boolean equal = true;
        for (int i = 0; i < losses.length; i++) {
            scaled[i] = losses[i] / largest;
            equal &= losses[i] == losses[0];
        }
        return equal ? new double[losses.length] : standardized(shape(standardized(scaled)));
    }

    private static double[] standardized(double[] y) {
        double mean = mean(y);
        double deviation = deviation(y, mean);
        double[] standard = new double[y.length];
        for (int i = 0; i < y.length; i++) {
            standard[i] = deviation > 0 ? (y[i] - mean) / deviation : 0;
        }
        return standard;
    }

    private static double mean(double[] y) {
        double sum = 0;
        for (double value : y) {
            sum += value;
        }
        return sum / y.length;
    }

    private static double deviation(double[] y, double mean) {
        double squares = 0;
        for (double value : y) {
            squares += (value - mean) * (value - mean);
        }
        return Math.max(LEAST_DEVIATION, Math.sqrt(squares / y.length));
    }
}
