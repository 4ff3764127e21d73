package dev.nocturne.summary.importance;

import dev.nocturne.summary.StudyReport.Importance;
import dev.nocturne.summary.StudyReport.ParameterInfo;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;

/** Trials at places that any language computes alike: multiples of square roots, without their whole parts. */
final class Trials {
    static final ParameterInfo RATE = continuous("rate", "log", 1e-4, 0.1);
    static final ParameterInfo KERNEL = choices("kernel", "rbf", "linear", "poly");
    static final ParameterInfo GAMMA = continuous("gamma", "log", 1e-3, 1);
    static final ParameterInfo DEPTH = new ParameterInfo("depth", "integer", "linear", 1, 12, List.of());

    private Trials() {}

    static ParameterInfo continuous(String name) {
        return continuous(name, "linear", 0, 1);
    }

    static ParameterInfo continuous(String name, String scale, double min, double max) {
        return new ParameterInfo(name, "continuous", scale, min, max, List.of());
    }

    static ParameterInfo choices(String name, String... choices) {
        return new ParameterInfo(name, "categorical", "linear", Double.NaN, Double.NaN, List.of(choices));
    }

    /** The place of a trial along an axis, in [0, 1). */
    static double place(int trial, int prime) {
        double turns = (trial + 1) * Math.sqrt(prime);
        return turns - Math.floor(turns);
    }

    /** Trials of parameters named a, b, c … in [0, 1]. */
    static Sample numbers(int trials, List<String> names, ToDoubleFunction<Map<String, Object>> loss) {
        var sample = new Sample(names.stream().map(Trials::continuous).toList(), trials);
        int[] primes = {2, 3, 5, 7, 11};
        for (int trial = 0; trial < trials; trial++) {
            Map<String, Object> point = new LinkedHashMap<>();
            for (String name : names) {
                point.put(name, place(trial, primes[name.charAt(0) - 'a']));
            }
            sample.add(point, loss.applyAsDouble(point));
        }
        return sample;
    }

    /** Trials in which gamma is active with one kernel of three. */
    static Sample conditional(int trials, List<ParameterInfo> parameters) {
        var sample = new Sample(parameters, trials);
        for (int trial = 0; trial < trials; trial++) {
            Map<String, Object> point = new LinkedHashMap<>();
            double rate = -4 + 3 * place(trial, 2);
            point.put("rate", Math.pow(10, rate));
            String kernel = KERNEL.choices().get((int) (3 * place(trial, 3)));
            point.put("kernel", kernel);
            double gamma = -3 + 3 * place(trial, 5);
            if (kernel.equals("rbf")) {
                point.put("gamma", Math.pow(10, gamma));
            }
            long depth = 1 + (long) (12 * place(trial, 7));
            point.put("depth", depth);
            double ofKernel = kernel.equals("rbf") ? 0.5 * (gamma + 1.5) * (gamma + 1.5) : 1;
            sample.add(point, (rate + 2.5) * (rate + 2.5) + ofKernel + 0.02 * depth);
        }
        return sample;
    }

    static double number(Map<String, Object> point, String name) {
        return ((Number) point.get(name)).doubleValue();
    }

    static Map<String, Double> byName(List<Importance> shares) {
        return shares.stream().collect(Collectors.toMap(Importance::parameter, Importance::share));
    }
}
