package dev.nocturne.engine;

import dev.nocturne.study.FailureKind;
import dev.nocturne.study.TrialState;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Results of attempts, made up. */
public final class Results {
    private static final Instant START = Instant.parse("2026-03-01T03:00:00Z");

    private Results() {}

    public static AttemptResult completed(Attempt attempt, double objective) {
        return of(attempt, new TrialState.Completed(objective));
    }

    /** Completed in a study with several objectives. */
    public static AttemptResult completed(Attempt attempt, double first, double second) {
        return of(attempt, new TrialState.Completed(List.of(first, second)));
    }

    public static AttemptResult failed(Attempt attempt) {
        return of(attempt, new TrialState.Failed(FailureKind.EXIT_CODE, "exit code 1"));
    }

    public static AttemptResult interrupted(Attempt attempt) {
        return of(attempt, new TrialState.Interrupted());
    }

    public static AttemptResult of(Attempt attempt, TrialState outcome, Measurement... measurements) {
        return new AttemptResult(
                attempt,
                outcome,
                List.of(measurements),
                Optional.empty(),
                START,
                START.plusMillis(1500),
                Duration.ofMillis(1500));
    }
}
