package dev.nocturne.objective.model;

import dev.nocturne.space.Point;
import java.util.Map;

/**
 * The hyper-parameters of one trial: what the point says, else what the study fixes, else the default. Immutable.
 *
 * @param fixed checked before
 */
record HyperParameterValues(Point point, Map<String, String> fixed) {
    double number(String name, double otherwise) {
        if (point.has(name)) {
            return point.number(name);
        }
        return fixed.containsKey(name) ? Double.parseDouble(fixed.get(name)) : otherwise;
    }

    int whole(String name, int otherwise) {
        return (int) number(name, otherwise);
    }

    long seed(long otherwise) {
        return point.has("seed") || fixed.containsKey("seed") ? (long) number("seed", 0) : otherwise;
    }

    String word(String name, String otherwise) {
        return point.has(name) ? point.text(name) : fixed.getOrDefault(name, otherwise);
    }
}
