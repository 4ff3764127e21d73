package dev.nocturne.engine;

import dev.nocturne.objective.Objective;
import dev.nocturne.study.Study;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;

/** Makes single attempts that are recorded nowhere, and judges them as a run would. For one thread, but for the end. */
public final class Rehearsal {
    private final Interruption interruption = new Interruption();
    private final Evaluator evaluator;

    /**
     * A rehearsal of a study.
     *
     * @param checkpoints the directory that the trial gets
     * @param nanoTime nanoseconds of a clock that is never set back
     */
    public Rehearsal(Study study, Objective objective, Path checkpoints, Clock clock, LongSupplier nanoTime) {
        var noRetries = new Retries(0, Rehearsal::doNotPause);
        evaluator = new Evaluator(
                study.goals(),
                objective,
                new NoLedger(),
                noRetries,
                attempt -> Optional.of(checkpoints),
                interruption,
                () -> false,
                clock,
                nanoTime);
    }

    private static void doNotPause(Duration duration) {
        // No attempt follows.
    }

    /** Makes the attempt. */
    public AttemptResult evaluate(Attempt attempt) {
        return evaluator.evaluateOnce(attempt);
    }

    /** Ends the attempt, which is then interrupted. To be called from another thread. */
    public void cutShort() {
        interruption.request();
    }

    /** Stands where evaluators ask for a further attempt, which a rehearsal never does. */
    private static final class NoLedger implements TrialLedger {
        @Override
        public Claim claim(String worker, int limit) {
            return new Claim.Exhausted();
        }

        @Override
        public Attempt retry(String worker, AttemptResult failed) {
            throw new IllegalStateException("A rehearsal makes one attempt.");
        }

        @Override
        public void complete(String worker, List<AttemptResult> results) {
            throw new IllegalStateException("A rehearsal is recorded nowhere.");
        }
    }
}
