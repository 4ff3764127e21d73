package dev.nocturne.strategy;

import dev.nocturne.space.CategoricalParameter;
import dev.nocturne.space.DiscreteParameter;
import dev.nocturne.space.Parameter;
import dev.nocturne.space.Value;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.TreeMap;

/**
 * Neighbouring places of a parameter's grid whose values are all the same to the conditions of other parameters. They let
 * a grid of 2^53 values be counted as if it were a handful.
 *
 * @param first the first place
 * @param end the place after the last; above {@code first}
 */
record GridRun(long first, long end) {
    /** The runs of a grid from its first place to its last: each named value for itself, and what lies between them. */
    static List<GridRun> of(Parameter parameter, Collection<Value> named) {
        var ends = new TreeMap<Long, Long>();
        for (Value value : named) {
            if (parameter.contains(value)) {
                putPlaces(parameter, value, ends);
            }
        }
        var runs = new ArrayList<GridRun>();
        long reached = 0;
        for (var entry : ends.entrySet()) {
            addUnlessEmpty(reached, entry.getKey(), runs);
            addUnlessEmpty(entry.getKey(), entry.getValue(), runs);
            reached = entry.getValue();
        }
        addUnlessEmpty(reached, parameter.gridSize(), runs);
        return List.copyOf(runs);
    }

    long length() {
        return end - first;
    }

    private static void addUnlessEmpty(long first, long end, List<GridRun> runs) {
        if (first < end) {
            runs.add(new GridRun(first, end));
        }
    }

    private static void putPlaces(Parameter parameter, Value value, TreeMap<Long, Long> ends) {
        if (parameter instanceof CategoricalParameter categorical) {
            long place = categorical.choices().indexOf(value.text());
            ends.merge(place, place + 1, Math::max);
        } else if (parameter instanceof DiscreteParameter discrete) {
            long place = discrete.choices().indexOf(value.number());
            ends.merge(place, place + 1, Math::max);
        } else {
            long place = placesBelow(parameter, value.number(), false);
            ends.merge(place, placesBelow(parameter, value.number(), true), Math::max);
        }
    }

    /** How many places of an ascending grid have a number below this one, or below or equal to it. */
    private static long placesBelow(Parameter parameter, double number, boolean orEqual) {
        long low = 0;
        long high = parameter.gridSize();
        while (low < high) {
            long middle = (low + high) >>> 1;
            double there = parameter.gridValue(middle).number();
            if (there < number || orEqual && there == number) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }
}
