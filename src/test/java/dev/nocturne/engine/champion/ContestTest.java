package dev.nocturne.engine.champion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nocturne.study.ChampionSettings;
import dev.nocturne.study.Direction;
import dev.nocturne.study.PairedTest;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

class ContestTest {
    private static final ChampionSettings SETTINGS = new ChampionSettings(4, 2, PairedTest.PAIRED_T, 0.05, 0);
    private static final Confirmed CHAMPION = confirmed(0, 1.0, 1.2, 0.9, 1.1);

    private static Confirmed confirmed(int trialId, double... objectives) {
        return new Confirmed(
                trialId,
                Arrays.stream(objectives)
                        .mapToObj(one -> Double.isNaN(one) ? OptionalDouble.empty() : OptionalDouble.of(one))
                        .toList());
    }

    private static Decision decide(ChampionSettings settings, Direction direction, Confirmed... challengers) {
        return new Contest(settings, direction).between(CHAMPION, List.of(challengers));
    }

    @Test
    void aGainOnEverySeedIsPromoted() {
        Decision decision = decide(
                SETTINGS, Direction.MINIMIZE, confirmed(7, 0.8, 1.01, 0.7, 0.9), confirmed(9, 1.1, 1.0, 1.0, 1.0));
        assertThat(decision.promoted().orElseThrow().trialId()).isEqualTo(7);
        assertThat(decision.promoted().orElseThrow().gain().getAsDouble()).isBetween(0.19, 0.2);
        assertThat(decision.champion().orElseThrow().note()).isEqualTo("replaced");
        assertThat(decision.challengers().get(1).note()).startsWith("better on average, but that may be luck");
    }

    @Test
    void theSameNumbersAreALossWhenMoreIsBetter() {
        Decision decision = decide(SETTINGS, Direction.MAXIMIZE, confirmed(7, 0.8, 1.01, 0.7, 0.9));
        assertThat(decision.promoted()).isEmpty();
        assertThat(decision.challengers().get(0).note()).isEqualTo("no better than the champion");
        assertThat(decision.champion().orElseThrow().note()).isEqualTo("stays");
    }

    @Test
    void ofSeveralThatPassTheLargestGainWins() {
        Decision decision = decide(
                SETTINGS, Direction.MINIMIZE, confirmed(7, 0.8, 1.01, 0.7, 0.9), confirmed(9, 0.5, 0.71, 0.4, 0.6));
        assertThat(decision.promoted().orElseThrow().trialId()).isEqualTo(9);
        assertThat(decision.challengers().get(0).note()).startsWith("passed the test as well");
    }

    @Test
    void pValuesAreCorrectedForTheNumberOfChallengers() {
        Confirmed good = confirmed(7, 0.8, 1.15, 0.7, 1.0);
        double alone = decide(SETTINGS, Direction.MINIMIZE, good)
                .challengers()
                .get(0)
                .adjustedPValue()
                .getAsDouble();
        Comparison beside = decide(SETTINGS, Direction.MINIMIZE, good, confirmed(9, 1.1, 1.0, 1.0, 1.0))
                .challengers()
                .get(0);
        assertThat(beside.pValue().getAsDouble()).isEqualTo(alone);
        assertThat(beside.adjustedPValue().getAsDouble()).isEqualTo(2 * alone);
    }

    @Test
    void aGainBelowTheLeastIsNotEnough() {
        var demanding = new ChampionSettings(4, 2, PairedTest.PAIRED_T, 0.05, 0.3);
        Decision decision = decide(demanding, Direction.MINIMIZE, confirmed(7, 0.8, 1.01, 0.7, 0.9));
        assertThat(decision.promoted()).isEmpty();
        assertThat(decision.challengers().get(0).note()).isEqualTo("better by less than minimum-gain");
    }

    /** Noise that depends on the seed alone: what a gain of any size comes to is the number of seeds. */
    @Test
    void equalDifferencesThatAreTooFewSayHowManyWouldDo() {
        Confirmed fifth = confirmed(7, 0.75, 0.95, 0.65, 0.85);
        Confirmed other = confirmed(9, 1.1, 1.0, 1.0, 1.0);
        Comparison refused =
                decide(SETTINGS, Direction.MINIMIZE, fifth, other).challengers().get(0);
        assertThat(refused.adjustedPValue()).hasValue(0.125);
        assertThat(refused.note())
                .isEqualTo("better on average, but that may be luck: p = 0.125 is above the level of 0.05; all 4"
                        + " differences are equal, so only their signs count: for a promotion by signs alone at level 0.05"
                        + " with 2 challengers, set confirm: 6");

        var alone = new ChampionSettings(4, 1, PairedTest.PAIRED_T, 0.05, 0);
        assertThat(decide(alone, Direction.MINIMIZE, fifth).challengers().get(0).note())
                .endsWith("with 1 challenger, set confirm: 5");
        assertThat(decide(SETTINGS, Direction.MINIMIZE, confirmed(7, 0.9, 1.25, 0.8, 1.0))
                        .challengers()
                        .get(0)
                        .note())
                .contains("may be luck")
                .doesNotContain("signs");
    }

