package dev.nocturne.strategy;

import dev.nocturne.space.Parameter;
import dev.nocturne.space.SearchSpace;
import dev.nocturne.space.Value;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * How many combinations the parameters from a place on have, given the values before it. Only the values on which later
 * parameters depend matter, so that the counts are few; they are remembered. Thread-safe.
 */
final class CombinationCount {
    private final List<Parameter> parameters;
    private final Set<String> parents = new HashSet<>();
    private final List<Set<String>> parentsNeededFrom;
    private final Map<Integer, Map<Map<String, Value>, Long>> counts = new ConcurrentHashMap<>();

    CombinationCount(SearchSpace space) {
        parameters = space.parameters();
        parentsNeededFrom = parentsNeeded();
    }

    /** Whether later parameters depend on this one. */
    boolean matters(Parameter parameter) {
        return parents.contains(parameter.name());
    }

    /**
     * Combinations of the parameters from that place on, at most {@link Long#MAX_VALUE}.
     *
     * @param values the values of the active parameters before it
     */
    long from(int place, Map<String, Value> values) {
        if (place == parameters.size()) {
            return 1;
        }
        var relevant = new HashMap<String, Value>();
        for (String parent : parentsNeededFrom.get(place)) {
            if (values.containsKey(parent)) {
                relevant.put(parent, values.get(parent));
            }
        }
        var known = counts.computeIfAbsent(place, p -> new ConcurrentHashMap<>());
        Long count = known.get(relevant);
        if (count == null) {
            count = count(place, relevant);
            known.put(relevant, count);
        }
        return count;
    }

    private long count(int place, Map<String, Value> values) {
        Parameter parameter = parameters.get(place);
        if (!parameter.condition().holds(values)) {
            return from(place + 1, values);
        }
        if (!matters(parameter)) {
            return multiply(parameter.gridSize(), from(place + 1, values));
        }
        long sum = 0;
        for (long i = 0; i < parameter.gridSize(); i++) {
            var with = new LinkedHashMap<>(values);
            with.put(parameter.name(), parameter.gridValue(i));
            sum = add(sum, from(place + 1, with));
        }
        return sum;
    }

    private List<Set<String>> parentsNeeded() {
        var needed = new LinkedList<Set<String>>();
        var later = new HashSet<String>();
        for (int i = parameters.size() - 1; i >= 0; i--) {
            Set<String> ofThis = parameters.get(i).condition().allowed().keySet();
            parents.addAll(ofThis);
            later.addAll(ofThis);
            needed.addFirst(Set.copyOf(later));
        }
        return List.copyOf(needed);
    }

    private static long add(long a, long b) {
        return a + b < 0 ? Long.MAX_VALUE : a + b;
    }

    private static long multiply(long a, long b) {
        long high = Math.multiplyHigh(a, b);
        long low = a * b;
        return high != 0 || low < 0 ? Long.MAX_VALUE : low;
    }
}
