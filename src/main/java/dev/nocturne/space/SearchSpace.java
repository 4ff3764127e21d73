package dev.nocturne.space;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * The parameters that may vary, in the order of the study file, and the rules that their values keep. Immutable.
 *
 * @param parameters with different names; a condition speaks of earlier parameters only
 * @param constraints rules that every point keeps
 */
public record SearchSpace(List<Parameter> parameters, List<Constraint> constraints) {
    public SearchSpace {
        parameters = List.copyOf(parameters);
        constraints = List.copyOf(constraints);
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

    /** A space without constraints. */
    public SearchSpace(List<Parameter> parameters) {
        this(parameters, List.of());
    }

    public static SearchSpace of(Parameter... parameters) {
        return new SearchSpace(List.of(parameters));
    }

    /** One point, each active parameter drawn in order, whether the constraints hold or not. */
    public Point draw(RandomGenerator random) {
        Map<String, Value> values = new LinkedHashMap<>();
        for (Parameter parameter : parameters) {
            if (parameter.condition().holds(values)) {
                values.put(parameter.name(), parameter.draw(random));
            }
        }
        return new Point(values);
    }

    /** Whether the point keeps all constraints. */
    public boolean isFeasible(Point point) {
        for (Constraint constraint : constraints) {
            if (!constraint.holds(point.values())) {
                return false;
            }
        }
        return true;
    }

    /**
     * Whether the point has exactly the parameters that are active in it, each with a value of its range; constraints are
     * another question.
     */
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
