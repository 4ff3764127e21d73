package dev.nocturne.bench;

import dev.nocturne.objective.function.BuiltInFunction;
import java.util.Arrays;

/** The numeric formulas of {@link TaskFormulas} that are not built in. */
final class ContinuousFormulas {
    /** Of twenty parameters, those that matter. */
    private static final int[] RELEVANT = {1, 4, 8, 11, 15, 18};

    private static final double[] SHEKEL_WIDTHS = {0.1, 0.2, 0.2, 0.4, 0.4, 0.6, 0.3, 0.7, 0.5, 0.5};
    private static final double[][] SHEKEL_PLACES = {
        {4, 4, 4, 4}, {1, 1, 1, 1}, {8, 8, 8, 8}, {6, 6, 6, 6}, {3, 7, 3, 7},
        {2, 9, 2, 9}, {5, 3, 5, 3}, {8, 1, 8, 1}, {6, 2, 6, 2}, {7, 3.6, 7, 3.6}
    };

    private static final double[] LOG_PLACES = {1.2, -0.7, 2.1};
    private static final double[] INTEGER_PLACES = {3, 17, 8, 41, 12, 66, 5, 29};
    private static final double[] INTEGER_WIDTHS = {5, 12, 10, 30, 10, 50, 6, 25};

    private ContinuousFormulas() {}

    static double griewank(double[] x) {
        double sum = 0;
        double product = 1;
        for (int i = 0; i < x.length; i++) {
            sum += x[i] * x[i] / 4000;
            product *= Math.cos(x[i] / Math.sqrt(i + 1.0));
        }
        return sum - product + 1;
    }

    static double dixonPrice(double[] x) {
        double sum = square(x[0] - 1);
        for (int i = 1; i < x.length; i++) {
            sum += (i + 1) * square(2 * x[i] * x[i] - x[i - 1]);
        }
        return sum;
    }

    static double michalewicz(double[] x) {
        double sum = 0;
        for (int i = 0; i < x.length; i++) {
            sum += Math.sin(x[i]) * Math.pow(Math.sin((i + 1) * x[i] * x[i] / Math.PI), 20);
        }
        return -sum;
    }

    static double schwefel(double[] x) {
        double sum = 418.9828872724338 * x.length;
        for (double xi : x) {
            sum -= xi * Math.sin(Math.sqrt(Math.abs(xi)));
        }
        return sum;
    }

    static double powell(double[] x) {
        double sum = 0;
        for (int i = 0; i + 3 < x.length; i += 4) {
            sum += square(x[i] + 10 * x[i + 1])
                    + 5 * square(x[i + 2] - x[i + 3])
                    + square(square(x[i + 1] - 2 * x[i + 2]))
                    + 10 * square(square(x[i] - x[i + 3]));
        }
        return sum;
    }

    static double shekel(double[] x) {
        double sum = 0;
        for (int i = 0; i < SHEKEL_WIDTHS.length; i++) {
            double distance = SHEKEL_WIDTHS[i];
            for (int j = 0; j < x.length; j++) {
                distance += square(x[j] - SHEKEL_PLACES[i][j]);
            }
            sum -= 1 / distance;
        }
        return sum;
    }

    /** Ackley's function of three logarithms. */
    static double logAckley(double[] x) {
        double[] y = new double[x.length];
        for (int i = 0; i < x.length; i++) {
            y[i] = 2 * (Math.log10(x[i]) - LOG_PLACES[i]);
        }
        return BuiltInFunction.ACKLEY.at(y);
    }

    /** Hartmann's function of six of the parameters; the others do nothing. */
    static double embedded(double[] x) {
        return BuiltInFunction.HARTMANN6.at(
                Arrays.stream(RELEVANT).mapToDouble(i -> x[i]).toArray());
    }

    /** Whole numbers: a tilted bowl with ripples. */
    static double integers(double[] x) {
        double sum = 0;
        double before = 0;
        for (int i = 0; i < x.length; i++) {
            double distance = (x[i] - INTEGER_PLACES[i]) / INTEGER_WIDTHS[i];
            sum += square(distance) + 0.5 * square(distance - before);
            sum += 0.1 * (1 - Math.cos(Math.PI * (x[i] - INTEGER_PLACES[i]) / 2));
            before = distance;
        }
        return sum;
    }

    private static double square(double number) {
        return number * number;
    }
}
