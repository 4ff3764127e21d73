package dev.nocturne.strategy.tpe;

import dev.nocturne.strategy.pareto.CrowdingDistance;
import dev.nocturne.strategy.pareto.Hypervolume;
import java.util.ArrayList;
import java.util.Arrays;

/** Chooses a few vectors of a front that stand for all of it. */
final class FrontSubset {
    /** With more losses the exact volume takes too long, and the distances between the vectors decide. */
    private static final int MOST_LOSSES_FOR_VOLUME = 3;

    private static final double REFERENCE = 1.1;

    private FrontSubset() {}

    /**
     * The places of the chosen.
     *
     * @param front vectors of at least 2 losses, finite
     * @param count how many to choose, at most as many as there are
     */
    static int[] select(double[][] front, int count) {
        return front[0].length <= MOST_LOSSES_FOR_VOLUME ? byVolume(scaled(front), count) : byCrowding(front, count);
    }

    /**
     * Greedily whichever adds the most volume. What a vector adds only shrinks as others are chosen, so that only those are
     * computed anew that were ahead before.
     */
    private static int[] byVolume(double[][] front, int count) {
        double[] reference = new double[front[0].length];
        Arrays.fill(reference, REFERENCE);
        var chosenVectors = new ArrayList<double[]>();
        double[] bounds = new double[front.length];
        Arrays.fill(bounds, Double.POSITIVE_INFINITY);
        int[] chosen = new int[count];
        for (int i = 0; i < count; i++) {
            int best = -1;
            double most = -1;
            for (int place = 0; place < front.length; place++) {
                if (bounds[place] > most) {
                    double volume = Hypervolume.contribution(front[place], chosenVectors, reference);
                    bounds[place] = Math.max(0, volume);
                    if (bounds[place] > most) {
                        most = bounds[place];
                        best = place;
                    }
                }
            }
            chosen[i] = best;
            chosenVectors.add(front[best]);
            bounds[best] = Double.NEGATIVE_INFINITY;
        }
        return chosen;
    }

    /** Those furthest from their neighbours; quick for any number of vectors. */
    static int[] byCrowding(double[][] front, int count) {
        double[] distances = CrowdingDistance.of(front);
        Integer[] order = new Integer[front.length];
        Arrays.setAll(order, i -> i);
        Arrays.sort(order, (i, j) -> Double.compare(distances[j], distances[i]));
        int[] chosen = new int[count];
        Arrays.setAll(chosen, i -> order[i]);
        return chosen;
    }

    /** Each loss from 0 at its least to 1 at its greatest; in halves, because a range may be too wide for a number. */
    private static double[][] scaled(double[][] front) {
        double[][] scaled = new double[front.length][front[0].length];
        for (int loss = 0; loss < front[0].length; loss++) {
            double least = Double.POSITIVE_INFINITY;
            double most = Double.NEGATIVE_INFINITY;
            for (double[] vector : front) {
                least = Math.min(least, vector[loss]);
                most = Math.max(most, vector[loss]);
            }
            double range = most / 2 - least / 2;
            for (int i = 0; i < front.length; i++) {
                scaled[i][loss] = range > 0 ? (front[i][loss] / 2 - least / 2) / range : 0;
            }
        }
        return scaled;
    }
}
