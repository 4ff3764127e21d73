package dev.nocturne.strategy.gp;

import dev.nocturne.strategy.numeric.NormalDistribution;
import dev.nocturne.strategy.numeric.PortableMath;

/** How much a point promises; more is better. Works on one posterior; not thread-safe. */
final class Acquisition {
    private static final double SQRT_HALF = 0.7071067811865476;
    private static final double SQRT_HALF_PI = 1.2533141373155003;
    private static final double HALF_LOG_TWO_PI = 0.9189385332046728;
    private static final double DEEP = -1e4;

    /** The formula. */
    enum Kind {
        /** The logarithm of the expected improvement (Ament et al., NeurIPS 2023), averaged over fantasies. */
        LOG_EXPECTED_IMPROVEMENT,
        /** How low the objective may plausibly be (Srinivas et al., ICML 2010). */
        CONFIDENCE_BOUND
    }

    private static final double CONFIDENCE = Knob.of("conf", 1.8);

    private final Kind kind;
    private final Posterior posterior;
    private final Posterior.Prediction prediction;
    private final double[] logs;
    private final double[] byMean;
    private final double[] byDeviationOf;
    private final double over;
    private double byDeviation;

    /** Improvement over the best of the whole space. */
    Acquisition(Kind kind, Posterior posterior) {
        this(kind, posterior, Double.NaN);
    }

    /** Improvement over a value of the caller's. */
    Acquisition(Kind kind, Posterior posterior, double over) {
        this.over = over;
        this.kind = kind;
        this.posterior = posterior;
        this.prediction = posterior.new Prediction();
        this.logs = new double[posterior.fantasies()];
        this.byMean = new double[logs.length];
        this.byDeviationOf = new double[logs.length];
    }

    /** The value at a row. */
    double at(double[] row) {
        prediction.at(row);
        return kind == Kind.CONFIDENCE_BOUND ? bound() : improvement();
    }

    /** The value at a row; fills in its gradient along the ordered axes. */
    double at(double[] row, double[] gradient) {
        double value = at(row);
        prediction.gradient(row, byMean, byDeviation, gradient);
        return value;
    }

    private double bound() {
        double mean = 0;
        for (int s = 0; s < logs.length; s++) {
            mean += prediction.mean(s);
            byMean[s] = -1.0 / logs.length;
        }
        double cf = Double.isNaN(over) ? CONFIDENCE : over; byDeviation = cf;
        return -(mean / logs.length) + cf * prediction.deviation();
    }

    private double improvement() {
        double deviation = prediction.deviation();
        double most = Double.NEGATIVE_INFINITY;
        for (int s = 0; s < logs.length; s++) {
            logs[s] = logImprovement(s, ((Double.isNaN(over) ? posterior.incumbent(s) : over) - prediction.mean(s)) / deviation, deviation);
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
            double h = z * cdf + density;
            log = PortableMath.log(h);
            cdfShare = cdf / h;
            densityShare = density / h;
        } else {
            double scaled = SQRT_HALF_PI * NormalDistribution.erfcx(-z * SQRT_HALF);
            double bracket = 1 + z * scaled;
            if (z < DEEP || bracket <= 0) {
                log = -0.5 * z * z - HALF_LOG_TWO_PI - 2 * PortableMath.log(-z);
                cdfShare = -z;
                densityShare = z * z;
            } else {
                log = -0.5 * z * z - HALF_LOG_TWO_PI + PortableMath.log(bracket);
                cdfShare = scaled / bracket;
                densityShare = 1 / bracket;
            }
        }
        byMean[fantasy] = -cdfShare / deviation;
        byDeviationOf[fantasy] = densityShare / deviation;
        return log;
    }
}
