package dev.nocturne.objective.function;

import java.util.Collections;
import java.util.List;

/**
 * What is known of a test function: where it is usually searched, and where its global minimum lies. Immutable.
 *
 * @param argminPattern coordinates of a minimum; a single one stands for all dimensions
 * @param leastPattern the least value; per dimension if it grows with their number
 * @param domainPattern the usual interval of each dimension; a single one stands for all
 * @param anyDimension whether the patterns are to be repeated
 */
public record Optimum(
        List<Double> argminPattern, double leastPattern, List<Interval> domainPattern, boolean anyDimension) {
    /** The usual range of a dimension, both bounds included. */
    public record Interval(double min, double max) {
        static Interval of(double min, double max) {
            return new Interval(min, max);
        }
    }

    static Optimum atAll(double coordinate, double leastPerDimension, Interval domain) {
        return new Optimum(List.of(coordinate), leastPerDimension, List.of(domain), true);
    }

    static Optimum at(List<Double> argmin, double least, Interval... domain) {
        List<Interval> intervals = domain.length == 1 ? Collections.nCopies(argmin.size(), domain[0]) : List.of(domain);
        return new Optimum(argmin, least, List.copyOf(intervals), false);
    }

    /** A place of the least value, as far as printed digits go. */
    public double[] argmin(int dimensions) {
        List<Double> all = anyDimension ? Collections.nCopies(dimensions, argminPattern.get(0)) : argminPattern;
        return all.stream().mapToDouble(Double::doubleValue).toArray();
    }

    /** The least value that the function takes. */
    public double least(int dimensions) {
        return anyDimension ? leastPattern * dimensions : leastPattern;
    }

    /** The usual range of each dimension. */
    public List<Interval> domain(int dimensions) {
        return anyDimension ? Collections.nCopies(dimensions, domainPattern.get(0)) : domainPattern;
    }
}
