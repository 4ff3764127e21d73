package dev.nocturne.objective.model;

import dev.nocturne.space.CategoricalParameter;
import dev.nocturne.space.ContinuousParameter;
import dev.nocturne.space.DiscreteParameter;
import dev.nocturne.space.IntegerParameter;
import dev.nocturne.space.Parameter;
import dev.nocturne.space.Value;
import java.util.List;
import java.util.Optional;

/**
 * A setting of a learner, and what it may be. Immutable.
 *
 * @param name as in a study file
 * @param whole whether only whole numbers are allowed; of no meaning for choices
 * @param min least number, included
 * @param max greatest number, included
 * @param choices the allowed words; empty for a number
 */
record HyperParameter(String name, boolean whole, double min, double max, List<String> choices) {
    static HyperParameter whole(String name, long min, long max) {
        return new HyperParameter(name, true, min, max, List.of());
    }

    static HyperParameter real(String name, double min, double max) {
        return new HyperParameter(name, false, min, max, List.of());
    }

    static HyperParameter choice(String name, String... choices) {
        return new HyperParameter(name, false, 0, 0, List.of(choices));
    }

    /** What it takes, in words. */
    String range() {
        if (!choices.isEmpty()) {
            return "one of " + String.join(", ", choices);
        }
        return (whole ? "a whole number" : "a number") + " from " + text(min) + " to " + text(max);
    }

    private String text(double number) {
        boolean plain = whole && number == Math.rint(number);
        return plain ? Long.toString((long) number) : new Value.Real(number).text();
    }

    /** Why it cannot be varied like that; empty if it can. */
    Optional<String> problemWith(Parameter parameter) {
        if (parameter instanceof CategoricalParameter categorical) {
            return choices.isEmpty()
                    ? problem("is of type categorical; use discrete for a list of numbers")
                    : categorical.choices().stream()
                            .filter(choice -> !choices.contains(choice))
                            .findFirst()
                            .flatMap(choice -> problem("has the choice " + choice));
        }
        if (!choices.isEmpty()) {
            return problem("is numeric; use type categorical");
        }
        if (parameter instanceof IntegerParameter integer) {
            return problemWith(integer.min()).or(() -> problemWith(integer.max()));
        }
        if (parameter instanceof DiscreteParameter discrete) {
            return discrete.choices().stream()
                    .flatMap(n -> problemWith(n).stream())
                    .findFirst();
        }
        var continuous = (ContinuousParameter) parameter;
        return whole
                ? problem("is continuous; use type integer")
                : problemWith(continuous.min()).or(() -> problemWith(continuous.max()));
    }

    /** Why it cannot have that value; empty if it can. */
    Optional<String> problemWith(String fixed) {
        if (!choices.isEmpty()) {
            return choices.contains(fixed) ? Optional.empty() : problem("is " + fixed);
        }
        try {
            double number = Double.parseDouble(fixed);
            return Double.isFinite(number) ? problemWith(number) : problem("is " + fixed);
        } catch (NumberFormatException e) {
            return problem("is " + fixed);
        }
    }

    private Optional<String> problemWith(double number) {
        boolean fits = number >= min && number <= max && (!whole || number == Math.rint(number));
        return fits ? Optional.empty() : problem("is " + text(number));
    }

    private Optional<String> problem(String found) {
        return Optional.of("'" + name + "' must be " + range() + ", but it " + found + ".");
    }
}
