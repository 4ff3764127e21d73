package dev.nocturne.strategy.pareto;

import java.util.Arrays;

/** How far vectors of one front lie from their neighbours (Deb et al., NSGA-II, 2002). */
public final class CrowdingDistance {
    private CrowdingDistance() {}

    /**
     * For each vector the sum, over the losses, of the distance between its two neighbours as a share of the whole range;
     * infinite for the least and the greatest of a loss. Ties are ordered by place.
     *
     * @param front vectors of the same length, at least 1, finite
     */
    public static double[] of(double[][] front) {
        double[] distances = new double[front.length];
        if (front.length == 0) {
            return distances;
        }
        Integer[] order = new Integer[front.length];
        for (int loss = 0; loss < front[0].length; loss++) {
            int by = loss;
            Arrays.setAll(order, i -> i);
            Arrays.sort(order, (i, j) -> Double.compare(front[i][by], front[j][by]));
            addNeighbours(front, order, by, distances);
        }
        return distances;
    }

    /** In halves, because the range of finite numbers may be infinite. */
    private static void addNeighbours(double[][] front, Integer[] order, int loss, double[] distances) {
        int last = order.length - 1;
        double range = front[order[last]][loss] / 2 - front[order[0]][loss] / 2;
        if (!(range > 0)) {
            return;
        }
        distances[order[0]] = Double.POSITIVE_INFINITY;
        distances[order[last]] = Double.POSITIVE_INFINITY;
        for (int i = 1; i < last; i++) {
            distances[order[i]] += (front[order[i + 1]][loss] / 2 - front[order[i - 1]][loss] / 2) / range;
        }
    }
}
