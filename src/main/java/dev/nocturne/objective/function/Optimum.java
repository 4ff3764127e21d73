package dev.nocturne.objective.function;

import java.util.Collections;
import java.util.List;

/** What is known of a test function: where it is usually searched, and where its global minimum lies. Immutable. */
public final class Optimum {
    private final List<Double> argmin;
    private final double least;
    private final List<Interval> domain;
    private final boolean repeats;

    private Optimum(List<Double> argmin, double least, List<Interval> domain, boolean repeats) {
        this.argmin = argmin;
        this.least = least;
        this.domain = domain;
        this.repeats = repeats;
    }

    /** The usual range of a dimension, both bounds included. */
    public record Interval(double min, double max) {
        static Interval of(double min, double max) {
            return new Interval(min, max);
        }
    }

    /** For any number of dimensions: the same coordinate and interval in each, the least value growing with them. */
    static Optimum atAll(double coordinate, double leastPerDimension, Interval domain) {
        return new Optimum(List.of(coordinate), leastPerDimension, List.of(domain), true);
    }

    /** For a fixed number of dimensions; a single interval stands for all of them. */
    static Optimum at(List<Double> argmin, double least, Interval... domain) {
        List<Interval> all = domain.length == 1 ? Collections.nCopies(argmin.size(), domain[0]) : List.of(domain);
        return new Optimum(argmin, least, List.copyOf(all), false);
    }

    /**
     * A place of the least value, as far as printed digits go.
     *
     * @param dimensions a number that the function accepts, as for the other methods
     */
    public double[] argmin(int dimensions) {
        List<Double> all = repeats ? Collections.nCopies(dimensions, argmin.get(0)) : argmin;
        return all.stream().mapToDouble(Double::doubleValue).toArray();
    }

    /** The least value that the function takes. */
    public double least(int dimensions) {
        return repeats ? least * dimensions : least;
    }

    /** The usual range of each dimension. */
    public List<Interval> domain(int dimensions) {
        return repeats ? Collections.nCopies(dimensions, domain.get(0)) : domain;
    }
}
