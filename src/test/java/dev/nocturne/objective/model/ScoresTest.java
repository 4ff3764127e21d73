package dev.nocturne.objective.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

/** Against numbers worked out by hand. */
class ScoresTest {
    @Test
    void accuracyIsTheShareOfRightOnes() {
        assertThat(Scores.accuracy(new int[] {0, 1, 2, 1}, new int[] {0, 1, 1, 1}))
                .isEqualTo(0.75);
    }

    @Test
    void logLossIsTheMeanSurprise() {
        double[][] probabilities = {{0.9, 0.1}, {0.2, 0.8}, {0.5, 0.5}};

        assertThat(Scores.logLoss(new int[] {0, 1, 0}, probabilities))
                .isCloseTo(-(Math.log(0.9) + Math.log(0.8) + Math.log(0.5)) / 3, within(1e-15));
    }

    @Test
    void logLossOfACertainErrorIsFinite() {
        assertThat(Scores.logLoss(new int[] {0}, new double[][] {{0, 1}})).isCloseTo(34.538776, within(1e-6));
        assertThat(Scores.logLoss(new int[] {1}, new double[][] {{0, 1}})).isZero();
        assertThat(Scores.logLoss(new int[] {1}, new double[][] {{0, Double.NaN}}))
                .isNaN();
    }

    @Test
    void aucCountsThePairsInTheRightOrder() {
        // Positives score 0.35 and 0.8, negatives 0.1 and 0.4: three of four pairs are right.
        double[][] scores = {{0.9, 0.1}, {0.6, 0.4}, {0.65, 0.35}, {0.2, 0.8}};

        assertThat(Scores.auc(new int[] {0, 0, 1, 1}, scores)).isCloseTo(0.75, within(1e-15));
    }

    @Test
    void tiesCountHalf() {
        double[][] same = {{0.5, 0.5}, {0.5, 0.5}, {0.5, 0.5}};
        double[][] oneTie = {{0.5, 0.5}, {0.5, 0.5}, {0.1, 0.9}};

        assertThat(Scores.auc(new int[] {0, 1, 1}, same)).isCloseTo(0.5, within(1e-15));
        assertThat(Scores.auc(new int[] {0, 1, 1}, oneTie)).isCloseTo(0.75, within(1e-15));
    }

    @Test
    void withThreeClassesEachStandsAgainstTheRest() {
        double[][] scores = {{0.8, 0.1, 0.1}, {0.3, 0.4, 0.3}, {0.4, 0.2, 0.4}};

        // Class 0: 0.8 beats 0.3 and 0.4; class 1: 0.4 beats 0.1 and 0.2; class 2: 0.4 beats 0.1 and 0.3.
        assertThat(Scores.auc(new int[] {0, 1, 2}, scores)).isEqualTo(1);
        // Rows 1 and 2 changed round: 1, then 0.2 against 0.1 and 0.4, then 0.3 against 0.1 and 0.4.
        assertThat(Scores.auc(new int[] {0, 2, 1}, scores)).isCloseTo((1 + 0.5 + 0.5) / 3, within(1e-15));
    }

    @Test
    void aucOfNaNIsNaN() {
        assertThat(Scores.auc(new int[] {0, 1}, new double[][] {{Double.NaN, 0.1}, {0.5, 0.5}}))
                .isNaN();
    }

    @Test
    void errorsOfNumbers() {
        double[] truth = {1, 2, 3};
        double[] predicted = {1, 4, 2};

        assertThat(Scores.rmse(truth, predicted)).isCloseTo(Math.sqrt(5.0 / 3), within(1e-15));
        assertThat(Scores.mae(truth, predicted)).isEqualTo(1);
    }
}
