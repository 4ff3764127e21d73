package dev.nocturne.config;

import dev.nocturne.space.CategoricalParameter;
import dev.nocturne.space.Constraint;
import dev.nocturne.space.ContinuousParameter;
import dev.nocturne.space.DiscreteParameter;
import dev.nocturne.space.IntegerParameter;
import dev.nocturne.space.Parameter;
import dev.nocturne.space.Point;
import dev.nocturne.space.SearchSpace;
import dev.nocturne.space.Value;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads the points to try first. What one does not name is left open. */
final class EnqueueReader {
    private static final int MOST_POINTS = 1000;
    private static final String EXAMPLE = "[{lr: 0.01, kernel: rbf}]";
    private static final ScalarType<Long> WHOLE = Numbers.whole(-IntegerParameter.LIMIT, IntegerParameter.LIMIT);

    private final Problems problems;

    EnqueueReader(Problems problems) {
        this.problems = problems;
    }

    /**
     * The points, without those that were reported.
     *
     * @param space if a parameter or a constraint of it was reported, points are not checked
     */
    List<Point> read(Keys keys, SearchSpace space) {
        Optional<Place> place = keys.find("enqueue");
        if (place.isEmpty() || !problems.noneIn("search-space", "constraints")) {
            return List.of();
        }
        if (!(place.get().node() instanceof YamlNode.Sequence list)) {
            problems.add(
                    place.get(),
                    "a list of points is expected, but this is "
                            + place.get().node().described() + ": write it as " + EXAMPLE + ".");
            return List.of();
        }
        if (list.items().size() > MOST_POINTS) {
            problems.add(
                    place.get(),
                    "at most 1,000 points are tried first, but this has "
                            + list.items().size() + ".");
            return List.of();
        }
        Map<Point, Integer> points = new LinkedHashMap<>();
        for (int i = 0; i < list.items().size(); i++) {
            Place item = place.get().item(i, list.items().get(i));
            int number = i + 1;
            point(item, space).ifPresent(point -> {
                Integer first = points.putIfAbsent(point, number);
                if (first != null) {
                    problems.add(item, "this point is the same as point " + first + " of the list: take it out.");
                }
            });
        }
        return new ArrayList<>(points.keySet());
    }

    private Optional<Point> point(Place place, SearchSpace space) {
        if (place.node() instanceof YamlNode.Broken) {
            return Optional.empty();
        }
        if (!(place.node() instanceof YamlNode.Mapping mapping)) {
            problems.add(
                    place,
                    "parameters with their values are expected, but this is "
                            + place.node().described() + ": write a point as {lr: 0.01, kernel: rbf}.");
            return Optional.empty();
        }
        if (mapping.entries().isEmpty() && mapping.complete()) {
            problems.add(place, "the point names no parameter: write the values to try, or take it out.");
        }
        Map<String, Place> named = new LinkedHashMap<>();
        Map<String, Value> values = values(place, mapping, space, named);
        boolean sound = mapping.complete()
                && !values.isEmpty()
                && values.size() == mapping.entries().size();
        if (!sound) {
            return Optional.empty();
        }
        Point point = new Point(values);
        return isUsed(point, space, named) && keepsConstraints(point, space, place)
                ? Optional.of(point)
                : Optional.empty();
    }

    /** The values that could be read, in the order of the space. */
    private Map<String, Value> values(
            Place place, YamlNode.Mapping mapping, SearchSpace space, Map<String, Place> named) {
        List<String> known = space.parameters().stream().map(Parameter::name).toList();
        Map<String, Value> read = new LinkedHashMap<>();
        for (YamlNode.Entry entry : mapping.entries()) {
            String name = entry.key().text();
            Place value = place.entry(entry, name);
            named.put(name, value);
            space.parameter(name)
                    .ifPresentOrElse(
                            parameter ->
                                    valueOf(parameter).read(value, problems).ifPresent(v -> read.put(name, v)),
                            () -> problems.add(
                                    value.key(),
                                    value.path(),
                                    "there is no parameter " + Quoted.of(name) + ", only "
                                            + Words.orTheLike(name, known)));
        }
        Map<String, Value> ordered = new LinkedHashMap<>();
        known.stream().filter(read::containsKey).forEach(name -> ordered.put(name, read.get(name)));
        return ordered;
    }

    private static ScalarType<Value> valueOf(Parameter parameter) {
        ScalarType<Value> type;
        if (parameter instanceof IntegerParameter) {
            type = new ScalarType<>(
                    "a whole number", scalar -> new Value.Whole(WHOLE.reading().read(scalar)));
        } else if (parameter instanceof CategoricalParameter) {
            type = new ScalarType<>("a choice", scalar -> new Value.Text(scalar.text()));
        } else {
            type = new ScalarType<>(
                    "a number",
                    scalar -> new Value.Real(Numbers.FINITE.reading().read(scalar)));
        }
        return new ScalarType<>(type.expected(), scalar -> {
            Value value = type.reading().read(scalar);
            if (!parameter.contains(value)) {
                throw new UnfitValueException(Quoted.of(parameter.name()) + " is never " + Quoted.of(scalar.text())
                        + ": write a value of its range, " + range(parameter, scalar.text()));
            }
            return value;
        });
    }

    private static String range(Parameter parameter, String written) {
        if (parameter instanceof CategoricalParameter words) {
            return "one of " + Words.orTheLike(written, words.choices());
        } else if (parameter instanceof DiscreteParameter numbers) {
            return "one of "
                    + Words.orTheLike(
                            written,
                            numbers.choices().stream()
                                    .map(choice -> new Value.Real(choice).text())
                                    .toList());
        } else if (parameter instanceof IntegerParameter whole) {
            String steps = whole.step() == 1 ? "." : " in steps of " + whole.step() + ".";
            return "from " + whole.min() + " to " + whole.max() + steps;
        }
        var real = (ContinuousParameter) parameter;
        return "from " + new Value.Real(real.min()).text() + " to " + new Value.Real(real.max()).text() + ".";
    }

    private boolean isUsed(Point point, SearchSpace space, Map<String, Place> named) {
        boolean used = true;
        for (String name : point.values().keySet()) {
            var condition = space.parameter(name).orElseThrow().condition();
            if (!condition.holds(point.values())) {
                used = false;
                Place place = named.get(name);
                problems.add(
                        place.key(),
                        place.path(),
                        "it is not used beside the other values: name "
                                + Words.listed(condition.allowed().keySet())
                                + " with a value of its condition, or take it out.");
            }
        }
        return used;
    }

    /** Rules that speak of a parameter that is not named wait until it is drawn. */
    private boolean keepsConstraints(Point point, SearchSpace space, Place place) {
        List<Constraint> broken = space.constraints().stream()
                .filter(constraint -> !constraint.holds(point.values()))
                .toList();
        broken.forEach(
                constraint -> problems.add(place, "it breaks the constraint " + Quoted.of(constraint.text()) + "."));
        return broken.isEmpty();
    }
}
