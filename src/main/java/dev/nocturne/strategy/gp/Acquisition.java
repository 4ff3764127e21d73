package dev.nocturne.strategy.gp;

import dev.nocturne.strategy.numeric.NormalDistribution;
import dev.nocturne.strategy.numeric.PortableMath;
import java.util.function.IntToDoubleFunction;

/** How much a point promises; more is better. Works on one posterior; not thread-safe. */
abstract sealed class Acquisition {
    final Posterior.Prediction prediction;
    final double[] byMean;
    double byDeviation;

    private Acquisition(Posterior posterior) {
        this.prediction = posterior.new Prediction();
        this.byMean = new double[posterior.fantasies()];
    }

    /** The logarithm of the expected improvement over the best of the whole space. */
    static Acquisition improvement(Posterior posterior) {
        return new Improvement(posterior, posterior::incumbent);
    }

    /** The logarithm of the expected improvement over a value of the caller's. */
    static Acquisition improvementOver(double value, Posterior posterior) {
        return new Improvement(posterior, fantasy -> value);
    }

    /** How low the objective may plausibly be: so many deviations below the mean (Srinivas et al., ICML 2010). */
    static Acquisition confidenceBound(double deviations, Posterior posterior) {
        return new Bound(posterior, deviations);
    }

    /** The value at a row. */
    final double at(double[] row) {
        prediction.at(row);
        return value();
    }

    /** The value at a row; fills in its gradient along the ordered axes. */
    final double at(double[] row, double[] gradient) {
        double value = at(row);
        prediction.gradient(row, byMean, byDeviation, gradient);
        return value;
    }

    /** The value at the place that was predicted last; keeps its derivatives. */
    abstract double value();

    private static final class Bound extends Acquisition {
        private final double deviations;

        Bound(Posterior posterior, double deviations) {
            super(posterior);
            this.deviations = deviations;
        }

        @Override
        double value() {
            double mean = 0;
            for (int s = 0; s < byMean.length; s++) {
                mean += prediction.mean(s);
                byMean[s] = -1.0 / byMean.length;
            }
            byDeviation = deviations;
            return -(mean / byMean.length) + deviations * prediction.deviation();
        }
    }

    /** Ament et al., "Unexpected Improvements to Expected Improvement", NeurIPS 2023; averaged over fantasies. */
    private static final class Improvement extends Acquisition {
        private static final double SQRT_HALF = 0.7071067811865476;
        private static final double SQRT_HALF_PI = 1.2533141373155003;
        private static final double DEEP = -1e4;

        private final IntToDoubleFunction over;
        private final double[] logs;
        private final double[] byDeviationOf;

        Improvement(Posterior posterior, IntToDoubleFunction over) {
            super(posterior);
            this.over = over;
            this.logs = new double[byMean.length];
            this.byDeviationOf = new double[byMean.length];
        }

        @Override
        double value() {
            double deviation = prediction.deviation();
            double most = Double.NEGATIVE_INFINITY;
            for (int s = 0; s < logs.length; s++) {
                logs[s] = logImprovement(s, (over.applyAsDouble(s) - prediction.mean(s)) / deviation, deviation);
                most = Math.max(most, logs[s]);
            }
            double sum = 0;
            for (int s = 0; s < logs.length; s++) {
                logs[s] = PortableMath.exp(logs[s] - most);
                sum += logs[s];
            }
            byDeviation = 0;
            for (int s = 0; s < logs.length; s++) {
                double weight = logs[s] / sum;
                byMean[s] *= weight;
                byDeviation += weight * byDeviationOf[s];
            }
            return PortableMath.log(deviation) + most + PortableMath.log(sum / logs.length);
        }

        /** The logarithm of z Phi(z) + phi(z), without loss however deep the tail; keeps the derivatives. */
        private double logImprovement(int fantasy, double z, double deviation) {
            double log;
            double cdfShare;
            double densityShare;
            if (z > -1) {
                double density = NormalDistribution.density(z);
                double cdf = NormalDistribution.cdf(z);
                double improvement = z * cdf + density;
                log = PortableMath.log(improvement);
                cdfShare = cdf / improvement;
                densityShare = density / improvement;
            } else {
                double scaled = SQRT_HALF_PI * NormalDistribution.erfcx(-z * SQRT_HALF);
                double bracket = 1 + z * scaled;
                boolean lost = z < DEEP || bracket <= 0;
                log = NormalDistribution.logDensity(z) + (lost ? -2 * PortableMath.log(-z) : PortableMath.log(bracket));
                cdfShare = lost ? -z : scaled / bracket;
                densityShare = lost ? z * z : 1 / bracket;
            }
            byMean[fantasy] = -cdfShare / deviation;
            byDeviationOf[fantasy] = densityShare / deviation;
            return log;
        }
    }
}