    @Test
    void asManySeedsAsAskedForArePromotedBySignsAlone() {
        for (int challengers : new int[] {1, 2, 3, 4, 100}) {
            int enough = new ChampionSettings(2, challengers, PairedTest.PAIRED_T, 0.05, 0).confirmBySigns();
            assertThat(Math.scalb(1.0, -enough) * challengers).isLessThanOrEqualTo(0.05);
            assertThat(Math.scalb(1.0, 1 - enough) * challengers).isGreaterThan(0.05);
        }
        var settings = new ChampionSettings(6, 2, PairedTest.PAIRED_T, 0.05, 0);
        Decision decision = new Contest(settings, Direction.MINIMIZE)
                .between(
                        confirmed(0, 1, 1.2, 0.9, 1.1, 1.3, 1),
                        List.of(
                                confirmed(7, 0.75, 0.95, 0.65, 0.85, 1.05, 0.75),
                                confirmed(9, 1.1, 1.3, 1.0, 1.2, 1.4, 1.1)));
        assertThat(decision.promoted().orElseThrow().trialId()).isEqualTo(7);
    }

    @Test
    void whoFailsIsNotPromoted() {
        Decision decision = decide(SETTINGS, Direction.MINIMIZE, confirmed(7, 0.1, 0.2, Double.NaN, 0.1));
        assertThat(decision.promoted()).isEmpty();
        assertThat(decision.challengers().get(0).note()).isEqualTo("failed in 1 of 4 evaluations");
        assertThat(decision.challengers().get(0).pValue()).isEmpty();
    }

    /** The level is promised for all pairs together. */
    @Test
    void withAChampionThatFailsNothingIsCompared() {
        Confirmed champion = confirmed(0, 1.0, Double.NaN, 0.9, 1.1);
        Decision decision =
                new Contest(SETTINGS, Direction.MINIMIZE).between(champion, List.of(confirmed(7, 0.8, 0.1, 0.7, 0.91)));
        assertThat(decision.promoted()).isEmpty();
        assertThat(decision.challengers().get(0).note())
                .isEqualTo("the champion failed in 1 of 4 evaluations, so nothing is compared with it");
        assertThat(decision.champion().orElseThrow().note()).startsWith("stays: the champion failed in 1 of 4");
    }

    @Test
    void roundingIsNoGain() {
        Confirmed champion = confirmed(0, 0.3, 0.3, 0.3, 0.3);
        double hardlyLess = Math.nextDown(0.3);
        Decision decision = new Contest(SETTINGS, Direction.MINIMIZE)
                .between(champion, List.of(confirmed(7, hardlyLess, hardlyLess, hardlyLess, hardlyLess)));
        assertThat(decision.promoted()).isEmpty();

        Decision real = new Contest(SETTINGS, Direction.MINIMIZE)
                .between(champion, List.of(confirmed(7, 0.29, 0.29, 0.29, 0.29)));
        assertThat(real.promoted()).isPresent();
    }

    @Test
    void whatCannotBeSubtractedIsNotCompared() {
        double most = Double.MAX_VALUE;
        Decision decision = new Contest(SETTINGS, Direction.MINIMIZE)
                .between(confirmed(0, most, most, most, most), List.of(confirmed(7, -most, -most, -most, -most)));
        assertThat(decision.promoted()).isEmpty();
        assertThat(decision.challengers().get(0).gain()).isEmpty();
    }

    @Test
    void theFirstChampionIsTheBestMean() {
        Decision decision = new Contest(SETTINGS, Direction.MINIMIZE)
                .first(List.of(confirmed(3, 1, 2, 1, 2), confirmed(5, 1, 1, 1, 2), confirmed(6, 0, 0, 0, Double.NaN)));
        assertThat(decision.promoted().orElseThrow().trialId()).isEqualTo(5);
        assertThat(decision.champion()).isEmpty();
        assertThat(decision.challengers())
                .extracting(Comparison::note)
                .containsExactly(
                        "another trial has a better mean",
                        "the best mean of 4 seeds: the study's first champion",
                        "failed in 1 of 4 evaluations");
    }

    @Test
    void settingsThatCanNeverPromoteAreRefused() {
        assertThatThrownBy(() -> new ChampionSettings(5, 3, PairedTest.WILCOXON, 0.05, 0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("set confirm to at least 6");
        assertThat(new ChampionSettings(6, 3, PairedTest.WILCOXON, 0.05, 0).mostTrials())
                .isEqualTo(24);
    }
}
