package dev.nocturne.strategy.tpe;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nocturne.space.CategoricalParameter;
import dev.nocturne.space.Condition;
import dev.nocturne.space.ContinuousParameter;
import dev.nocturne.space.CoordinateSpace;
import dev.nocturne.space.IntegerParameter;
import dev.nocturne.space.Scale;
import dev.nocturne.space.SearchSpace;
import dev.nocturne.space.Value;
import dev.nocturne.study.Observation;
import dev.nocturne.study.TrialHistory;
import dev.nocturne.study.TrialRandom;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ArchiveTest {
    private static final CoordinateSpace SPACE = new CoordinateSpace(SearchSpace.of(
            new CategoricalParameter("k", List.of("a", "b")),
            new ContinuousParameter(
                    "x", 0, 1, Scale.LINEAR, 3, new Condition(Map.of("k", List.of(new Value.Text("a"))))),
            new IntegerParameter("n", 1, 3)));

    private final Random random = new Random(4);

    /** Histories that grow, shrink and part from each other, with rows that are equal but not the same objects. */
    @Test
    void keptFromAnyHistoriesItIsAsIfMadeForThePresentOne() {
        var kept = new Archive(SPACE);
        List<Observation> trials = new ArrayList<>();
        for (int round = 0; round < 500; round++) {
            if (random.nextInt(10) == 0 && !trials.isEmpty()) {
                trials = new ArrayList<>(trials.subList(0, random.nextInt(trials.size())));
            }
            for (int i = random.nextInt(5); i > 0; i--) {
                trials.add(observation(SPACE.coordinates(SPACE.space().draw(new TrialRandom(round, i)))));
            }
            int known = random.nextInt(trials.size() + 1);
            int ended = known + random.nextInt(trials.size() - known + 1);
            int rows = ended + random.nextInt(trials.size() - ended + 1);
            boolean copied = random.nextBoolean();
            var history = new TrialHistory(
                    copies(trials.subList(0, known), copied),
                    copies(trials.subList(known, ended), copied),
                    trials.subList(ended, rows).stream()
                            .map(trial -> trial.coordinates().clone())
                            .toList());
            kept.update(history);
            var fresh = new Archive(SPACE);
            fresh.update(history);
            assertSame(kept, fresh);
        }
    }

    private void assertSame(Archive kept, Archive fresh) {
        int rows = fresh.rows();
        assertThat(kept.rows()).isEqualTo(rows);
        assertThat(kept.observed()).isEqualTo(fresh.observed());
        assertThat(Arrays.copyOf(kept.firstLosses(), fresh.observed()))
                .isEqualTo(Arrays.copyOf(fresh.firstLosses(), fresh.observed()));
        for (int place = 0; place < SPACE.dimensions(); place++) {
            assertThat(Arrays.copyOf(kept.column(place), rows)).isEqualTo(Arrays.copyOf(fresh.column(place), rows));
        }
        assertThat(ascending(kept)).isEqualTo(ascending(fresh));
        double[] drawn = SPACE.coordinates(SPACE.space().draw(new TrialRandom(random.nextLong(), 0)));
        assertThat(kept.contains(drawn)).isEqualTo(fresh.contains(drawn));
        for (int row = 0; row < fresh.observed(); row++) {
            assertThat(kept.losses(row)).isEqualTo(fresh.losses(row));
        }
    }

    private static List<Integer> ascending(Archive archive) {
        int[] kernels = new int[archive.capacity()];
        Arrays.fill(kernels, -1);
        for (int row = 0; row < archive.rows(); row += 2) {
            kernels[row] = row;
        }
        int[] ascending = new int[archive.rows() + 2];
        var found = new ArrayList<Integer>();
        for (int place = 1; place < 3; place++) {
            int size = archive.ascending(place, kernels, ascending);
            Arrays.stream(ascending, 0, size).forEach(found::add);
        }
        return found;
    }

    private Observation observation(double[] coordinates) {
        return new Observation(
                coordinates, random.nextInt(5) == 0 ? new double[0] : new double[] {random.nextDouble()});
    }

    private static List<Observation> copies(List<Observation> observations, boolean copied) {
        return observations.stream()
                .map(one -> copied
                        ? new Observation(
                                one.coordinates().clone(), one.losses().clone())
                        : one)
                .toList();
    }
}
