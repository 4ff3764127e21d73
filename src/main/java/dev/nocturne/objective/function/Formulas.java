package dev.nocturne.objective.function;

/** The formulas of {@link BuiltInFunction}, summed from the first parameter to the last. */
final class Formulas {
    private Formulas() {}

    static double norm(double[] x) {
        return StrictMath.sqrt(sphere(x));
    }

    static double sphere(double[] x) {
        double sum = 0;
        for (double xi : x) {
            sum += xi * xi;
        }
        return sum;
    }

    static double rosenbrock(double[] x) {
        double sum = 0;
        for (int i = 0; i + 1 < x.length; i++) {
            sum += 100 * square(x[i + 1] - x[i] * x[i]) + square(1 - x[i]);
        }
        return sum;
    }

    static double branin(double[] x) {
        double b = 5.1 / (4 * Math.PI * Math.PI);
        double c = 5 / Math.PI;
        double t = 1 / (8 * Math.PI);
        return square(x[1] - b * x[0] * x[0] + c * x[0] - 6) + 10 * (1 - t) * StrictMath.cos(x[0]) + 10;
    }

    static double ackley(double[] x) {
        double cosines = 0;
        for (double xi : x) {
            cosines += StrictMath.cos(2 * Math.PI * xi);
        }
        double distance = StrictMath.sqrt(sphere(x) / x.length);
        return 20 + Math.E - 20 * StrictMath.exp(-0.2 * distance) - StrictMath.exp(cosines / x.length);
    }

    static double levy(double[] x) {
        double[] w = new double[x.length];
        for (int i = 0; i < x.length; i++) {
            w[i] = 1 + (x[i] - 1) / 4;
        }
        double last = w[w.length - 1];
        double sum = square(StrictMath.sin(Math.PI * w[0]))
                + square(last - 1) * (1 + square(StrictMath.sin(2 * Math.PI * last)));
        for (int i = 0; i + 1 < w.length; i++) {
            sum += square(w[i] - 1) * (1 + 10 * square(StrictMath.sin(Math.PI * w[i] + 1)));
        }
        return sum;
    }

    static double styblinskiTang(double[] x) {
        double sum = 0;
        for (double xi : x) {
            sum += xi * xi * xi * xi - 16 * xi * xi + 5 * xi;
        }
        return sum / 2;
    }

    static double rastrigin(double[] x) {
        double sum = 10.0 * x.length;
        for (double xi : x) {
            sum += xi * xi - 10 * StrictMath.cos(2 * Math.PI * xi);
        }
        return sum;
    }

    private static double square(double value) {
        return value * value;
    }
}
