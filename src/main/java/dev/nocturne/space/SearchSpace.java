package dev.nocturne.space;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * The parameters that may vary, in the order of the study file. Immutable.
 *
 * @param parameters with different names; a condition speaks of earlier parameters only
 */
public record SearchSpace(List<Parameter> parameters) {
    public SearchSpace {
        parameters = List.copyOf(parameters);
        var earlier = new HashSet<String>();
        for (Parameter parameter : parameters) {
            for (String parent : parameter.condition().allowed().keySet()) {
                Ranges.require(
                        parameter.name(),
                        earlier.contains(parent),
                        "depends on '" + parent + "', which must be listed before it");
            }
            Ranges.require(parameter.name(), earlier.add(parameter.name()), "is listed twice");
        }
    }

    public static SearchSpace of(Parameter... parameters) {
        return new SearchSpace(List.of(parameters));
    }

    /** One point, each active parameter drawn in order. */
    public Point draw(RandomGenerator random) {
        Map<String, Value> values = new LinkedHashMap<>();
        for (Parameter parameter : parameters) {
            if (parameter.condition().holds(values)) {
                values.put(parameter.name(), parameter.draw(random));
            }
        }
        return new Point(values);
    }

    /** Whether the point has exactly the parameters that are active in it, each with a value of its range. */
    public boolean contains(Point point) {
        int active = 0;
        for (Parameter parameter : parameters) {
            if (parameter.condition().holds(point.values())) {
                active++;
                Value value = point.values().get(parameter.name());
                if (value == null || !parameter.contains(value)) {
                    return false;
                }
            }
        }
        return active == point.values().size();
    }

    /** The parameter of that name, if there is one. */
    public Optional<Parameter> parameter(String name) {
        return parameters.stream().filter(p -> p.name().equals(name)).findFirst();
    }
}
