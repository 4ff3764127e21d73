package dev.nocturne.strategy.cma;

import dev.nocturne.space.Axis;
import dev.nocturne.strategy.numeric.NormalDistribution;

/**
 * Keeps stepped genes from being stuck at a level: a share of the draws leaves it, however small the distribution has
 * become (Hamano et al., "CMA-ES with margin", GECCO 2022). Immutable.
 *
 * @param share of the draws that leave the mean's level, at least; below one half
 */
record Margin(Layout layout, double share) {
    /** The model with mean and deviation of each stepped gene such that the margin is kept. */
    GeneModel kept(GeneModel model) {
        double[] mean = model.mean().clone();
        double[] stretch = model.stretch().clone();
        for (int gene = 0; gene < mean.length; gene++) {
            if (layout.isStepped(gene)) {
                keep(gene, mean, stretch, model.deviation(gene));
            }
        }
        return new GeneModel(
                mean, model.sigma(), model.shape(), stretch, model.sigmaPath(), model.shapePath(), model.fading());
    }

    private void keep(int gene, double[] mean, double[] stretch, double deviation) {
        Axis axis = layout.geneAxis(gene);
        long level = axis.levelOf(mean[gene]);
        boolean isLowest = level == 0;
        boolean isHighest = level == axis.levels() - 1;
        if (isLowest || isHighest) {
            double threshold = layout.threshold(gene, isLowest ? 0 : level - 1);
            double farthest = NormalDistribution.quantile(1 - share) * deviation;
            mean[gene] =
                    isLowest ? Math.max(mean[gene], threshold - farthest) : Math.min(mean[gene], threshold + farthest);
            return;
        }
        double low = layout.threshold(gene, level - 1);
        double up = layout.threshold(gene, level);
        double below = NormalDistribution.cdf((low - mean[gene]) / deviation);
        double above = NormalDistribution.cdf((mean[gene] - up) / deviation);
        double between = 1 - below - above;
        double least = share / 2;
        if (below >= least && above >= least) {
            return;
        }
        double liftedBelow = Math.max(least, below);
        double liftedAbove = Math.max(least, above);
        double excess = 1 - liftedBelow - liftedAbove - between;
        double spare = liftedBelow + liftedAbove + between - 3 * least;
        double fromBelow = NormalDistribution.quantile(1 - liftedBelow - excess / spare * (liftedBelow - least));
        double fromAbove = NormalDistribution.quantile(1 - liftedAbove - excess / spare * (liftedAbove - least));
        double wanted = (up - low) / (fromBelow + fromAbove);
        if (wanted > 0) {
            stretch[gene] *= wanted / deviation;
            mean[gene] = (low * fromAbove + up * fromBelow) / (fromBelow + fromAbove);
        }
    }
}
