package dev.nocturne.study;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nocturne.space.Point;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ParetoFrontTest {
    private static final List<Goal> HIGH_AND_LOW =
            List.of(new Goal("accuracy", Direction.MAXIMIZE), new Goal("seconds", Direction.MINIMIZE));

    /** Few different values, so that many are equal, in one objective or in all. */
    @ParameterizedTest
    @CsvSource({"1, 5", "2, 4", "2, 1000", "3, 5", "5, 3", "8, 100"})
    void isWhatNoOtherDominatesInWhateverOrderTheyCome(int objectives, int values) {
        var random = new Random(31L * objectives + values);
        for (int round = 0; round < 20; round++) {
            double[][] losses = IntStream.range(0, 60)
                    .mapToObj(i -> random.ints(objectives, 0, values)
                            .mapToDouble(value -> value)
                            .toArray())
                    .toArray(double[][]::new);
            List<Integer> order =
                    new ArrayList<>(IntStream.range(0, losses.length).boxed().toList());
            Collections.shuffle(order, random);
            ParetoFront front = ParetoFront.EMPTY;
            for (int id : order) {
                front = front.with(id, losses[id]);
            }
            assertThat(front.trialIds()).isEqualTo(undominated(losses)).isNotEmpty();
            assertThat(front.size()).isEqualTo(front.trialIds().size());
        }
    }

    @Test
    void twinsAreEqualAsNumbers() {
        ParetoFront front = ParetoFront.EMPTY.with(3, new double[] {0.0, 1}).with(5, new double[] {-1, 2});
        assertThat(front.twinOf(new double[] {-0.0, 1})).hasValue(3);
        assertThat(front.twinOf(new double[] {-1, 1})).isEmpty();
    }

    private static Set<Integer> undominated(double[][] losses) {
        var ids = new TreeSet<Integer>();
        for (int i = 0; i < losses.length; i++) {
            double[] one = losses[i];
            boolean dominated = Arrays.stream(losses)
                    .anyMatch(other -> IntStream.range(0, one.length).allMatch(k -> other[k] <= one[k])
                            && IntStream.range(0, one.length).anyMatch(k -> other[k] < one[k]));
            if (!dominated) {
                ids.add(i);
            }
        }
        return ids;
    }

    @Test
    void knowsTheDirectionsAndForgetsWhatFailed() {
        List<Trial> trials = List.of(
                trial(0, new TrialState.Completed(List.of(0.9, 10.0))),
                trial(1, new TrialState.Completed(List.of(0.8, 10.0))),
                trial(2, new TrialState.Failed(FailureKind.TIMEOUT, "slow")),
                trial(3, new TrialState.Completed(List.of(0.5, 1.0))),
                trial(4, new TrialState.Completed(List.of(0.9, 10.0))));
        assertThat(ParetoFront.of(trials, HIGH_AND_LOW).trialIds()).containsExactly(0, 3, 4);
        assertThat(ParetoFront.of(List.of(), HIGH_AND_LOW).size()).isZero();
    }

    @Test
    void zeroIsZeroWhateverItsSign() {
        ParetoFront front = ParetoFront.EMPTY.with(0, new double[] {0.0, 3}).with(1, new double[] {-0.0, 5});
        assertThat(front.trialIds()).containsExactly(0);
        assertThat(front.with(2, new double[] {-0.0, 3}).trialIds()).containsExactly(0, 2);
    }

    @Test
    void hugeValuesAreValues() {
        ParetoFront front = ParetoFront.EMPTY
                .with(0, new double[] {1e300, -1e300})
                .with(1, new double[] {-1e300, 1e300})
                .with(2, new double[] {1e300, 1e300});
        assertThat(front.trialIds()).containsExactly(0, 1);
        assertThat(front.only(Set.of(1, 7)).trialIds()).containsExactly(1);
    }

    private static Trial trial(int id, TrialState state) {
        return new Trial(id, new Point(Map.of()), state);
    }
}
