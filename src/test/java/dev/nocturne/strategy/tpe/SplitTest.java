package dev.nocturne.strategy.tpe;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nocturne.space.ContinuousParameter;
import dev.nocturne.space.CoordinateSpace;
import dev.nocturne.space.SearchSpace;
import dev.nocturne.study.Budget;
import dev.nocturne.study.Observation;
import dev.nocturne.study.TrialHistory;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SplitTest {
    private static final double[] FAILED = {};

    @Test
    void theBestTenthIsGoodAndOfEqualOnesTheFirst() {
        double[][] losses = new double[20][];
        for (int i = 0; i < 20; i++) {
            losses[i] = new double[] {i == 11 || i >= 14 ? 1e-300 : 5};
        }
        var split = Split.byLoss(archive(losses));
        assertThat(split.good()).containsExactly(11, 14);
        assertThat(split.rest()).hasSize(19).doesNotContain(11, 14).contains(20).isSorted();
    }

    @Test
    void neverMoreThanTwentyFive() {
        double[][] losses =
                IntStream.range(0, 400).mapToObj(i -> new double[] {-i}).toArray(double[][]::new);
        assertThat(Split.byLoss(archive(losses)).good())
                .containsExactly(IntStream.range(375, 400).toArray());
    }

    @Test
    void failedTrialsAreNeverGood() {
        assertThat(Split.byLoss(archive(FAILED, FAILED)).good()).isEmpty();
        assertThat(Split.byDomination(archive(FAILED, FAILED)).good()).isEmpty();
        assertThat(Split.byLoss(archive(FAILED, new double[] {1e300}, FAILED)).good())
                .containsExactly(1);
        assertThat(Split.byDomination(archive(FAILED, new double[] {1e308, -1e308}))
                        .good())
                .containsExactly(1);
    }

    /** A pruned trial is worse than what completed, and so makes that better: of 20 and 15 there are four good ones, not two. */
    @Test
    void prunedTrialsAreNeverGoodButRankBehindThoseThatAre() {
        var trials = new ArrayList<Observation>();
        for (int i = 0; i < 20; i++) {
            trials.add(new Observation(new double[] {i / 1e3}, new double[] {-i}));
        }
        for (int i = 20; i < 35; i++) {
            trials.add(new Observation(new double[] {i / 1e3}, new double[0], Observation.Outcome.PRUNED, Budget.FULL));
        }
        assertThat(Split.byLoss(archive(trials)).good()).containsExactly(16, 17, 18, 19);
        assertThat(Split.byDomination(archive(trials)).good()).containsExactly(16, 17, 18, 19);
        assertThat(Split.byLoss(archive(trials.subList(19, 35))).good()).containsExactly(0);
        assertThat(Split.byLoss(archive(trials.subList(20, 35))).good()).isEmpty();
    }

    @Test
    void ofSeveralLossesTheFrontsAreGoodAndThoseOfTheLastThatDominateMost() {
        var losses = new ArrayList<double[]>();
        for (int i = 0; i < 27; i++) {
            losses.add(new double[] {8 + i % 3, 9 - i % 3});
        }
        losses.add(new double[] {0, 4});
        losses.add(new double[] {1, 1});
        losses.add(new double[] {4, 0});
        var split = Split.byDomination(archive(losses.toArray(double[][]::new)));
        assertThat(split.good()).containsExactly(27, 28, 29);
        losses.remove(0);
        losses.remove(0);
        for (int i = 0; i < 10; i++) {
            losses.remove(0);
        }
        split = Split.byDomination(archive(losses.toArray(double[][]::new)));
        assertThat(split.good()).hasSize(2).contains(16);
    }

    @Test
    void ofThousandsOfTrialsTheBestAreFoundAsWell() {
        var random = new Random(2);
        double[][] losses = new double[6_300][];
        for (int i = 0; i < losses.length; i++) {
            double share = random.nextDouble();
            double distance = i % 700 == 5 ? 0 : 1 + random.nextDouble();
            losses[i] = new double[] {share + distance, 1 - share + distance, random.nextDouble() / 1e3};
        }
        int[] good = Split.byDomination(archive(losses)).good();
        assertThat(good).hasSize(100).isSorted().doesNotHaveDuplicates();
        assertThat(good).contains(IntStream.range(0, 9).map(i -> 5 + 700 * i).toArray());
    }

    @Test
    void aSubsetOfAFrontHasNoVectorTwiceHoweverManyLosses() {
        var random = new Random(1);
        for (int goals = 2; goals <= 6; goals++) {
            int length = goals;
            double[][] front = IntStream.range(0, 40)
                    .mapToObj(i -> DoubleStream.generate(() -> (random.nextDouble() - 0.5) * 1e308)
                            .limit(length)
                            .toArray())
                    .toArray(double[][]::new);
            for (int count : new int[] {0, 1, 7, 40}) {
                assertThat(FrontSubset.select(front, count)).hasSize(count).doesNotHaveDuplicates();
            }
        }
    }

    /** One trial more is pending. */
    private static Archive archive(double[]... losses) {
        return archive(IntStream.range(0, losses.length)
                .mapToObj(i -> new Observation(new double[] {i / 1e3}, losses[i]))
                .toList());
    }

    private static Archive archive(List<Observation> ended) {
        var space = new CoordinateSpace(SearchSpace.of(new ContinuousParameter("x", 0, 1)));
        var archive = new Archive(space);
        archive.update(new TrialHistory(List.of(), ended, List.of(new double[] {0.5})));
        return archive;
    }
}
