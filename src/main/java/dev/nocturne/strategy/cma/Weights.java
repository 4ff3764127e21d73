package dev.nocturne.strategy.cma;

import dev.nocturne.strategy.numeric.PortableMath;
import dev.nocturne.study.Observation;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * What each rank of a generation weighs, and the learning rates that follow from it (Hansen, "The CMA evolution strategy: a
 * tutorial", arXiv:1604.00772, 2016). The arrays must not be written to.
 *
 * @param toMean by rank, from the best: what the mean, the paths and the probabilities learn; the sum is 1
 * @param toShape by rank: what the covariance learns; the worse half is negative
 */
record Weights(
        double[] toMean,
        double[] toShape,
        double selectionMass,
        double rankOne,
        double rankMu,
        double sigmaPath,
        double sigmaDamping,
        double shapePath) {
    /**
     * The weights of a population.
     *
     * @param genes at least 1
     * @param population at least 4
     * @param separable learns only variances, and faster for it (Ros and Hansen, PPSN 2008)
     */
    static Weights of(int genes, int population, boolean separable) {
        double n = genes;
        double[] raw = new double[population];
        int parents = population / 2;
        for (int i = 0; i < population; i++) {
            raw[i] = PortableMath.log((population + 1) / 2.0) - PortableMath.log(i + 1);
        }
        double mass = mass(raw, 0, parents);
        double massOfWorse = mass(raw, parents, population);
        double faster = separable ? (n + 2) / 3 : 1;
        double rankOne = Math.min(0.5, faster * 2 / ((n + 1.3) * (n + 1.3) + mass));
        double rankMu = Math.min(1 - rankOne, faster * 2 * (mass - 2 + 1 / mass) / ((n + 2) * (n + 2) + mass));
        double sigmaPath = (mass + 2) / (n + mass + 5);
        double damping = 1 + 2 * Math.max(0, Math.sqrt((mass - 1) / (n + 1)) - 1) + sigmaPath;
        double shapePath = (4 + mass / n) / (n + 4 + 2 * mass / n);
        double worst = Math.min(1 + rankOne / rankMu, 1 + 2 * massOfWorse / (mass + 2));
        worst = Math.min(worst, (1 - rankOne - rankMu) / (n * rankMu));
        double[] toMean = new double[population];
        double[] toShape = new double[population];
        double better = sum(raw, 0, parents);
        double worse = -sum(raw, parents, population);
        for (int i = 0; i < population; i++) {
            toMean[i] = i < parents ? raw[i] / better : 0;
            toShape[i] = i < parents ? raw[i] / better : Math.max(0, worst) * Math.min(0, raw[i]) / worse;
        }
        return new Weights(toMean, toShape, mass, rankOne, rankMu, sigmaPath, damping, shapePath);
    }

    /**
     * Gives each member of a generation its weight. Equal members share the weights of their ranks, so that neither the
     * order of trials nor a plateau says anything. Those that were pruned come after all that completed, then those that
     * failed, each of them equal, and last those that teach nothing.
     */
    double[] shared(double[] byRank, List<Observation> generation) {
        Integer[] order = new Integer[generation.size()];
        Arrays.setAll(order, i -> i);
        Comparator<Integer> better = (a, b) -> compare(generation.get(a), generation.get(b));
        Arrays.sort(order, better);
        double[] weights = new double[order.length];
        int first = 0;
        while (first < order.length) {
            int end = first + 1;
            while (end < order.length && better.compare(order[first], order[end]) == 0) {
                end++;
            }
            double share = sum(byRank, first, end) / (end - first);
            for (int rank = first; rank < end; rank++) {
                weights[order[rank]] = share;
            }
            first = end;
        }
        return weights;
    }

    private static int compare(Observation a, Observation b) {
        if (a.failed() || b.failed()) {
            return Integer.compare(group(a), group(b));
        }
        return a.loss() < b.loss() ? -1 : a.loss() > b.loss() ? 1 : 0;
    }

    private static int group(Observation trial) {
        return switch (trial.outcome()) {
            case COMPLETED -> 0;
            case PRUNED -> 1;
            case FAILED, PENDING -> 2;
            case VOID -> 3;
        };
    }

    private static double mass(double[] raw, int from, int end) {
        double sum = sum(raw, from, end);
        double squares = 0;
        for (int i = from; i < end; i++) {
            squares += raw[i] * raw[i];
        }
        return sum * sum / squares;
    }

    private static double sum(double[] numbers, int from, int end) {
        double sum = 0;
        for (int i = from; i < end; i++) {
            sum += numbers[i];
        }
        return sum;
    }
}
