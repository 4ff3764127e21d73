package dev.nocturne.study;

import java.util.Collections;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * What an ended trial measured on its way. Immutable.
 *
 * @param completed whether it was evaluated to its end
 * @param values by step, as the objective reported them
 */
public record Measured(boolean completed, Budget budget, NavigableMap<Long, Double> values) {
    public Measured {
        values = Collections.unmodifiableNavigableMap(new TreeMap<>(values));
    }
}
