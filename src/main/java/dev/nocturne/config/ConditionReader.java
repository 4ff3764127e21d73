package dev.nocturne.config;

import dev.nocturne.space.CategoricalParameter;
import dev.nocturne.space.Condition;
import dev.nocturne.space.ContinuousParameter;
import dev.nocturne.space.DiscreteParameter;
import dev.nocturne.space.IntegerParameter;
import dev.nocturne.space.Parameter;
import dev.nocturne.space.Value;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.LongStream;

/** Reads on which earlier parameters' values a parameter depends. */
final class ConditionReader {
    private static final ScalarType<Long> WHOLE = Numbers.whole(-IntegerParameter.LIMIT, IntegerParameter.LIMIT);

    private final Problems problems;
    private final Set<String> all;
    private final Map<String, Optional<Parameter>> earlier = new LinkedHashMap<>();
    private final Map<String, Set<Value>> valuesOf = new HashMap<>();

    /**
     * A reader of conditions.
     *
     * @param all the names of all parameters of the file
     */
    ConditionReader(Problems problems, Set<String> all) {
        this.problems = problems;
        this.all = all;
    }

    /** From here on the parameter may be depended on; what could not be read of it is not complained about again. */
    void declare(String name, Optional<Parameter> parameter) {
        earlier.put(name, parameter);
    }

    /** The condition; without the parents that were reported. */
    Condition read(Place when, String parameter) {
        if (!(when.node() instanceof YamlNode.Mapping mapping)) {
            problems.add(
                    when,
                    "a parameter and its values are expected, but this is "
                            + when.node().described() + ": write it as {kernel: rbf} or {kernel: [rbf, linear]}.");
            return Condition.always();
        }
        if (mapping.entries().isEmpty() && mapping.complete()) {
            problems.add(when, "the condition names no parameter: write one, or leave the key out.");
        }
        Map<String, List<Value>> allowed = new LinkedHashMap<>();
        for (YamlNode.Entry entry : mapping.entries()) {
            String parent = entry.key().text();
            Place place = when.entry(entry, parent);
            Optional<Parameter> known = parent(parent, place, parameter);
            known.flatMap(range -> values(range, place)).ifPresent(values -> allowed.put(parent, values));
        }
        return new Condition(allowed);
    }

    private Optional<Parameter> parent(String parent, Place place, String parameter) {
        Optional<Parameter> known = earlier.get(parent);
        if (known != null) {
            return known;
        }
        problems.add(place.key(), place.path(), complaint(parent, parameter));
        return Optional.empty();
    }

    private String complaint(String parent, String parameter) {
        String name = Quoted.of(parent);
        if (parent.equals(parameter)) {
            return "a parameter cannot depend on itself.";
        }
        if (all.contains(parent)) {
            return "it depends on " + name + ", which must be listed before it: move it down.";
        }
        return earlier.isEmpty()
                ? "there is no parameter " + name + ", and none is listed before this one."
                : "there is no parameter " + name + " before this one, only "
                        + Words.orTheLike(parent, earlier.keySet());
    }

    private Optional<List<Value>> values(Parameter parent, Place place) {
        if (parent instanceof ContinuousParameter) {
            problems.add(
                    place.key(),
                    place.path(),
                    Quoted.of(parent.name())
                            + " is continuous; a condition needs a parameter with values that can be listed.");
            return Optional.empty();
        }
        ScalarType<Value> type = valueOf(parent);
        if (!(place.node() instanceof YamlNode.Sequence list)) {
            return type.read(place, problems).map(List::of);
        }
        if (list.items().isEmpty()) {
            problems.add(
                    place, "this list has no value, so that the parameter would never be used: write at least one.");
        }
        return type.readList(place, "[a, b]", problems).map(this::distinct).filter(values -> !values.isEmpty());
    }

    private List<Value> distinct(List<ScalarType.Item<Value>> items) {
        Set<Value> seen = new HashSet<>();
        List<Value> values = new ArrayList<>();
        for (ScalarType.Item<Value> item : items) {
            if (seen.add(item.value())) {
                values.add(item.value());
            } else {
                problems.add(
                        item.place(), "the value " + item.place().node().described() + " is already in this list.");
            }
        }
        return values;
    }

    /** A value that the parent can have. */
    private ScalarType<Value> valueOf(Parameter parent) {
        ScalarType<Value> type;
        if (parent instanceof DiscreteParameter) {
            type = new ScalarType<>(
                    "a number",
                    scalar -> new Value.Real(Numbers.FINITE.reading().read(scalar)));
        } else if (parent instanceof IntegerParameter) {
            type = new ScalarType<>(
                    "a whole number", scalar -> new Value.Whole(WHOLE.reading().read(scalar)));
        } else {
            type = new ScalarType<>("a choice", scalar -> new Value.Text(scalar.text()));
        }
        return new ScalarType<>(type.expected(), scalar -> {
            Value value = type.reading().read(scalar);
            if (!canBe(parent, value)) {
                throw new UnfitValueException(Quoted.of(parent.name()) + " is never " + Quoted.of(scalar.text()) + ", "
                        + possible(parent, scalar.text()));
            }
            return value;
        });
    }

    private boolean canBe(Parameter parent, Value value) {
        return parent instanceof IntegerParameter
                ? parent.contains(value)
                : valuesOf.computeIfAbsent(
                                parent.name(),
                                name -> LongStream.range(0, parent.gridSize())
                                        .mapToObj(parent::gridValue)
                                        .collect(Collectors.toSet()))
                        .contains(value);
    }

    private static String possible(Parameter parent, String written) {
        if (parent instanceof CategoricalParameter categorical) {
            return "only " + Words.orTheLike(written, categorical.choices());
        }
        if (parent instanceof DiscreteParameter discrete) {
            return "only "
                    + discrete.choices().stream()
                            .map(choice -> new Value.Real(choice).text())
                            .collect(Collectors.joining(", "))
                    + ".";
        }
        return "which is not one of the numbers from its min to its max by its step.";
    }
}
