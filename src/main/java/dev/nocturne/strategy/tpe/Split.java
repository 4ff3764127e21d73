package dev.nocturne.strategy.tpe;

import dev.nocturne.strategy.pareto.ParetoRanks;
import java.util.Arrays;
import java.util.function.BiFunction;

/**
 * The rows of an archive as two groups: the good ones, a tenth of the completed and the pruned trials, and the rest, to which
 * failed and pending trials always belong, and pruned ones as well: they rank behind all that completed.
 *
 * @param good ascending
 * @param rest ascending
 */
record Split(int[] good, int[] rest) {
    private static final int MOST_GOOD = 25;
    private static final int MOST_GOOD_OF_SEVERAL = 100;
    private static final int BLOCK = 1_000;
    private static final int KEPT_OF_BLOCK = 200;

    /** The best by their only loss; of equal ones the first. */
    static Split byLoss(Archive archive) {
        int[] completed = completed(archive);
        double[] losses = archive.firstLosses();
        int[] good = new int[Math.min(MOST_GOOD, tenth(archive, completed))];
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
        int[] rows = completed(archive);
        int count = Math.min(MOST_GOOD_OF_SEVERAL, tenth(archive, rows));
        while (rows.length > 2 * BLOCK) {
            rows = bestOfBlocks(archive, rows);
        }
        return of(best(archive, rows, count, FrontSubset::select), archive.rows());
    }

    /** Comparing all with all takes the square of their number; of thousands the best of each thousand will do. */
    private static int[] bestOfBlocks(Archive archive, int[] rows) {
        int[] best = new int[rows.length];
        int size = 0;
        for (int from = 0; from < rows.length; from += BLOCK) {
            int[] block = Arrays.copyOfRange(rows, from, Math.min(rows.length, from + BLOCK));
            int count = Math.min(block.length, KEPT_OF_BLOCK);
            int[] kept = best(archive, block, count, FrontSubset::byCrowding);
            Arrays.sort(kept);
            System.arraycopy(kept, 0, best, size, count);
            size += count;
        }
        return Arrays.copyOf(best, size);
    }

    private static int[] best(
            Archive archive, int[] rows, int count, BiFunction<double[][], Integer, int[]> subsetOfFront) {
        double[][] losses = new double[rows.length][];
        Arrays.setAll(losses, i -> archive.losses(rows[i]));
        int[] ranks = ParetoRanks.of(losses);
        int[] best = new int[count];
        int size = 0;
        for (int rank = 0; size < count; rank++) {
            int[] front = places(ranks, rank);
            if (front.length > count - size) {
                double[][] frontLosses = new double[front.length][];
                Arrays.setAll(frontLosses, i -> losses[front[i]]);
                for (int i : subsetOfFront.apply(frontLosses, count - size)) {
                    best[size++] = rows[front[i]];
                }
            } else {
                for (int i : front) {
                    best[size++] = rows[i];
                }
            }
        }
        return best;
    }

    private static int tenth(Archive archive, int[] completed) {
        return Math.min(completed.length, (completed.length + archive.pruned() + 9) / 10);
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
