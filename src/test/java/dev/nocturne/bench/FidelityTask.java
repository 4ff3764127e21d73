package dev.nocturne.bench;

import dev.nocturne.objective.function.BuiltInFunction;
import dev.nocturne.space.CategoricalParameter;
import dev.nocturne.space.Condition;
import dev.nocturne.space.ContinuousParameter;
import dev.nocturne.space.IntegerParameter;
import dev.nocturne.space.Parameter;
import dev.nocturne.space.Point;
import dev.nocturne.space.Scale;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/** Formulas that can be had for less at the cost of an error. A share of 1 is the whole effort. Lower is better. */
public enum FidelityTask {
    /** Hartmann's function of six parameters, whose hills change as the share falls (Kandasamy et al., ICML 2017). */
    HARTMANN6 {
        @Override
        public List<Parameter> parameters() {
            return numbers(6);
        }

        @Override
        double expected(Point point, double share) {
            double[] x = numbersOf(point, 6);
            double[] bent = x.clone();
            for (int i = 0; i < bent.length; i++) {
                bent[i] = Math.min(1, x[i] + 0.15 * (1 - share) * Math.sin(7 * x[i] + i));
            }
            return 3.32237 + BuiltInFunction.HARTMANN6.at(bent);
        }

        @Override
        double noise(double share) {
            return 0.1 * (1 - share);
        }
    },

    /**
     * A training whose error falls with the epochs: a low learning rate is slow but ends lower, so that the order of the
     * configurations changes on the way.
     */
    CURVES {
        @Override
        public List<Parameter> parameters() {
            return List.of(
                    new ContinuousParameter("rate", 1e-5, 1, Scale.LOG),
                    new IntegerParameter("width", 8, 1024, 1, Scale.LOG, Condition.always()),
                    new ContinuousParameter("dropout", 0, 0.9),
                    new ContinuousParameter("decay", 1e-6, 1e-1, Scale.LOG),
                    new CategoricalParameter("optimizer", List.of("sgd", "adam", "rmsprop")));
        }

        @Override
        double expected(Point point, double share) {
            double rate = Math.log10(point.number("rate"));
            double width = Math.log(point.number("width") / 8) / Math.log(128);
            double optimizer = switch (point.text("optimizer")) {
                case "sgd" -> 0.04;
                case "adam" -> 0;
                default -> 0.02;
            };
            double best = point.text("optimizer").equals("sgd") ? -1.5 : -3;
            double end = 0.05
                    + optimizer
                    + 0.03 * square(rate - best)
                    + 0.15 * square(width - 0.8)
                    + 0.25 * square(point.number("dropout") - 0.25 - 0.2 * width)
                    + 0.01 * square(Math.log10(point.number("decay")) + 4);
            double speed = Math.exp(1.2 * (rate - best)) * 12 / (1 + 2 * width);
            double left = Math.exp(-Math.max(1.5, Math.min(40, speed)) * share);
            return Math.min(0.9, end) + (0.9 - Math.min(0.9, end)) * left;
        }

        @Override
        double noise(double share) {
            return 0.01;
        }
    },

    /** Counting ones (Falkner et al., ICML 2018): as many draws for each number as the budget allows. */
    COUNTING {
        @Override
        public List<Parameter> parameters() {
            var parameters = new ArrayList<>(numbers(4));
            for (int i = 0; i < 4; i++) {
                parameters.add(new CategoricalParameter("c" + i, List.of("0", "1")));
            }
            return parameters;
        }

        @Override
        double expected(Point point, double share) {
            double sum = 0;
            for (int i = 0; i < 4; i++) {
                sum += point.number("x" + i) + (point.text("c" + i).equals("1") ? 1 : 0);
            }
            return 8 - sum;
        }

        @Override
        double noise(double share) {
            return Math.sqrt(4 * 0.15 / (729 * share));
        }
    },

    /** A valley that lies elsewhere at small shares: what is cheap misleads. */
    MISLEADING {
        @Override
        public List<Parameter> parameters() {
            return numbers(4);
        }

        @Override
        double expected(Point point, double share) {
            double[] x = numbersOf(point, 4);
            double sum = 0;
            for (int i = 0; i < x.length; i++) {
                double place = 0.3 + 0.1 * i - 0.25 * (1 - share);
                sum += (1 + i) * square(x[i] - place) + 0.05 * (1 - Math.cos(12 * (x[i] - place)));
            }
            return sum;
        }

        @Override
        double noise(double share) {
            return 0.02 * (1 - share);
        }
    };

    /** What varies. */
    public abstract List<Parameter> parameters();

    abstract double expected(Point point, double share);

    /** The standard deviation of a measurement. */
    abstract double noise(double share);

    /** A measurement. */
    public double measured(Point point, double share, RandomGenerator random) {
        return expected(point, share) + noise(share) * random.nextGaussian();
    }

    /** How far a point is above the least value that the whole effort gives, or nearly so. */
    public double regret(Point point) {
        return expected(point, 1) - least();
    }

    private double least() {
        return this == CURVES ? 0.05 : 0;
    }

    private static List<Parameter> numbers(int count) {
        return IntStream.range(0, count)
                .<Parameter>mapToObj(i -> new ContinuousParameter("x" + i, 0, 1))
                .toList();
    }

    private static double[] numbersOf(Point point, int count) {
        return IntStream.range(0, count).mapToDouble(i -> point.number("x" + i)).toArray();
    }

    private static double square(double number) {
        return number * number;
    }
}
