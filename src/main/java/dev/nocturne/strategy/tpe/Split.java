package dev.nocturne.strategy.tpe;

import dev.nocturne.strategy.pareto.ParetoRanks;
import java.util.Arrays;

/**
 * The rows of an archive as two groups: the good ones, a tenth of the completed trials, and the rest, to which failed and
 * pending trials always belong.
 *
 * @param good ascending
 * @param rest ascending
 */
record Split(int[] good, int[] rest) {
    private static final int MOST_GOOD = 25;
    private static final int MOST_GOOD_OF_SEVERAL = 100;

    /** The best by their only loss; of equal ones the first. */
    static Split byLoss(Archive archive) {
        int[] completed = completed(archive);
        double[] losses = archive.firstLosses();
        int[] good = new int[Math.min(MOST_GOOD, tenth(completed.length))];
        int size = 0;
        for (int row : completed) {
            double loss = losses[row];
            if (size == good.length && !(loss < losses[good[size - 1]])) {
                continue;
            }
            int at = size < good.length ? size++ : size - 1;
            while (at > 0 && losses[good[at - 1]] > loss) {
                good[at] = good[at - 1];
                at--;
            }
            good[at] = row;
        }
        return of(good, archive.rows());
    }

    /**
     * The best by their non-domination rank; of the last rank that has room, those that together dominate most (Ozaki et al.,
     * Multiobjective tree-structured Parzen estimator, JAIR 73, 2022).
     */
    static Split byDomination(Archive archive) {
        int[] completed = completed(archive);
        double[][] losses = new double[completed.length][];
        Arrays.setAll(losses, i -> archive.losses(completed[i]));
        int[] ranks = ParetoRanks.of(losses);
        int[] good = new int[Math.min(MOST_GOOD_OF_SEVERAL, tenth(completed.length))];
        int size = 0;
        for (int rank = 0; size < good.length; rank++) {
            int[] front = places(ranks, rank);
            if (front.length > good.length - size) {
                double[][] frontLosses = new double[front.length][];
                Arrays.setAll(frontLosses, i -> losses[front[i]]);
                int[] subset = FrontSubset.select(frontLosses, good.length - size);
                for (int i : subset) {
                    good[size++] = completed[front[i]];
                }
            } else {
                for (int i : front) {
                    good[size++] = completed[i];
                }
            }
        }
        return of(good, archive.rows());
    }

    private static int tenth(int completed) {
        return (completed + 9) / 10;
    }

    private static int[] completed(Archive archive) {
        double[] losses = archive.firstLosses();
        int[] completed = new int[archive.observed()];
        int size = 0;
        for (int row = 0; row < completed.length; row++) {
            if (losses[row] == losses[row]) {
                completed[size++] = row;
            }
        }
        return Arrays.copyOf(completed, size);
    }

    private static int[] places(int[] ranks, int rank) {
        int[] places = new int[ranks.length];
        int size = 0;
        for (int i = 0; i < ranks.length; i++) {
            if (ranks[i] == rank) {
                places[size++] = i;
            }
        }
        return Arrays.copyOf(places, size);
    }

    private static Split of(int[] good, int rows) {
        Arrays.sort(good);
        int[] rest = new int[rows - good.length];
        int size = 0;
        int next = 0;
        for (int row = 0; row < rows; row++) {
            if (next < good.length && good[next] == row) {
                next++;
            } else {
                rest[size++] = row;
            }
        }
        return new Split(good, rest);
    }
}
