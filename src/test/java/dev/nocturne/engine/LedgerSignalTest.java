package dev.nocturne.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class LedgerSignalTest {
    private static final Duration LONG = Duration.ofMinutes(10);

    private final LedgerSignal signal = new LedgerSignal();

    @Test
    void aChangeBetweenTheLookAndTheWaitIsNotMissed() throws Exception {
        long seen = signal.changes();
        signal.changed();
        signal.await(seen, LONG);
        assertThat(signal.changes()).isEqualTo(seen + 1);
    }

    @Test
    void everyoneWhoWaitsIsWoken() throws Exception {
        var threads = Executors.newFixedThreadPool(4);
        long seen = signal.changes();
        var waiting = java.util.stream.IntStream.range(0, 4)
                .mapToObj(i -> threads.submit(() -> {
                    signal.await(seen, LONG);
                    return signal.changes();
                }))
                .toList();
        signal.changed();
        for (var woken : waiting) {
            assertThat(woken.get(20, TimeUnit.SECONDS)).isGreaterThan(seen);
        }
        threads.shutdown();
    }

    @Test
    void waitingEndsByItself() throws Exception {
        signal.await(signal.changes(), Duration.ofMillis(1));
    }
}
