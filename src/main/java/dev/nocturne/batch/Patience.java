package dev.nocturne.batch;

import dev.nocturne.store.DatabaseFailure;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** How long to wait for a database that is away: about a minute, in growing steps, counted anew after every success. */
final class Patience {
    private static final List<Duration> DELAYS = List.of(
            Duration.ofSeconds(1),
            Duration.ofSeconds(2),
            Duration.ofSeconds(4),
            Duration.ofSeconds(8),
            Duration.ofSeconds(15),
            Duration.ofSeconds(15),
            Duration.ofSeconds(15));

    private int used;

    /** How long to wait before the next try; empty if waiting does not help, or was long enough. */
    Optional<Duration> after(Throwable failure) {
        return DatabaseFailure.isAway(failure) && used < DELAYS.size()
                ? Optional.of(DELAYS.get(used++))
                : Optional.empty();
    }

    /** Something succeeded. */
    void renew() {
        used = 0;
    }
}
