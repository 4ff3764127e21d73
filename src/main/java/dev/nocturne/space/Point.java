package dev.nocturne.space;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * One assignment of values to the active parameters of a search space, in the space's order. Immutable.
 *
 * @param values parameter's name to value; a parameter whose condition does not hold is absent
 */
public record Point(Map<String, Value> values) {
    public Point {
        values = values instanceof PackedValues ? values : Collections.unmodifiableMap(new LinkedHashMap<>(values));
    }

    /** The same point; if it was {@linkplain CoordinateSpace#packed packed}, it is quick to look at again. */
    public Point unpacked() {
        return values instanceof PackedValues ? new Point(new LinkedHashMap<>(values)) : this;
    }

    /**
     * The value of a parameter.
     *
     * @throws IllegalArgumentException if the point has no such parameter
     */
    public Value value(String parameter) {
        Value value = values.get(parameter);
        if (value == null) {
            throw new IllegalArgumentException(
                    "There is no parameter '" + parameter + "' here, only " + values.keySet() + ".");
        }
        return value;
    }

    /** The number that a numeric parameter has; see {@link #value(String)} and {@link Value#number()} for what fails. */
    public double number(String parameter) {
        return value(parameter).number();
    }

    /** The text of a parameter's value; see {@link #value(String)} for what fails. */
    public String text(String parameter) {
        return value(parameter).text();
    }

    /** Whether the parameter is active in this point. */
    public boolean has(String parameter) {
        return values.containsKey(parameter);
    }
}
