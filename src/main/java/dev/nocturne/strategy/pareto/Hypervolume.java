package dev.nocturne.strategy.pareto;

import java.util.ArrayList;
import java.util.List;

/**
 * The volume that vectors of losses dominate, up to a reference point. Exact: a sweep for two losses, and the algorithm of
 * the Walking Fish Group for more (While, Bradstreet and Barone, IEEE Transactions on Evolutionary Computation 16(1),
 * 2012). The time grows fast with the number of losses beyond four.
 */
public final class Hypervolume {
    private Hypervolume() {}

    /**
     * The volume that the vectors dominate together.
     *
     * @param vectors may dominate each other, and may lie beyond the reference, where they count for nothing
     * @param reference of the same length, finite
     */
    public static double of(List<double[]> vectors, double[] reference) {
        var inside = new ArrayList<double[]>();
        for (double[] vector : vectors) {
            if (inclusive(vector, reference) > 0) {
                inside.add(vector);
            }
        }
        return ofFront(front(inside), reference);
    }

    /** How much a vector adds to the volume that others dominate; not negative. */
    public static double contribution(double[] vector, List<double[]> others, double[] reference) {
        return inclusive(vector, reference) - of(limited(others, 0, vector), reference);
    }

    private static double ofFront(List<double[]> front, double[] reference) {
        if (reference.length <= 2) {
            return swept(front, reference);
        }
        double sum = 0;
        for (int i = 0; i < front.size(); i++) {
            double[] vector = front.get(i);
            sum += inclusive(vector, reference) - ofFront(front(limited(front, i + 1, vector)), reference);
        }
        return sum;
    }

    private static double inclusive(double[] vector, double[] reference) {
        double volume = 1;
        for (int i = 0; i < reference.length; i++) {
            volume *= Math.max(0, reference[i] - vector[i]);
        }
        return volume;
    }

    /** A front in lexicographic order: with each vector the first loss grows and the second shrinks. */
    private static double swept(List<double[]> front, double[] reference) {
        double sum = 0;
        double ceiling = reference[reference.length - 1];
        for (double[] vector : front) {
            double width = reference.length == 1 ? 1 : reference[0] - vector[0];
            double floor = vector[vector.length - 1];
            sum += width * (ceiling - floor);
            ceiling = floor;
        }
        return sum;
    }

    /** What a vector and each of the others, from a place on, dominate both. */
    private static List<double[]> limited(List<double[]> others, int from, double[] vector) {
        var limited = new ArrayList<double[]>(others.size() - from);
        for (double[] other : others.subList(from, others.size())) {
            double[] worse = new double[vector.length];
            for (int i = 0; i < worse.length; i++) {
                worse[i] = Math.max(other[i], vector[i]);
            }
            limited.add(worse);
        }
        return limited;
    }

    /** Those that no other dominates, once each, in lexicographic order. */
    private static List<double[]> front(List<double[]> vectors) {
        vectors.sort(ParetoRanks::lexicographic);
        var front = new ArrayList<double[]>();
        for (double[] vector : vectors) {
            if (!isCovered(vector, front)) {
                front.add(vector);
            }
        }
        return front;
    }

    private static boolean isCovered(double[] vector, List<double[]> front) {
        for (int i = front.size() - 1; i >= 0; i--) {
            if (covers(front.get(i), vector)) {
                return true;
            }
        }
        return false;
    }

    private static boolean covers(double[] better, double[] vector) {
        for (int i = 0; i < vector.length; i++) {
            if (better[i] > vector[i]) {
                return false;
            }
        }
        return true;
    }
}
