package dev.nocturne.strategy.tpe;

import java.util.Arrays;

/**
 * The rows that stand for all trials that are not good, with their weights: all of them while they are few, later the newest
 * and an even choice of the older, so that the time of a proposal hardly grows with the trials.
 *
 * @param rows ascending
 * @param weights of the rows, and of the prior; above 0
 */
record Background(int[] rows, double[] weights) {
    private static final int MOST = 400;
    private static final int NEWEST = 100;

    /** So many of the newest have the full weight. */
    private static final int FULL_WEIGHT = 25;

    static Background of(int[] rest) {
        int[] rows = rest.length <= MOST ? rest : thinned(rest);
        double[] weights = new double[rows.length + 1];
        Arrays.fill(weights, 1);
        int older = rows.length - FULL_WEIGHT;
        for (int i = 0; i < older; i++) {
            weights[i] = (1.0 + i) / (1.0 + older);
        }
        return new Background(rows, weights);
    }

    private static int[] thinned(int[] rest) {
        int[] rows = new int[MOST];
        int older = MOST - NEWEST;
        for (int i = 0; i < older; i++) {
            rows[i] = rest[(int) ((long) i * (rest.length - NEWEST) / older)];
        }
        System.arraycopy(rest, rest.length - NEWEST, rows, older, NEWEST);
        return rows;
    }
}
