package dev.nocturne.strategy.gp;

import dev.nocturne.strategy.numeric.PortableMath;
import java.util.Arrays;

/**
 * What is believed of hyper-parameters before any data: length-scales are log-normal around a median that grows with the
 * square root of the number of axes, as distances do (Hvarfner, Hellsten and Nardi, ICML 2024), so that many parameters
 * do not make every point a stranger; variances and noise are gamma distributed.
 */
record Priors(int dimensions) {
    private static final double[] LOW = {-4.6, -9, -9, -18};
    private static final double[] HIGH = {3.4, 5, 5, 1};
    private static final double NOISE_RATE = 30;
    private static final double NOISE_SHAPE = 0.1;

    private double medianLogLength() {
        return PortableMath.log(0.3) + 0.5 * PortableMath.log(Math.max(1, dimensions) / 3.0);
    }

    /** Adds the gradient of the negative log prior, and returns its value. */
    double penalty(double[] logs, double[] gradient) {
        double median = medianLogLength();
        double value = 0;
        for (int j = 0; j < dimensions; j++) {
            double z = logs[j] - median;
            value += 0.5 * z * z;
            gradient[j] += z;
        }
        for (int j = dimensions; j < dimensions + 2; j++) {
            double variance = PortableMath.exp(logs[j]);
            value += variance - logs[j];
            gradient[j] += variance - 1;
        }
        double noise = PortableMath.exp(logs[dimensions + 2]);
        value += NOISE_RATE * noise - NOISE_SHAPE * logs[dimensions + 2];
        gradient[dimensions + 2] += NOISE_RATE * noise - NOISE_SHAPE;
        return value;
    }

    /** Where a fit begins. */
    double[] start() {
        double half = PortableMath.log(0.5);
        return vector(medianLogLength(), half, half, PortableMath.log(0.02));
    }

    /** Lower bounds of the logarithms. */
    double[] low() {
        return vector(LOW);
    }

    /** Upper bounds of the logarithms. */
    double[] high() {
        return vector(HIGH);
    }

    private double[] vector(double... lengthThenOthers) {
        double[] vector = new double[dimensions + Hyperparameters.OTHERS];
        Arrays.fill(vector, 0, dimensions, lengthThenOthers[0]);
        System.arraycopy(lengthThenOthers, 1, vector, dimensions, Hyperparameters.OTHERS);
        return vector;
    }
}
