package dev.nocturne.summary.importance;

import dev.nocturne.study.TrialRandom;
import dev.nocturne.summary.StudyReport.Importance;
import java.util.Arrays;
import java.util.List;

/**
 * fANOVA (Hutter, Hoos and Leyton-Brown, ICML 2014): the share of the variance over the whole search space that each parameter
 * explains alone, in a random forest that learnt the trials. A parameter that is not active is taken to be in its middle, or
 * to have its first choice. The forest's draws are always the same.
 */
public final class Fanova {
    private static final int TREES = 64;
    private static final long SEED = 2014;

    private Fanova() {}

    /** The shares of all parameters; empty if there are too few trials, or all are equally good. */
    public static List<Importance> of(Sample sample) {
        double[] losses = scaled(sample.losses());
        if (sample.isTooSmall()) {
            return List.of();
        }
        int dimensions = sample.columns().size();
        double[][] coordinates = new double[dimensions][];
        int[][] ranks = new int[dimensions][];
        for (int column = 0; column < dimensions; column++) {
            coordinates[column] = coordinates(sample, column);
            ranks[column] = ranks(coordinates[column]);
        }
        double[] weights = new double[dimensions];
        for (int tree = 0; tree < TREES; tree++) {
            var random = new TrialRandom(SEED, tree);
            addShares(new RegressionTree(sample.columns(), coordinates, ranks, losses, random).grow(), weights);
        }
        return sample.shares(weights);
    }

    private static void addShares(Partition partition, double[] weights) {
        double variance = partition.variance();
        for (int column = 0; variance > 0 && column < weights.length; column++) {
            weights[column] += partition.variance(column) / variance;
        }
    }

    /** Between 0 and 1, so that no square of them overflows, and what they have in common is gone. */
    private static double[] scaled(double[] losses) {
        double least = Arrays.stream(losses).min().orElse(0);
        double half = Arrays.stream(losses).max().orElse(0) / 2 - least / 2;
        return half > 0
                ? Arrays.stream(losses)
                        .map(loss -> (loss / 2 - least / 2) / half)
                        .toArray()
                : new double[losses.length];
    }

    private static double[] coordinates(Sample sample, int column) {
        Column axis = sample.columns().get(column);
        double[] coordinates = new double[sample.size()];
        for (int trial = 0; trial < coordinates.length; trial++) {
            double position = sample.position(column, trial);
            double instead = axis.isOrdered() ? 0.5 : 0;
            coordinates[trial] = Double.isNaN(position) ? instead : axis.coordinate(position);
        }
        return coordinates;
    }

    private static int[] ranks(double[] coordinates) {
        double[] different = Arrays.stream(coordinates).sorted().distinct().toArray();
        return Arrays.stream(coordinates)
                .mapToInt(coordinate -> Arrays.binarySearch(different, coordinate))
                .toArray();
    }
}
