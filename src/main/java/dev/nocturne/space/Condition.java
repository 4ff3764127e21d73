package dev.nocturne.space;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * When a parameter is active: each named parameter must be active itself and have one of the listed values. Immutable.
 *
 * @param allowed parent's name to its enabling values; empty: always active
 */
public record Condition(Map<String, List<Value>> allowed) {
    private static final Condition ALWAYS = new Condition(Map.of());

    public Condition {
        var copy = new LinkedHashMap<String, List<Value>>();
        allowed.forEach((parent, values) -> copy.put(parent, List.copyOf(values)));
        allowed = Collections.unmodifiableMap(copy);
    }

    /** The condition of a parameter that is active in every point. */
    public static Condition always() {
        return ALWAYS;
    }

    /** Whether it holds beside these values, which must include every active parent. */
    public boolean holds(Map<String, Value> values) {
        for (var entry : allowed.entrySet()) {
            Value parent = values.get(entry.getKey());
            if (parent == null || !entry.getValue().contains(parent)) {
                return false;
            }
        }
        return true;
    }
}
