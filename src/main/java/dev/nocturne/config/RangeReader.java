package dev.nocturne.config;

import dev.nocturne.space.CategoricalParameter;
import dev.nocturne.space.Condition;
import dev.nocturne.space.ContinuousParameter;
import dev.nocturne.space.DiscreteParameter;
import dev.nocturne.space.IntegerParameter;
import dev.nocturne.space.Parameter;
import dev.nocturne.space.Scale;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads what one parameter may be. */
final class RangeReader {
    /** The types of range, in the order in which a person is told them, and the keys that each has. */
    static final Map<String, List<String>> KEYS = new LinkedHashMap<>();

    static {
        KEYS.put("continuous", List.of("min", "max", "scale", "grid-points", "when"));
        KEYS.put("discrete", List.of("choices", "when"));
        KEYS.put("integer", List.of("min", "max", "step", "scale", "when"));
        KEYS.put("categorical", List.of("choices", "when"));
    }

    private static final int MOST_CHOICES = 10_000;
    private static final ScalarType<Long> WHOLE = Numbers.whole(-IntegerParameter.LIMIT, IntegerParameter.LIMIT);

    private final Problems problems;
    private final String ifEmpty;

    /**
     * A reader of ranges.
     *
     * @param ifEmpty how the sentence about a range without values begins; possibly empty
     */
    RangeReader(Problems problems, String ifEmpty) {
        this.problems = problems;
        this.ifEmpty = ifEmpty;
    }

    /**
     * Reads a range; empty after a report, unless only what a later parameter cannot depend on is wrong.
     *
     * @param conditions reads the condition
     */
    Optional<Parameter> read(String name, Place place, ConditionReader conditions) {
        if (place.node() instanceof YamlNode.Broken) {
            return Optional.empty();
        }
        if (!(place.node() instanceof YamlNode.Mapping mapping)) {
            problems.add(
                    place,
                    "a range is expected, but this is " + place.node().described()
                            + ": write it as {type: continuous, min: 0, max: 1} or {type: categorical, choices: [a,"
                            + " b]}.");
            return Optional.empty();
        }
        return TypedKeys.of(place, mapping, "range", KEYS, problems).flatMap(range -> {
            Condition condition = range.keys()
                    .find("when")
                    .map(when -> conditions.read(when, name))
                    .orElse(Condition.always());
            return switch (range.type()) {
                case "continuous" -> continuous(name, range.keys(), condition);
                case "discrete" ->
                    choices(range.keys(), Numbers.FINITE, "[0.1, 0.2, 0.3]")
                            .map(choices -> new DiscreteParameter(name, choices, condition));
                case "integer" -> integer(name, range.keys(), condition);
                default ->
                    choices(range.keys(), Words.TEXT, "[rbf, linear]")
                            .map(choices -> new CategoricalParameter(name, choices, condition));
            };
        });
    }

    private Optional<Parameter> continuous(String name, Keys keys, Condition condition) {
        Optional<Double> min = keys.require("min", Numbers.FINITE);
        Optional<Double> max = keys.require("max", Numbers.FINITE);
        Scale scale = scale(keys, min.orElse(1.0));
        int gridPoints = gridPoints(keys);
        if (min.isEmpty() || max.isEmpty() || !inOrder(keys, min.get(), max.get())) {
            return Optional.empty();
        }
        return Optional.of(new ContinuousParameter(name, min.get(), max.get(), scale, gridPoints, condition));
    }

    private Optional<Parameter> integer(String name, Keys keys, Condition condition) {
        Optional<Long> min = keys.require("min", WHOLE);
        Optional<Long> max = keys.require("max", WHOLE);
        Scale scale = scale(keys, min.orElse(1L));
        long step = keys.read("step", Numbers.whole(1, IntegerParameter.LIMIT)).orElse(1L);
        if (min.isEmpty() || max.isEmpty() || !inOrder(keys, min.get(), max.get())) {
            return Optional.empty();
        }
        return Optional.of(new IntegerParameter(name, min.get(), max.get(), step, scale, condition));
    }

    private <T extends Comparable<T>> boolean inOrder(Keys keys, T min, T max) {
        boolean inOrder = min.compareTo(max) <= 0;
        if (!inOrder) {
            String written =
                    keys.find("max").map(place -> place.node().described()).orElse("");
            keys.find("min")
                    .ifPresent(place -> problems.add(
                            place,
                            "min must not be above max, but " + place.node().described() + " is above " + written
                                    + ": exchange them."));
        }
        return inOrder;
    }

    /** The scale; linear if a logarithm cannot be had, so that nothing else has to know. */
    private Scale scale(Keys keys, Number min) {
        boolean log = keys.read("scale", Words.oneOf("scale", List.of("linear", "log")))
                .filter("log"::equals)
                .isPresent();
        if (log && min.doubleValue() <= 0) {
            keys.find("min")
                    .ifPresent(place -> problems.add(
                            place,
                            "with scale: log, min must be above zero, but is "
                                    + place.node().described() + "."));
            return Scale.LINEAR;
        }
        return log ? Scale.LOG : Scale.LINEAR;
    }

    private int gridPoints(Keys keys) {
        int points = keys.read("grid-points", Numbers.count(0, Integer.MAX_VALUE))
                .orElse(ContinuousParameter.DEFAULT_GRID_POINTS);
        if (points == 0) {
            keys.find("grid-points")
                    .ifPresent(place -> problems.add(place, ifEmpty + "grid-points must be at least 1."));
        }
        return points;
    }

    private <T> Optional<List<T>> choices(Keys keys, ScalarType<T> type, String example) {
        Optional<Place> place = keys.require("choices", "write choices: and a list such as " + example);
        Optional<List<ScalarType.Item<T>>> items = place.flatMap(list -> type.readList(list, example, problems));
        if (items.isEmpty()) {
            return Optional.empty();
        }
        if (items.get().isEmpty()) {
            problems.add(place.get(), ifEmpty + "there is no choice in this list: write at least one.");
            return Optional.empty();
        }
        if (items.get().size() > MOST_CHOICES) {
            problems.add(
                    place.get(),
                    "a range has at most 10,000 choices, but this has "
                            + items.get().size() + ".");
            return Optional.empty();
        }
        return Optional.of(distinct(items.get()));
    }

    private <T> List<T> distinct(List<ScalarType.Item<T>> items) {
        Map<T, Place> first = new LinkedHashMap<>();
        for (ScalarType.Item<T> item : items) {
            Place earlier = first.putIfAbsent(item.value(), item.place());
            if (earlier != null) {
                Position position = earlier.node().position();
                problems.add(
                        item.place(),
                        "the choice " + item.place().node().described() + " is already on line " + position.line()
                                + ", column " + position.column() + ": keep one of them.");
            }
        }
        return List.copyOf(first.keySet());
    }
}
