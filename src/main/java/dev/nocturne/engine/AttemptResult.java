package dev.nocturne.engine;

import dev.nocturne.objective.ProgramEnd;
import dev.nocturne.study.FailureKind;
import dev.nocturne.study.TrialState;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * How an attempt ended. Immutable.
 *
 * @param outcome completed, failed, pruned, or interrupted; never running
 * @param measurements by step, each step once
 * @param program what its program left, if it had one
 * @param duration how long the evaluation took, by a clock that is never set back
 */
public record AttemptResult(
        Attempt attempt,
        TrialState outcome,
        List<Measurement> measurements,
        Optional<ProgramEnd> program,
        Instant startedAt,
        Instant endedAt,
        Duration duration) {
    /** Why it failed; only if it did. */
    public FailureKind failureKind() {
        return ((TrialState.Failed) outcome).kind();
    }

    public AttemptResult {
        measurements = List.copyOf(measurements);
        if (outcome instanceof TrialState.Running) {
            throw new IllegalArgumentException("An attempt that ended is not running.");
        }
    }
}
