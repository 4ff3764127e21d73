package dev.nocturne.summary.importance;

import dev.nocturne.summary.StudyReport.Importance;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntPredicate;

/**
 * PED-ANOVA (Watanabe, Bansal and Hutter, IJCAI 2023): a parameter is important if the best tenth of trials has it elsewhere
 * than all of them. Where it is not always active, only trials in which it is are looked at, weighed by how much more often
 * they are among the best (arXiv 2601.20800). No randomness, and time linear in the trials.
 */
public final class PedAnova {
    private static final double TARGET = 0.1;

    /** What keeps a quotient of densities finite. */
    private static final double LEAST_DENSITY = 1e-12;

    private PedAnova() {}

    /** The shares of all parameters; empty if there are too few trials, or nothing tells good ones from others. */
    public static List<Importance> of(Sample sample) {
        if (sample.isTooSmall()) {
            return List.of();
        }
        double[] sorted = sample.losses();
        Arrays.sort(sorted);
        double cutoff = sorted[(int) Math.ceil(TARGET * sorted.length) - 1];
        IntPredicate best = trial -> sample.loss(trial) <= cutoff;
        double[] weights = new double[sample.columns().size()];
        for (int column = 0; column < weights.length; column++) {
            weights[column] = weight(sample, column, best);
        }
        return sample.shares(weights);
    }

    private static double weight(Sample sample, int column, IntPredicate best) {
        Column grid = sample.columns().get(column);
        if (grid.cells() < 2) {
            return 0;
        }
        double[] ofAll = new double[grid.cells()];
        double[] ofBest = new double[grid.cells()];
        int active = 0;
        int activeBest = 0;
        int bestTrials = 0;
        for (int trial = 0; trial < sample.size(); trial++) {
            boolean isBest = best.test(trial);
            bestTrials += isBest ? 1 : 0;
            double position = sample.position(column, trial);
            if (!Double.isNaN(position)) {
                int cell = grid.cell(position);
                active++;
                ofAll[cell]++;
                if (isBest) {
                    activeBest++;
                    ofBest[cell]++;
                }
            }
        }
        if (active < 2 || activeBest == 0) {
            return 0;
        }
        double shareOfBest = (double) activeBest / bestTrials;
        double shareOfAll = (double) active / sample.size();
        return shareOfBest * shareOfBest / shareOfAll * divergence(density(grid, ofBest), density(grid, ofAll));
    }

    private static double[] density(Column grid, double[] counts) {
        return grid.isOrdered() ? ParzenDensity.ofCells(counts) : ParzenDensity.ofChoices(counts);
    }

    /** Pearson's: the mean square by which the quotient of the two differs from 1. */
    private static double divergence(double[] best, double[] all) {
        double divergence = 0;
        for (int cell = 0; cell < all.length; cell++) {
            double density = all[cell] + LEAST_DENSITY;
            double excess = (best[cell] + LEAST_DENSITY) / density - 1;
            divergence += density * excess * excess;
        }
        return divergence;
    }
}
