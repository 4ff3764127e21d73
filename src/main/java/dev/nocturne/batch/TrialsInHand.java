package dev.nocturne.batch;

import dev.nocturne.engine.Attempt;
import dev.nocturne.engine.AttemptResult;
import dev.nocturne.study.TrialState;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The trials that a worker has claimed and whose end is not recorded. A chunk that cannot be committed, because the
 * database is away or the run was started again, takes nothing from it: an evaluation may have cost hours. Used by one
 * thread at a time.
 */
final class TrialsInHand {
    private final Map<Integer, Trial> trials = new LinkedHashMap<>();

    private record Trial(Attempt attempt, @Nullable AttemptResult result) {
        /** A trial that was not evaluated is nobody's fault: it took no time. */
        AttemptResult resultOr(AttemptResult other) {
            return result == null
                    ? new AttemptResult(
                            attempt,
                            new TrialState.Interrupted(),
                            List.of(),
                            Optional.empty(),
                            other.startedAt(),
                            other.endedAt(),
                            Duration.ZERO)
                    : result;
        }
    }

    void claimed(List<Attempt> attempts) {
        attempts.forEach(attempt -> trials.put(attempt.trialId(), new Trial(attempt, null)));
    }

    void evaluated(AttemptResult result) {
        trials.put(result.attempt().trialId(), new Trial(result.attempt(), result));
    }

    void recorded(List<AttemptResult> results) {
        results.forEach(result -> trials.remove(result.attempt().trialId()));
    }

    boolean isEmpty() {
        return trials.isEmpty();
    }

    /** One for each trial; none if no trial was evaluated. */
    List<AttemptResult> results() {
        return trials.values().stream()
                .map(Trial::result)
                .filter(result -> result != null)
                .findFirst()
                .map(some -> trials.values().stream()
                        .map(trial -> trial.resultOr(some))
                        .toList())
                .orElse(List.of());
    }
}
