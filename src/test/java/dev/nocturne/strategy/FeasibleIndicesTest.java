package dev.nocturne.strategy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.LongPredicate;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class FeasibleIndicesTest {
    private static final LongPredicate FEASIBLE = index -> index * index % 7 == 2;
    private static final int SIZE = 10_000;
    private static final long[] EXPECTED =
            LongStream.range(0, SIZE).filter(FEASIBLE).toArray();

    @Test
    void findsEachInAnyOrder() {
        List<Integer> places = new ArrayList<>();
        for (int i = 0; i < EXPECTED.length; i++) {
            places.add(i);
        }
        Collections.shuffle(places, new Random(1));
        var indices = new FeasibleIndices(FEASIBLE, SIZE);
        for (int place : places) {
            assertThat(indices.at(place)).isEqualTo(EXPECTED[place]);
            assertThat(new FeasibleIndices(FEASIBLE, SIZE).at(place)).isEqualTo(EXPECTED[place]);
        }
    }

    @Test
    void findsTheSameForThreadsThatShareIt() throws Exception {
        var indices = new FeasibleIndices(FEASIBLE, SIZE);
        var threads = Executors.newFixedThreadPool(4);
        try {
            List<Callable<Long>> asked = new ArrayList<>();
            for (int i = 0; i < EXPECTED.length; i++) {
                int place = i * 37 % EXPECTED.length;
                asked.add(() -> indices.at(place) - EXPECTED[place]);
            }
            for (Future<Long> difference : threads.invokeAll(asked)) {
                assertThat(difference.get()).isZero();
            }
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void countsAsFarAsIsWanted() {
        assertThat(new FeasibleIndices(FEASIBLE, SIZE).count(Long.MAX_VALUE, Long.MAX_VALUE))
                .isEqualTo(EXPECTED.length);
        assertThat(new FeasibleIndices(FEASIBLE, SIZE).count(100, Long.MAX_VALUE))
                .isEqualTo(100);
        assertThat(new FeasibleIndices(FEASIBLE, Long.MAX_VALUE).count(100, 7)).isEqualTo(2);
        assertThat(new FeasibleIndices(index -> false, Long.MAX_VALUE).count(1, 1000))
                .isZero();
    }

    @Test
    void refusesWhatIsPastTheLast() {
        var indices = new FeasibleIndices(FEASIBLE, SIZE);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> indices.at(EXPECTED.length))
                .withMessage("There is no element " + EXPECTED.length + ", only " + EXPECTED.length + ".");
        assertThat(indices.at(EXPECTED.length - 1)).isEqualTo(EXPECTED[EXPECTED.length - 1]);
    }
}
