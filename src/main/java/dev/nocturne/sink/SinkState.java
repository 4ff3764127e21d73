package dev.nocturne.sink;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How far a sink is, as the view {@code v_sink} shows it.
 *
 * @param pending events that it has not had yet
 * @param failures in a row; 0 if its latest delivery succeeded
 * @param lastError why the latest delivery failed; null if it did not
 * @param nextAttemptAt when it is tried again; null: as soon as there is something
 * @param pause how long until then, by the database's clock; zero if it is time
 */
public record SinkState(
        String sink,
        String type,
        long pending,
        long delivered,
        int failures,
        @Nullable String lastError,
        @Nullable Instant lastSuccessAt,
        @Nullable Instant nextAttemptAt,
        Duration pause) {
    /** Whether its latest delivery failed. */
    public boolean isFailing() {
        return failures > 0;
    }
}
