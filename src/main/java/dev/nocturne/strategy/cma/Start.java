package dev.nocturne.strategy.cma;

import dev.nocturne.study.Observation;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * Where a search begins: around the best of a few trials; of many, the best tenth sets mean and covariance (Nomura et al.,
 * "Warm starting CMA-ES for hyperparameter optimization", AAAI 2021).
 *
 * @param probabilities by choice and level
 */
record Start(GeneModel genes, double[][] probabilities) {
    private static final double SIGMA_AROUND_A_TRIAL = 0.15;
    private static final double SIGMA_ANYWHERE = 0.3;

    /** So many trials show more than where the best one is. */
    private static final int ENOUGH = 50;

    private static final double TOP = 0.1;
    private static final double PRIOR_DEVIATION = 0.1;

    /** From the middle of the space, or from what is known. */
    static Start from(Layout layout, List<Observation> known) {
        List<Individual> best = known.stream()
                .filter(trial -> !trial.failed())
                .sorted(Comparator.comparingDouble(Observation::loss))
                .limit(Math.max(1, (long) (TOP * known.size())))
                .map(trial -> layout.individual(trial.coordinates()))
                .toList();
        if (best.isEmpty()) {
            double[] middle = new double[layout.genes()];
            Arrays.fill(middle, 0.5);
            return at(layout, middle);
        }
        double[] mean = mean(layout, best);
        return new Start(
                known.size() < ENOUGH
                        ? GeneModel.starting(mean, SIGMA_AROUND_A_TRIAL, Shape.round(mean.length))
                        : around(mean, best),
                probabilities(layout, best));
    }

    /** From a place, without preference for any choice. */
    static Start at(Layout layout, double[] mean) {
        return new Start(
                GeneModel.starting(mean, SIGMA_ANYWHERE, Shape.round(mean.length)), probabilities(layout, List.of()));
    }

    private static double[] mean(Layout layout, List<Individual> best) {
        double[] mean = new double[layout.genes()];
        for (int i = 0; i < mean.length; i++) {
            double sum = 0;
            int active = 0;
            for (Individual individual : best) {
                if (!Double.isNaN(individual.genes()[i])) {
                    sum += individual.genes()[i];
                    active++;
                }
            }
            mean[i] = active == 0 ? 0.5 : sum / active;
        }
        return mean;
    }

    private static GeneModel around(double[] mean, List<Individual> best) {
        double[][] steps = new double[best.size()][mean.length];
        double[] weights = new double[best.size()];
        for (int k = 0; k < steps.length; k++) {
            weights[k] = 1.0 / steps.length;
            for (int i = 0; i < mean.length; i++) {
                double gene = best.get(k).genes()[i];
                steps[k][i] = Double.isNaN(gene) ? 0 : gene - mean[i];
            }
        }
        var shape = Shape.round(mean.length).updated(PRIOR_DEVIATION * PRIOR_DEVIATION, steps, weights);
        double variance = mean.length == 0 ? 1 : shape.meanVariance();
        var scaled = shape.updated(1 / variance, new double[0][], new double[0]);
        return GeneModel.starting(mean, Math.sqrt(variance), scaled);
    }

    /** As often as among the best, and once more. */
    private static double[][] probabilities(Layout layout, List<Individual> best) {
        double[][] probabilities = new double[layout.choices()][];
        for (int i = 0; i < probabilities.length; i++) {
            double[] counts = new double[layout.choiceLevels(i)];
            Arrays.fill(counts, 1);
            double sum = counts.length;
            for (Individual individual : best) {
                if (individual.choices()[i] >= 0) {
                    counts[individual.choices()[i]]++;
                    sum++;
                }
            }
            for (int level = 0; level < counts.length; level++) {
                counts[level] /= sum;
            }
            probabilities[i] = counts;
        }
        return probabilities;
    }
}
