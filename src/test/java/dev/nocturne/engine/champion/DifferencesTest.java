package dev.nocturne.engine.champion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.nocturne.study.PairedTest;
import dev.nocturne.study.TrialRandom;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class DifferencesTest {
    /** Student's sleep data, 1908: t = 4.0621 with 9 degrees of freedom, two-sided p = 0.002833. */
    private static final double[] SLEEP = {1.2, 2.4, 1.3, 1.3, 0.0, 1.0, 1.8, 0.8, 4.6, 1.4};

    @Test
    void studentsOwnDataGiveStudentsResult() {
        assertThat(pValue(PairedTest.PAIRED_T, SLEEP)).isCloseTo(0.002833 / 2, within(1e-6));
    }

    @Test
    void oppositeDifferencesHaveTheOppositeProbability() {
        double[] opposite = Arrays.stream(SLEEP).map(one -> -one).toArray();
        assertThat(pValue(PairedTest.PAIRED_T, opposite)).isCloseTo(1 - 0.002833 / 2, within(1e-6));
    }

    @Test
    void withoutNoiseTheDifferenceIsWhatItIs() {
        for (PairedTest test : PairedTest.values()) {
            assertThat(Differences.pValue(test, new double[] {0.1, 0.1, 0.1}, 0, true))
                    .isZero();
            assertThat(Differences.pValue(test, new double[] {0, 0}, 0, true)).isOne();
            assertThat(Differences.pValue(test, new double[] {-1, -1}, 0, true)).isOne();
        }
    }

    @Test
    void differencesThatHappenToBeEqualAreNotCertain() {
        assertThat(Differences.pValue(PairedTest.PAIRED_T, new double[] {0.1, 0.1, 0.1}, 0, false))
                .isEqualTo(1 / 8.0);
        assertThat(Differences.pValue(PairedTest.PAIRED_T, new double[] {0.1, 0.1 + 1e-17}, 1e-16, false))
                .isEqualTo(1 / 4.0);
        assertThat(Differences.pValue(PairedTest.PAIRED_T, new double[] {-0.1, -0.1}, 0, false))
                .isOne();
    }

    @Test
    void allPositiveRanksAreOneWayInTwoToThePower() {
        assertThat(pValue(PairedTest.WILCOXON, new double[] {1, 2, 3, 4, 5})).isEqualTo(1 / 32.0);
        assertThat(pValue(PairedTest.WILCOXON, new double[] {-1, -2, -3, -4, -5}))
                .isOne();
        assertThat(pValue(PairedTest.WILCOXON, new double[] {0, 0, 0})).isOne();
    }

    /** With ties and zeros, counted here by going through all signs. */
    @Test
    void wilcoxonCountsWhatGoingThroughAllSignsCounts() {
        var random = new TrialRandom(5, 1);
        for (int round = 0; round < 200; round++) {
            int n = 2 + random.nextInt(9);
            double[] differences = IntStream.range(0, n)
                    .mapToDouble(i -> random.nextInt(9) - 3.0)
                    .toArray();
            assertThat(pValue(PairedTest.WILCOXON, differences))
                    .as(Arrays.toString(differences))
                    .isCloseTo(counted(differences), within(1e-12));
        }
    }

    private static double counted(double[] differences) {
        double[] signed = Arrays.stream(differences).filter(one -> one != 0).toArray();
        double observed = positive(
                signed,
                IntStream.range(0, signed.length)
                        .filter(i -> signed[i] > 0)
                        .map(i -> 1 << i)
                        .sum());
        long atLeast = IntStream.range(0, 1 << signed.length)
                .filter(signs -> positive(signed, signs) >= observed)
                .count();
        return atLeast / (double) (1 << signed.length);
    }

    private static double positive(double[] signed, int signs) {
        double sum = 0;
        for (int i = 0; i < signed.length; i++) {
            if ((signs >> i & 1) == 1) {
                sum += meanRank(signed, Math.abs(signed[i]));
            }
        }
        return sum;
    }

    private static double meanRank(double[] signed, double size) {
        long below = Arrays.stream(signed).filter(one -> Math.abs(one) < size).count();
        long equal = Arrays.stream(signed).filter(one -> Math.abs(one) == size).count();
        return below + (equal + 1) / 2.0;
    }

    @Test
    void countingAndApproximationMeet() {
        var random = new TrialRandom(6, 1);
        double[] many = IntStream.range(0, 101)
                .mapToDouble(i -> random.nextGaussian() + 0.15)
                .toArray();
        double approximated = pValue(PairedTest.WILCOXON, many);
        double counted = pValue(PairedTest.WILCOXON, Arrays.copyOf(many, 100));
        assertThat(approximated).isCloseTo(counted, within(0.02));
        assertThat(pValue(PairedTest.PAIRED_T, many)).isCloseTo(approximated, within(0.1));
    }

    private static double pValue(PairedTest test, double[] differences) {
        return Differences.pValue(test, differences, 0, false);
    }
}
