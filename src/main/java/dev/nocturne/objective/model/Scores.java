package dev.nocturne.objective.model;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/** The formulas of {@link Metric}. Sums go from the first row to the last; NaN in, NaN out. */
final class Scores {
    private static final double LEAST_PROBABILITY = 1e-15;

    private Scores() {}

    static double accuracy(int[] truth, int[] predicted) {
        int right = 0;
        for (int i = 0; i < truth.length; i++) {
            right += truth[i] == predicted[i] ? 1 : 0;
        }
        return (double) right / truth.length;
    }

    static double logLoss(int[] truth, double[][] probabilities) {
        double sum = 0;
        for (int i = 0; i < truth.length; i++) {
            double probability = probabilities[i][truth[i]];
            sum -= StrictMath.log(Math.max(LEAST_PROBABILITY, Math.min(1, probability)));
        }
        return sum / truth.length;
    }

    /** Macro average of one class against the rest; with two classes both halves are the same number. */
    static double auc(int[] truth, double[][] probabilities) {
        int classes = probabilities[0].length;
        double sum = 0;
        for (int c = 0; c < classes; c++) {
            int one = c;
            double[] scores =
                    Arrays.stream(probabilities).mapToDouble(row -> row[one]).toArray();
            sum += auc(Arrays.stream(truth).mapToObj(t -> t == one).toArray(Boolean[]::new), scores);
        }
        return sum / classes;
    }

    /**
     * The chance that a positive row scores above a negative one, ties counting half: the Mann-Whitney statistic
     * (Hanley and McNeil, "The meaning and use of the area under a receiver operating characteristic curve",
     * Radiology 143, 1982), from the mean ranks of tied scores. NaN if there are no positives or no negatives.
     */
    private static double auc(Boolean[] positive, double[] scores) {
        if (Arrays.stream(scores).anyMatch(Double::isNaN)) {
            return Double.NaN;
        }
        Integer[] order = IntStream.range(0, scores.length)
                .boxed()
                .sorted(Comparator.comparingDouble(i -> scores[i]))
                .toArray(Integer[]::new);
        double rankSum = 0;
        int positives = 0;
        for (int start = 0, end; start < order.length; start = end) {
            end = start;
            while (end < order.length && scores[order[end]] == scores[order[start]]) {
                end++;
            }
            double meanRank = (start + 1 + end) / 2.0;
            for (int i = start; i < end; i++) {
                rankSum += positive[order[i]] ? meanRank : 0;
                positives += positive[order[i]] ? 1 : 0;
            }
        }
        double pairs = (double) positives * (scores.length - positives);
        return (rankSum - positives * (positives + 1.0) / 2) / pairs;
    }

    static double rmse(double[] truth, double[] predicted) {
        double sum = 0;
        for (int i = 0; i < truth.length; i++) {
            sum += (truth[i] - predicted[i]) * (truth[i] - predicted[i]);
        }
        return StrictMath.sqrt(sum / truth.length);
    }

    static double mae(double[] truth, double[] predicted) {
        double sum = 0;
        for (int i = 0; i < truth.length; i++) {
            sum += Math.abs(truth[i] - predicted[i]);
        }
        return sum / truth.length;
    }
}
