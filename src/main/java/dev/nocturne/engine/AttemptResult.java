package dev.nocturne.engine;

import dev.nocturne.study.TrialState;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * How an attempt ended. Immutable.
 *
 * @param outcome completed, failed, or interrupted; never running
 * @param measurements by step, each step once
 * @param duration how long the evaluation took, by a clock that is never set back
 */
public record AttemptResult(
        Attempt attempt,
        TrialState outcome,
        List<Measurement> measurements,
        Instant startedAt,
        Instant endedAt,
        Duration duration) {
    public AttemptResult {
        measurements = List.copyOf(measurements);
        if (outcome instanceof TrialState.Running) {
            throw new IllegalArgumentException("An attempt that ended is not running.");
        }
    }
}
