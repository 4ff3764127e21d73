package dev.nocturne.sink;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class BackoffTest {
    @Test
    void doublesUpToFiveMinutes() {
        assertThat(IntStream.of(1, 2, 3, 9, 10, 11, 1_000_000)
                        .mapToObj(failures -> Backoff.after(failures).toSeconds()))
                .containsExactly(1L, 2L, 4L, 256L, 300L, 300L, 300L);
    }
}
