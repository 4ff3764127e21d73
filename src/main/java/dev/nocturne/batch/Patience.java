package dev.nocturne.batch;

import dev.nocturne.store.DatabaseFailure;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** How long to wait for a database that is away: in growing steps, counted anew after every success. */
final class Patience {
    private static final List<Duration> DELAYS = List.of(
            Duration.ofSeconds(1),
            Duration.ofSeconds(2),
            Duration.ofSeconds(4),
            Duration.ofSeconds(8),
            Duration.ofSeconds(15),
            Duration.ofSeconds(15),
            Duration.ofSeconds(15));

    private final boolean endless;
    private int used;

    private Patience(boolean endless) {
        this.endless = endless;
    }

    /** That of a night, which somebody waits for: about a minute. */
    static Patience ofAMinute() {
        return new Patience(false);
    }

    /** That of a worker, which has nothing else to do. */
    static Patience endless() {
        return new Patience(true);
    }

    /** How long to wait before the next try; empty if waiting does not help, or was long enough. */
    Optional<Duration> after(Throwable failure) {
        if (!DatabaseFailure.isAway(failure) || used == DELAYS.size() && !endless) {
            return Optional.empty();
        }
        Duration delay = DELAYS.get(Math.min(used, DELAYS.size() - 1));
        used = Math.min(used + 1, DELAYS.size());
        return Optional.of(delay);
    }

    /** Something succeeded. */
    void renew() {
        used = 0;
    }
}
