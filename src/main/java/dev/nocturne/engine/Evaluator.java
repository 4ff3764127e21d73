package dev.nocturne.engine;

import dev.nocturne.objective.EvaluationException;
import dev.nocturne.objective.Objective;
import dev.nocturne.study.FailureKind;
import dev.nocturne.study.Goal;
import dev.nocturne.study.TrialState;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;

/**
 * Makes attempts: calls the objective and turns whatever comes of it into a result. Failures are data here, never
 * exceptions. Thread-safe if the objective is.
 */
public final class Evaluator {
    /** As long as the column that keeps it. */
    private static final int MAX_MESSAGE_LENGTH = 4000;

    private final Objective objective;
    private final TrialLedger ledger;
    private final List<Goal> goals;
    private final Retries retries;
    private final Checkpoints checkpoints;
    private final Interruption interruption;
    private final BooleanSupplier stopping;
    private final Clock clock;
    private final LongSupplier nanoTime;

    /**
     * An evaluator for one run.
     *
     * @param goals what is wanted of the objective
     * @param retries when a trial gets a further attempt after one that failed
     * @param stopping when true, no further attempt begins
     * @param nanoTime nanoseconds of a clock that is never set back
     */
    public Evaluator(
            List<Goal> goals,
            Objective objective,
            TrialLedger ledger,
            Retries retries,
            Checkpoints checkpoints,
            Interruption interruption,
            BooleanSupplier stopping,
            Clock clock,
            LongSupplier nanoTime) {
        this.objective = objective;
        this.ledger = ledger;
        this.goals = goals;
        this.retries = retries;
        this.checkpoints = checkpoints;
        this.interruption = interruption;
        this.stopping = stopping;
        this.clock = clock;
        this.nanoTime = nanoTime;
    }

    /**
     * Makes the attempt and, while it fails and retries are left, further ones; the result is that of the last. A stop
     * takes no retry away: the next attempt is recorded, and interrupted before it begins.
     */
    public AttemptResult evaluate(String worker, Attempt attempt) {
        AttemptResult result = evaluateOnce(attempt);
        while (result.outcome() instanceof TrialState.Failed failed
                && retries.isLeft(result.attempt(), failed.kind())) {
            retries.pauseAfter(result.attempt(), failed.kind());
            result = evaluateOnce(ledger.retry(worker, result));
        }
        return result;
    }

    /** Makes the attempt, and no other whatever comes of it. */
    AttemptResult evaluateOnce(Attempt attempt) {
        Instant startedAt = now();
        long startNanos = nanoTime.getAsLong();
        var context = new AttemptContext(attempt, checkpoints, clock);
        TrialState outcome = stopping.getAsBoolean() ? new TrialState.Interrupted() : outcomeOf(context);
        checkpoints.ended(attempt);
        Duration duration = Duration.ofNanos(nanoTime.getAsLong() - startNanos);
        return new AttemptResult(
                attempt, outcome, context.measurements(), context.program(), startedAt, now(), duration);
    }

    /** That a trial is hopeless was decided by what it measured; how it ends after that depends on who is faster. */
    private TrialState outcomeOf(AttemptContext context) {
        TrialState outcome = evaluated(context);
        return context.pruned().<TrialState>map(pruned -> pruned).orElse(outcome);
    }

    private TrialState evaluated(AttemptContext context) {
        interruption.enter();
        try {
            return completed(objective.evaluateAll(context));
        } catch (InterruptedException stopped) {
            return failed(FailureKind.EXCEPTION, "The objective says that it was interrupted, though nobody did.");
        } catch (EvaluationException failure) {
            return failed(failure.kind(), String.valueOf(failure.getMessage()));
        } catch (CheckpointException failure) {
            return failed(FailureKind.COULD_NOT_START, String.valueOf(failure.getMessage()));
        } catch (OutOfMemoryError failure) {
            return failed(
                    FailureKind.OUT_OF_MEMORY, failure + ". Give the program more with java -Xmx, or lower workers.");
        } catch (Exception | LinkageError | StackOverflowError | AssertionError failure) {
            return failed(FailureKind.EXCEPTION, failure.toString());
        } finally {
            interruption.leave();
        }
    }

    private TrialState completed(double[] values) {
        if (values.length != goals.size()) {
            return failed(
                    FailureKind.WRONG_OBJECTIVES,
                    "The objective gave " + plural(values.length) + ", but the study asks for " + goals.size() + ": "
                            + goals.stream().map(Goal::name).collect(Collectors.joining(", ")) + ".");
        }
        for (int i = 0; i < values.length; i++) {
            if (!Double.isFinite(values[i])) {
                String which = goals.size() == 1 ? "" : " '" + goals.get(i).name() + "'";
                return failed(
                        FailureKind.NOT_A_NUMBER,
                        "The objective" + which + " is " + values[i] + ", not a finite number.");
            }
        }
        return new TrialState.Completed(Arrays.stream(values).boxed().toList());
    }

    private static String plural(int values) {
        return values + (values == 1 ? " value" : " values");
    }

    /**
     * Whatever fails while evaluations are cut short may have failed of that; and a program that ends badly while the run
     * stops may have got the same signal, as Ctrl-C goes to all programs of a terminal.
     */
    private TrialState failed(FailureKind kind, String message) {
        if (interruption.isRequested() || kind == FailureKind.EXIT_CODE && stopping.getAsBoolean()) {
            return new TrialState.Interrupted();
        }
        return new TrialState.Failed(kind, bounded(message).replace('\0', ' '));
    }

    /** Half a character, whether cut here or printed by the objective, cannot be stored. */
    private static String bounded(String message) {
        String cut =
                message.length() <= MAX_MESSAGE_LENGTH ? message : message.substring(0, MAX_MESSAGE_LENGTH - 1) + "…";
        return new String(cut.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
