package dev.nocturne.strategy;

import dev.nocturne.space.Parameter;
import dev.nocturne.space.SearchSpace;
import dev.nocturne.space.Value;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * How many combinations the parameters from a place on have, given the values before it. Thread-safe.
 *
 * <p>Only values that a condition names make a difference, so a parameter counts as its few {@link GridRun}s; and groups
 * of parameters that no condition connects multiply, so each is counted for itself. The counts are remembered.
 */
final class CombinationCount {
    private final List<Parameter> parameters;
    private final Map<String, Set<Value>> named = new HashMap<>();
    private final List<List<GridRun>> runs;
    private final List<Integer> connected = new ArrayList<>();
    private final long[] unconnectedFrom;
    private final Map<Integer, List<List<Integer>>> groupsFrom = new ConcurrentHashMap<>();
    private final Map<Group, Long> counts = new ConcurrentHashMap<>();

    /** Places of parameters that conditions connect, and the named values before them on which they depend. */
    private record Group(List<Integer> places, Map<String, Value> given) {}

    CombinationCount(SearchSpace space) {
        parameters = space.parameters();
        for (Parameter parameter : parameters) {
            parameter
                    .condition()
                    .allowed()
                    .forEach((parent, values) ->
                            named.computeIfAbsent(parent, p -> new HashSet<>()).addAll(values));
        }
        runs = parameters.stream()
                .map(parameter -> GridRun.of(parameter, named.getOrDefault(parameter.name(), Set.of())))
                .toList();
        unconnectedFrom = new long[parameters.size() + 1];
        unconnectedFrom[parameters.size()] = 1;
        for (int place = parameters.size() - 1; place >= 0; place--) {
            boolean isConnected = isConnected(parameters.get(place));
            long size = isConnected ? 1 : parameters.get(place).gridSize();
            unconnectedFrom[place] = multiply(size, unconnectedFrom[place + 1]);
            if (isConnected) {
                connected.add(0, place);
            }
        }
    }

    /** The runs of the grid of the parameter at that place: all values of a run have the same combinations after them. */
    List<GridRun> runs(int place) {
        return runs.get(place);
    }

    /**
     * Combinations of the parameters from that place on, at most {@link Long#MAX_VALUE}.
     *
     * @param values the values of the active parameters before it
     */
    long from(int place, Map<String, Value> values) {
        var groups = groupsFrom.computeIfAbsent(
                place, p -> split(connected.stream().filter(other -> other >= p).toList()));
        return multiply(unconnectedFrom[place], product(groups, values));
    }

    /** {@code a * b}, or {@link Long#MAX_VALUE} where that is too large; of numbers that are not negative. */
    static long multiply(long a, long b) {
        long low = a * b;
        return Math.multiplyHigh(a, b) != 0 || low < 0 ? Long.MAX_VALUE : low;
    }

    private boolean isConnected(Parameter parameter) {
        return named.containsKey(parameter.name())
                || !parameter.condition().allowed().isEmpty();
    }

    private long product(List<List<Integer>> groups, Map<String, Value> values) {
        long product = 1;
        for (List<Integer> group : groups) {
            product = multiply(product, remembered(group, values));
        }
        return product;
    }

    private long remembered(List<Integer> group, Map<String, Value> values) {
        var given = new HashMap<String, Value>();
        for (int place : group) {
            for (String parent : parameters.get(place).condition().allowed().keySet()) {
                Value value = values.get(parent);
                if (value != null && named.get(parent).contains(value)) {
                    given.put(parent, value);
                }
            }
        }
        var key = new Group(group, given);
        Long count = counts.get(key);
        if (count == null) {
            count = count(group, given);
            counts.put(key, count);
        }
        return count;
    }

    private long count(List<Integer> group, Map<String, Value> given) {
        int first = group.get(0);
        var others = split(group.subList(1, group.size()));
        Parameter parameter = parameters.get(first);
        if (!parameter.condition().holds(given)) {
            return product(others, given);
        }
        long sum = 0;
        for (GridRun run : runs.get(first)) {
            var with = new LinkedHashMap<>(given);
            with.put(parameter.name(), parameter.gridValue(run.first()));
            long total = sum + multiply(run.length(), product(others, with));
            sum = total < 0 ? Long.MAX_VALUE : total;
        }
        return sum;
    }

    /** The groups among these places that conditions connect, directly or through one another; each in order. */
    private List<List<Integer>> split(List<Integer> places) {
        var groups = new ArrayList<List<Integer>>();
        var groupOf = new HashMap<String, List<Integer>>();
        for (int place : places) {
            var group = new ArrayList<Integer>();
            for (String parent : parameters.get(place).condition().allowed().keySet()) {
                List<Integer> joined = groupOf.get(parent);
                if (joined != null && groups.remove(joined)) {
                    group.addAll(joined);
                }
            }
            group.add(place);
            group.sort(null);
            group.forEach(member -> groupOf.put(parameters.get(member).name(), group));
            groups.add(group);
        }
        return groups;
    }
}
