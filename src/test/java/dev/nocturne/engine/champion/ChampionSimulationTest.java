package dev.nocturne.engine.champion;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nocturne.study.ChampionSettings;
import dev.nocturne.study.Direction;
import dev.nocturne.study.PairedTest;
import dev.nocturne.study.TrialRandom;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** A thousand nights of searching, confirming and deciding, with fixed seeds: what docs/champion.md promises. */
class ChampionSimulationTest {
    private static final int NIGHTS = 1000;
    private static final int SEARCHED = 30;

    /**
     * One night: a search with one noisy look at each candidate, whose best are confirmed.
     *
     * @param gains how much better than the champion each candidate truly is
     */
    private static boolean promotes(ChampionSettings settings, double[] gains, TrialRandom random) {
        List<double[]> searched = new ArrayList<>();
        for (double gain : gains) {
            searched.add(new double[] {gain, gain + random.nextGaussian()});
        }
        searched.sort(Comparator.comparingDouble(one -> -one[1]));
        List<double[]> noise = new ArrayList<>();
        for (int i = 0; i <= settings.challengers(); i++) {
            noise.add(new double[settings.confirm()]);
        }
        for (int seed = 0; seed < settings.confirm(); seed++) {
            double common = 3 * random.nextGaussian();
            for (double[] one : noise) {
                one[seed] = common + random.nextGaussian() / Math.sqrt(2);
            }
        }
        Confirmed champion = confirmed(0, 0, noise.get(0));
        List<Confirmed> challengers = IntStream.range(0, settings.challengers())
                .mapToObj(i -> confirmed(i + 1, searched.get(i)[0], noise.get(i + 1)))
                .toList();
        return new Contest(settings, Direction.MAXIMIZE)
                .between(champion, challengers)
                .promoted()
                .isPresent();
    }

    private static Confirmed confirmed(int trialId, double truth, double[] noise) {
        return new Confirmed(
                trialId,
                IntStream.range(0, noise.length)
                        .mapToObj(seed -> OptionalDouble.of(truth + noise[seed]))
                        .toList());
    }

    private static int promotions(ChampionSettings settings, double[] gains, long seed) {
        return (int) IntStream.range(0, NIGHTS)
                .filter(night -> promotes(settings, gains, new TrialRandom(seed, night)))
                .count();
    }

    @ParameterizedTest
    @EnumSource(PairedTest.class)
    void nightsOfPureNoisePromoteAtMostAtTheLevel(PairedTest test) {
        for (double level : new double[] {0.01, 0.05, 0.2}) {
            var settings = new ChampionSettings(10, 3, test, level, 0);
            int wrong = promotions(settings, new double[SEARCHED], 11);
            assertThat(wrong).as("%s at %s", test, level).isLessThanOrEqualTo((int) (level * NIGHTS));
        }
    }

    @Test
    void theDefaultsKeepTheirLevel() {
        assertThat(promotions(ChampionSettings.DEFAULT, new double[SEARCHED], 11))
                .isEqualTo(44);
    }

    /** Accuracies come in steps, so that a few differences are equal now and then by chance alone. */
    @ParameterizedTest
    @CsvSource({"2, 20", "2, 200", "3, 20", "3, 200", "5, 20", "5, 200"})
    void resultsInStepsKeepTheLevelToo(int confirm, int rows) {
        var settings = new ChampionSettings(confirm, 3, PairedTest.PAIRED_T, 0.05, 0);
        int wrong = 0;
        for (int night = 0; night < NIGHTS; night++) {
            var random = new TrialRandom(14, night);
            List<Confirmed> all = IntStream.rangeClosed(0, settings.challengers())
                    .mapToObj(trial -> accuracies(trial, confirm, rows, random))
                    .toList();
            wrong += new Contest(settings, Direction.MAXIMIZE)
                            .between(all.get(0), all.subList(1, all.size()))
                            .promoted()
                            .isPresent()
                    ? 1
                    : 0;
        }
        assertThat(wrong).isLessThanOrEqualTo(50);
    }

    private static Confirmed accuracies(int trialId, int confirm, int rows, TrialRandom random) {
        List<OptionalDouble> accuracies = new ArrayList<>();
        for (int seed = 0; seed < confirm; seed++) {
            int right = 0;
            for (int row = 0; row < rows; row++) {
                right += random.nextDouble() < 0.9 ? 1 : 0;
            }
            accuracies.add(OptionalDouble.of(right / (double) rows));
        }
        return new Confirmed(trialId, accuracies);
    }

    /** A true gain of exactly the minimum is the edge of what the test is about. */
    @Test
    void gainsThatAreNotAboveTheMinimumAreNoneEither() {
        double[] gains = IntStream.range(0, SEARCHED).mapToDouble(i -> 0.4).toArray();
        var settings = new ChampionSettings(5, 3, PairedTest.PAIRED_T, 0.05, 0.4);
        assertThat(promotions(settings, gains, 12)).isPositive().isLessThanOrEqualTo(50);
    }

    /** One challenger is better by so many standard deviations of the difference, two are not. */
    @ParameterizedTest
    @CsvSource({
        "5,1,308",
        "5,2,850",
        "5,3,994",
        "10,1,745",
        "10,2,999",
        "10,3,1000",
        "20,1,987",
        "20,2,1000",
        "20,3,1000"
    })
    void aRealGainIsFoundAsOftenAsTheTableSays(int confirm, double gain, int found) {
        var settings = new ChampionSettings(confirm, 3, PairedTest.PAIRED_T, 0.05, 0);
        assertThat(promotions(settings, new double[] {gain, 0, 0}, 13)).isEqualTo(found);
    }
}
