package dev.nocturne.bench;

import dev.nocturne.objective.function.BuiltInFunction;
import dev.nocturne.space.Point;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/**
 * The formulas of synthetic tasks, by name; digits at the end of a task's name are its number of parameters. The functions
 * of the literature are as in Surjanovic and Bingham, "Virtual Library of Simulation Experiments", 2013; those with words
 * among their parameters are our own, made to look like the tuning of models, with a least value of 0.
 */
final class TaskFormulas {
    private static final Map<String, Formula> FORMULAS = new HashMap<>();

    static {
        for (BuiltInFunction function : BuiltInFunction.values()) {
            numbers(function.studyName().replace('-', '_'), function::at);
        }
        numbers("griewank", ContinuousFormulas::griewank);
        numbers("dixon_price", ContinuousFormulas::dixonPrice);
        numbers("michalewicz", ContinuousFormulas::michalewicz);
        numbers("schwefel", ContinuousFormulas::schwefel);
        numbers("powell", ContinuousFormulas::powell);
        numbers("shekel", ContinuousFormulas::shekel);
        numbers("log_ackley", ContinuousFormulas::logAckley);
        numbers("embedded", ContinuousFormulas::embedded);
        numbers("integers", ContinuousFormulas::integers);
        FORMULAS.put("mixed", TaskFormulas::mixed);
        FORMULAS.put("pipeline", TaskFormulas::pipeline);
        FORMULAS.put("categories", TaskFormulas::categories);
        FORMULAS.put("learners", TaskFormulas::learners);
        FORMULAS.put("nested", TaskFormulas::nested);
    }

    private TaskFormulas() {}

    private static void numbers(String name, ToDoubleFunction<double[]> function) {
        FORMULAS.put(name, Formula.ofNumbers(function));
    }

    /** The formula of that name, without the digits at its end if there is none with them. */
    static Formula named(String name) {
        Formula formula = FORMULAS.getOrDefault(name, FORMULAS.get(name.replaceFirst("\\d+$", "")));
        if (formula == null) {
            throw new IllegalArgumentException("There is no formula for the task '" + name + "'.");
        }
        return formula;
    }

    /** A network's seven hyper-parameters, whose best learning rate depends on optimiser and depth. */
    private static double mixed(Point point) {
        String optimiser = point.text("opt");
        double depth = point.number("depth");
        double octaves = log2(point.number("width"));
        double target = choose(optimiser, "sgd", -1, "adam", -3, "rmsprop", -2.5);
        double u = Math.log10(point.number("lr")) - target + 0.1 * (depth - 6);
        double v = (Math.log10(point.number("reg")) + 3) / 2;
        return choose(optimiser, "sgd", 0.1, "adam", 0, "rmsprop", 0.05)
                + choose(point.text("act"), "relu", 0.05, "tanh", 0.15, "gelu", 0, "sigmoid", 0.4)
                + 0.5 * well(u)
                + 0.05 * square(v)
                + 0.05 * (1 - Math.cos(2 * Math.PI * v))
                + 0.02 * square(depth - 6)
                + 0.05 * square((octaves - 8) / 2)
                + 0.6 * square(point.number("drop") - (0.1 + 0.05 * (octaves - 3)));
    }

    /** Nine hyper-parameters of boosted trees: a curved valley between rate and rounds, and some that hardly matter. */
    private static double pipeline(Point point) {
        double rate = Math.log10(point.number("rate"));
        double rounds = Math.log10(point.number("rounds"));
        double depth = point.number("depth");
        return 0.6 * well(1.5 * (rate + rounds - 1.2))
                + 0.1 * square(rate + 1.6)
                + 0.3 * square((depth - 7) / 8)
                + 0.1 * square((log2(point.number("leaf")) - 3 + 0.3 * (depth - 7)) / 3)
                + 0.3 * square(point.number("rows") - 0.75)
                + 0.2 * square(point.number("columns") - 0.45)
                + 0.02 * square((Math.log10(point.number("l2")) + 1) / 2)
                + choose(point.text("growth"), "depth", 0.04, "leaf", 0, "oblivious", 0.08)
                + choose(
                        point.text("encoding"),
                        "one-hot",
                        0.1,
                        "ordinal",
                        0.15,
                        "target",
                        0,
                        "hash",
                        0.3,
                        "count",
                        0.02);
    }

    /** Six choices of four words each; neighbours matter together. */
    private static double categories(Point point) {
        double sum = 0;
        int last = 0;
        for (var value : point.values().values()) {
            int choice = "abcd".indexOf(value.text());
            sum += square((choice * 7 + 3 + 2 * last) % 4) / 9.0 + 0.2 * ((choice + last) % 3);
            last = choice;
        }
        return sum;
    }

    /** Three kinds of learners, each with hyper-parameters of its own. */
    private static double learners(Point point) {
        boolean raw = point.text("scaling").equals("none");
        switch (point.text("learner")) {
            case "linear":
                return 0.25
                        + (raw ? 0.08 : 0)
                        + 0.3 * well((Math.log10(point.number("alpha")) + 2) / 1.5)
                        + 0.05 * square(point.number("l1-ratio") - 0.3);
            case "forest":
                return 0.1
                        + 0.2 * square(1 - Math.log10(point.number("trees") / 10) / 2)
                        + 0.15 * square((point.number("depth") - 14) / 15)
                        + 0.2 * square(point.number("features") - 0.35);
            default:
                double layers = point.number("layers");
                double octaves = log2(point.number("width")) - 7;
                return (raw ? 0.08 : 0)
                        + 0.5 * well((Math.log10(point.number("rate")) + 2.5 + 0.15 * (layers - 2)) / 0.7)
                        + 0.1 * square(octaves / 2)
                        + 0.06 * square(layers - 2)
                        + 0.4 * square(point.number("dropout") - 0.3 - 0.05 * octaves);
        }
    }

    /** Conditions two deep: boosting of trees or of linear models, kernels with their own parameters, neighbours. */
    private static double nested(Point point) {
        switch (point.text("method")) {
            case "boosting":
                double rate = Math.log10(point.number("rate"));
                if (point.text("booster").equals("linear")) {
                    return 0.3 + 0.1 * square(rate) + 0.1 * square((Math.log10(point.number("reg")) + 1) / 2);
                }
                return 0.06
                        + 0.3 * well(1.2 * (rate + 1.5))
                        + 0.2 * square((point.number("depth") - 5) / 5)
                        + 0.2 * square(point.number("rows") - 0.7);
            case "kernel":
                double cost = Math.log10(point.number("cost"));
                if (point.text("kernel").equals("poly")) {
                    return 0.12 + 0.08 * Math.abs(point.number("degree") - 3) + 0.05 * square(cost - 0.5);
                }
                double gamma = Math.log10(point.number("gamma"));
                return 0.6 * well(0.8 * (gamma + 2.2)) + 0.15 * well(0.7 * (cost + gamma + 0.8));
            default:
                return 0.2
                        + 0.3 * square((log2(point.number("neighbours")) - 3) / 4)
                        + (point.text("weights").equals("uniform") ? 0.05 : 0);
        }
    }

    /** 0 at 0, rising to 1 on both sides. */
    private static double well(double distance) {
        return 1 - Math.exp(-square(distance));
    }

    private static double choose(String choice, Object... namesAndNumbers) {
        int place = Arrays.asList(namesAndNumbers).indexOf(choice);
        return ((Number) namesAndNumbers[place + 1]).doubleValue();
    }

    private static double log2(double number) {
        return Math.log(number) / Math.log(2);
    }

    private static double square(double number) {
        return number * number;
    }
}
