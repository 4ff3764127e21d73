package dev.nocturne.strategy.gp;

import dev.nocturne.strategy.numeric.PortableMath;
import java.util.Arrays;

/**
 * What is believed of hyper-parameters before any data: length-scales are log-normal around a median that grows with the
 * square root of the number of axes, as distances do (Hvarfner, Hellsten and Nardi, ICML 2024), so that many parameters
 * do not make every point a stranger; scale and noise are gamma distributed.
 */
record Priors(double medianLogLength, double deviation) {
    private static final double LOG_LENGTH_LOW = -4.6;
    private static final double LOG_LENGTH_HIGH = 3.4;

    static Priors of(int dimensions) {
        return new Priors(PortableMath.log(Knob.of("len", 0.5)) + 0.5 * PortableMath.log(Math.max(1, dimensions) / 3.0), Knob.of("lendev", 1));
    }

    /** Adds the gradient of the negative log prior, and returns its value. */
    double penalty(double[] logs, double[] gradient) {
        int d = logs.length - 2;
        double value = 0;
        for (int j = 0; j < d; j++) {
            double z = (logs[j] - medianLogLength) / deviation;
            value += 0.5 * z * z;
            gradient[j] += z / deviation;
        }
        double scale = PortableMath.exp(logs[d]);
        value += scale - logs[d];
        gradient[d] += scale - 1;
        double noise = PortableMath.exp(logs[d + 1]);
        value += 30 * noise - 0.1 * logs[d + 1];
        gradient[d + 1] += 30 * noise - 0.1;
        return value;
    }

    /** Where a fit begins. */
    double[] start(int dimensions) {
        double[] logs = new double[dimensions + 2];
        Arrays.fill(logs, 0, dimensions, medianLogLength);
        logs[dimensions + 1] = PortableMath.log(0.02);
        return logs;
    }

    /** Lower bounds of the logarithms. */
    static double[] low(int dimensions) {
        return bounds(dimensions, LOG_LENGTH_LOW, -9, -18);
    }

    /** Upper bounds of the logarithms. */
    static double[] high(int dimensions) {
        return bounds(dimensions, LOG_LENGTH_HIGH, 5, 1);
    }

    private static double[] bounds(int dimensions, double length, double scale, double noise) {
        double[] bounds = new double[dimensions + 2];
        Arrays.fill(bounds, 0, dimensions, length);
        bounds[dimensions] = scale;
        bounds[dimensions + 1] = noise;
        return bounds;
    }
}
