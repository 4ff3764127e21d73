package dev.nocturne.summary.importance;

import dev.nocturne.study.TrialRandom;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Grows one tree of a random forest on trials drawn with replacement: each node is split where squared errors fall most, until
 * its trials have equal losses. What is left of it is the partition. Not thread-safe.
 */
final class RegressionTree {
    private static final int DEEPEST = 64;

    private final List<Column> columns;
    private final double[][] coordinates;
    private final int[][] ranks;
    private final double[] losses;
    private final TrialRandom random;
    private final Partition partition;

    /** Where a node is split; of a column without order the choice that is split off. */
    private record Split(int column, double threshold, double gain) {}

    /**
     * A tree that is still to be grown.
     *
     * @param coordinates for each column those of all trials
     * @param ranks for each column the places of all trials in the order of coordinates; equal ones have equal places
     */
    RegressionTree(List<Column> columns, double[][] coordinates, int[][] ranks, double[] losses, TrialRandom random) {
        this.columns = columns;
        this.coordinates = coordinates;
        this.ranks = ranks;
        this.losses = losses;
        this.random = random;
        this.partition = new Partition(columns);
    }

    Partition grow() {
        int[] trials = IntStream.range(0, losses.length)
                .map(i -> random.nextInt(losses.length))
                .toArray();
        grow(trials, Partition.Box.whole(columns), 0);
        return partition;
    }

    private void grow(int[] trials, Partition.Box box, int depth) {
        Split split = depth == DEEPEST || haveEqualLosses(trials) ? null : bestSplit(trials);
        if (split == null) {
            partition.add(
                    box,
                    Arrays.stream(trials).mapToDouble(trial -> losses[trial]).sum() / trials.length);
            return;
        }
        int column = split.column();
        boolean ordered = columns.get(column).isOrdered();
        int[] left = Arrays.stream(trials).filter(trial -> isLeft(trial, split)).toArray();
        int[] right =
                Arrays.stream(trials).filter(trial -> !isLeft(trial, split)).toArray();
        int choice = (int) split.threshold();
        grow(left, ordered ? box.below(column, split.threshold()) : box.with(column, choice), depth + 1);
        grow(right, ordered ? box.above(column, split.threshold()) : box.without(column, choice), depth + 1);
    }

    private boolean isLeft(int trial, Split split) {
        double coordinate = coordinates[split.column()][trial];
        return columns.get(split.column()).isOrdered()
                ? coordinate <= split.threshold()
                : coordinate == split.threshold();
    }

    private boolean haveEqualLosses(int[] trials) {
        for (int trial : trials) {
            if (losses[trial] != losses[trials[0]]) {
                return false;
            }
        }
        return true;
    }

    /** Null if the trials differ in no column. Columns are looked at in random order: of equal splits none is preferred. */
    private @Nullable Split bestSplit(int[] trials) {
        Split best = null;
        int[] order = IntStream.range(0, columns.size()).toArray();
        for (int i = order.length - 1; i >= 0; i--) {
            int drawn = random.nextInt(i + 1);
            int column = order[drawn];
            order[drawn] = order[i];
            Split split =
                    columns.get(column).isOrdered() ? splitInOrder(trials, column) : splitOffChoice(trials, column);
            best = split != null && (best == null || split.gain() > best.gain()) ? split : best;
        }
        return best;
    }

    private @Nullable Split splitInOrder(int[] trials, int column) {
        long[] sorted = new long[trials.length];
        double sum = 0;
        for (int i = 0; i < sorted.length; i++) {
            sorted[i] = ((long) ranks[column][trials[i]] << 32) | trials[i];
            sum += losses[trials[i]];
        }
        Arrays.sort(sorted);
        Split best = null;
        double left = 0;
        for (int i = 1; i < sorted.length; i++) {
            left += losses[(int) sorted[i - 1]];
            if (sorted[i] >> 32 != sorted[i - 1] >> 32) {
                double gain = gain(left, i, sum, sorted.length);
                if (best == null || gain > best.gain()) {
                    double below = coordinates[column][(int) sorted[i - 1]];
                    double above = coordinates[column][(int) sorted[i]];
                    best = new Split(column, below + (above - below) / 2, gain);
                }
            }
        }
        return best;
    }

    private @Nullable Split splitOffChoice(int[] trials, int column) {
        double[] sums = new double[columns.get(column).cells()];
        int[] counts = new int[sums.length];
        double sum = 0;
        for (int trial : trials) {
            int choice = (int) coordinates[column][trial];
            sums[choice] += losses[trial];
            counts[choice]++;
            sum += losses[trial];
        }
        Split best = null;
        for (int choice = 0; choice < sums.length; choice++) {
            if (counts[choice] > 0 && counts[choice] < trials.length) {
                double gain = gain(sums[choice], counts[choice], sum, trials.length);
                best = best == null || gain > best.gain() ? new Split(column, choice, gain) : best;
            }
        }
        return best;
    }

    /** By how much squared errors fall, but for what is the same for all splits. */
    private static double gain(double left, int leftTrials, double sum, int trials) {
        double right = sum - left;
        return left * left / leftTrials + right * right / (trials - leftTrials);
    }
}
