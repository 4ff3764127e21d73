package dev.nocturne.objective;

import dev.nocturne.objective.protocol.DurationWords;
import dev.nocturne.study.FailureKind;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * An objective of this JVM with a time limit: each evaluation has a thread of its own, which is interrupted at the end of
 * its time. One that does not heed that is left behind, as Java cannot end a thread. Thread-safe.
 */
final class TimedObjective implements MultiObjective {
    /** How long an evaluation has to end after it was interrupted. */
    static final Duration GRACE = Duration.ofSeconds(5);

    private final Objective objective;
    private final Duration limit;
    private final Duration grace;

    TimedObjective(Objective objective, Duration limit) {
        this(objective, limit, GRACE);
    }

    TimedObjective(Objective objective, Duration limit, Duration grace) {
        this.objective = objective;
        this.limit = limit;
        this.grace = grace;
    }

    @Override
    public double[] evaluateAll(TrialContext trial) throws EvaluationException, InterruptedException {
        var context = new EndingContext(trial);
        var evaluation = new FutureTask<>(() -> objective.evaluateAll(context));
        var thread = new Thread(evaluation, "trial-" + trial.trialId() + "-evaluation");
        thread.setDaemon(true);
        thread.start();
        try {
            return evaluation.get(limit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException failure) {
            throw unwrapped(failure.getCause());
        } catch (TimeoutException tooLong) {
            context.end();
            throw timeout(endsWhenInterrupted(thread));
        } catch (InterruptedException cutShort) {
            context.end();
            endsWhenInterrupted(thread);
            throw cutShort;
        } finally {
            context.end();
        }
    }

    private boolean endsWhenInterrupted(Thread thread) throws InterruptedException {
        thread.interrupt();
        thread.join(grace.toMillis());
        return !thread.isAlive();
    }

    private EvaluationException timeout(boolean ended) {
        return new EvaluationException(
                FailureKind.TIMEOUT,
                "The evaluation took longer than its timeout of " + DurationWords.of(limit)
                        + (ended
                                ? " and was interrupted."
                                : ", did not heed an interrupt within " + DurationWords.of(grace)
                                        + ", and was left behind: it may go on to use this process' time and memory."));
    }

    private static EvaluationException unwrapped(Throwable cause) throws EvaluationException, InterruptedException {
        if (cause instanceof InterruptedException interrupted) {
            throw interrupted;
        }
        if (cause instanceof RuntimeException unchecked) {
            throw unchecked;
        }
        if (cause instanceof Error error) {
            throw error;
        }
        return cause instanceof EvaluationException failure
                ? failure
                : new EvaluationException(FailureKind.EXCEPTION, cause.toString());
    }

    @Override
    public void close() {
        objective.close();
    }
}
