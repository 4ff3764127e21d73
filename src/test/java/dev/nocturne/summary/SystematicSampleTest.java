package dev.nocturne.summary;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SystematicSampleTest {
    private static RunSummary run(int completed) {
        return new RunSummary(
                1,
                "s",
                "k",
                "COMPLETED",
                "grid_search",
                "MINIMIZE",
                1,
                1,
                completed,
                completed,
                0,
                0,
                0,
                0,
                0.5,
                0,
                null,
                Duration.ZERO,
                Duration.ZERO,
                0,
                null,
                null,
                Instant.EPOCH,
                Instant.EPOCH);
    }

    private static SystematicSample of(int completed) {
        return SystematicSample.of(run(completed)).orElseThrow();
    }

    @Test
    void theTrialsOfAShortRunAreAllRead() {
        assertThat(SystematicSample.of(run(200_000))).isEmpty();
        assertThat(SystematicSample.of(run(200_001))).isPresent();
    }

    @ParameterizedTest
    @ValueSource(ints = {200_001, 999_983, 10_000_000, Integer.MAX_VALUE})
    void oneOfEachSoManyIdsIsInIt(int trials) {
        SystematicSample sample = of(trials);
        int[] ids = sample.ids(trials).toArray();
        assertThat(ids).hasSizeBetween(18_000, 20_001);
        for (int place = 0; place < ids.length; place++) {
            assertThat(ids[place] / sample.stride()).isEqualTo(place);
        }
        assertThat(ids[ids.length - 1]).isLessThan(trials);
    }

    /** A grid of 4,000 times 2,500: the second parameter comes round every 2,500 trials, whatever the stride. */
    @Test
    void whatComesAgainAndAgainIsMetInAllItsPlaces() {
        int[] ids = of(10_000_000).ids(10_000_000).toArray();
        long[] met = new long[2500];
        Arrays.stream(ids).forEach(id -> met[id % 2500]++);
        assertThat(Arrays.stream(met).min().orElseThrow()).isPositive();
        assertThat(Arrays.stream(met).max().orElseThrow()).isLessThanOrEqualTo(16);
    }

    @Test
    void theIdsAreThoseForWhichTheQueryOfThePageAsks() {
        SystematicSample sample = of(1_234_567);
        int[] asked = java.util.stream.IntStream.range(0, 1_234_567)
                .filter(id -> id % sample.stride() == id / sample.stride() * sample.step() % sample.stride())
                .toArray();
        assertThat(sample.ids(1_234_567).toArray()).isEqualTo(asked);
    }
}
