package dev.nocturne.batch;

import dev.nocturne.engine.Interruption;
import dev.nocturne.engine.LedgerSignal;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.springframework.batch.core.job.JobInterruptedException;
import org.springframework.batch.core.step.StepExecution;
import org.springframework.batch.core.step.StepInterruptionPolicy;

/**
 * The wish that a run stops, and how it reaches the workers: no further trial begins, who waits wakes up, and every step
 * ends at its next chunk. Thread-safe.
 */
final class StopSignal implements StepInterruptionPolicy {
    private final LedgerSignal ledgerSignal;
    private final Interruption interruption;
    private volatile BooleanSupplier nothingLeft = () -> false;
    private volatile @Nullable String reason;

    StopSignal(LedgerSignal ledgerSignal, Interruption interruption) {
        this.ledgerSignal = ledgerSignal;
        this.interruption = interruption;
    }

    /**
     * Asks to stop after the trials in flight; the first reason stands.
     *
     * @param why for a person
     */
    synchronized void request(String why) {
        if (reason == null) {
            reason = why;
        }
        ledgerSignal.changed();
    }

    /**
     * A run that has nothing left to hand out is ended instead of stopped.
     *
     * @param isSo asked only after a stop was requested; may fail when the database is away
     */
    void endsWhen(BooleanSupplier isSo) {
        nothingLeft = isSo;
    }

    /** Whether a stop was asked for and there is something left that is not to be done. */
    boolean stopsShort() {
        return isRequested() && !isNothingLeft();
    }

    /** While the database is away nobody knows, and a stop is a stop. */
    private boolean isNothingLeft() {
        try {
            return nothingLeft.getAsBoolean();
        } catch (RuntimeException away) {
            return false;
        }
    }

    /** Whether no further attempt is to begin. */
    boolean isOver() {
        return isRequested() || isCutShort();
    }

    /** Workers that wait for a trial look again. */
    void wakeWorkers() {
        ledgerSignal.changed();
    }

    /** Ends the trials in flight as well; they will be attempted again. */
    void cutShort() {
        interruption.request();
        ledgerSignal.changed();
    }

    boolean isCutShort() {
        return interruption.isRequested();
    }

    boolean isRequested() {
        return reason != null;
    }

    Optional<String> reason() {
        return Optional.ofNullable(reason);
    }

    /** Without setTerminateOnly the step would end as completed, though it was not. */
    @Override
    public void checkInterrupted(StepExecution step) throws JobInterruptedException {
        if (step.isTerminateOnly() || stopsShort()) {
            step.setTerminateOnly();
            throw new JobInterruptedException("A stop was asked for: " + reason);
        }
    }
}
