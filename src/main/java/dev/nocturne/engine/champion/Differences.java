package dev.nocturne.engine.champion;

import dev.nocturne.study.PairedTest;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.hipparchus.distribution.continuous.NormalDistribution;
import org.hipparchus.distribution.continuous.TDistribution;

/** One-sided tests of paired differences: how likely they are, or larger ones, if their true centre is not above zero. */
final class Differences {
    /** With more pairs, the normal approximation of Wilcoxon's statistic is as good as counting. */
    private static final int MOST_COUNTED = 100;

    private Differences() {}

    /**
     * The p-value.
     *
     * @param differences at least two; positive speaks against chance
     * @param rounding what varies by no more than this does not vary
     * @param noiseless whether the results themselves are the same for every seed: then there is no chance to speak of, and
     *     the difference is what it is
     */
    static double pValue(PairedTest test, double[] differences, double rounding, boolean noiseless) {
        if (noiseless) {
            return Arrays.stream(differences).average().orElse(0) > 0 ? 0 : 1;
        }
        return test == PairedTest.WILCOXON ? wilcoxon(differences) : student(differences, rounding);
    }

    /** Whether that test of those differences counts how many are positive and nothing else, because they are all equal. */
    static boolean countBySigns(PairedTest test, double[] differences, double rounding, boolean noiseless) {
        return !noiseless
                && test == PairedTest.PAIRED_T
                && error(differences) <= rounding
                && Arrays.stream(differences).average().orElse(0) > 0;
    }

    /**
     * Student's t. Few differences of results that come in steps, such as accuracies, are equal now and then by chance, and
     * would look certain: then all that counts is that they have one sign.
     */
    private static double student(double[] differences, double rounding) {
        double mean = Arrays.stream(differences).average().orElse(0);
        double error = error(differences);
        if (error <= rounding) {
            return mean > 0 ? Math.scalb(1.0, -differences.length) : 1;
        }
        return new TDistribution(differences.length - 1).cumulativeProbability(-mean / error);
    }

    private static double error(double[] differences) {
        return deviation(differences) / Math.sqrt(differences.length);
    }

    /** The standard deviation of a sample; NaN of fewer than two numbers. */
    static double deviation(double[] numbers) {
        if (numbers.length < 2) {
            return Double.NaN;
        }
        if (Arrays.stream(numbers).allMatch(number -> number == numbers[0])) {
            return 0;
        }
        double mean = Arrays.stream(numbers).average().orElse(0);
        double squares = Arrays.stream(numbers)
                .map(number -> (number - mean) * (number - mean))
                .sum();
        return Math.sqrt(squares / (numbers.length - 1));
    }

    /**
     * Wilcoxon's signed-rank test (Wilcoxon, "Individual comparisons by ranking methods", Biometrics Bulletin 1(6), 1945):
     * zeros are left out, equal sizes share their ranks, and all signs are counted for few pairs.
     */
    private static double wilcoxon(double[] differences) {
        double[] signed = Arrays.stream(differences).filter(one -> one != 0).toArray();
        int[] ranks = doubledRanks(signed);
        int positive = IntStream.range(0, signed.length)
                .filter(i -> signed[i] > 0)
                .map(i -> ranks[i])
                .sum();
        return signed.length <= MOST_COUNTED ? counted(ranks, positive) : approximated(ranks, positive);
    }

    /** Twice the ranks of the sizes, so that shared ones are whole. */
    private static int[] doubledRanks(double[] signed) {
        double[] sizes = Arrays.stream(signed).map(Math::abs).sorted().toArray();
        return Arrays.stream(signed)
                .mapToInt(one -> {
                    double size = Math.abs(one);
                    int below = (int)
                            Arrays.stream(sizes).filter(other -> other < size).count();
                    int upTo = (int)
                            Arrays.stream(sizes).filter(other -> other <= size).count();
                    return below + 1 + upTo;
                })
                .toArray();
    }

    /** The share of all ways to choose signs in which the positive ranks come to as much, or more. */
    private static double counted(int[] ranks, int positive) {
        double[] ways = new double[Arrays.stream(ranks).sum() + 1];
        ways[0] = 1;
        for (int rank : ranks) {
            for (int sum = ways.length - 1; sum >= rank; sum--) {
                ways[sum] = (ways[sum] + ways[sum - rank]) / 2;
            }
            for (int sum = Math.min(rank, ways.length) - 1; sum >= 0; sum--) {
                ways[sum] /= 2;
            }
        }
        return Arrays.stream(ways, positive, ways.length).sum();
    }

    private static double approximated(int[] ranks, int positive) {
        double mean = Arrays.stream(ranks).sum() / 2.0;
        double variance =
                Arrays.stream(ranks).mapToDouble(rank -> (double) rank * rank).sum() / 4;
        return new NormalDistribution(0, Math.sqrt(variance)).cumulativeProbability(mean - positive + 1);
    }
}
