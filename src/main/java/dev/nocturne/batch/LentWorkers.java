package dev.nocturne.batch;

import dev.nocturne.store.JdbcWorkers;
import dev.nocturne.store.RunRecord;
import dev.nocturne.store.RunState;
import java.util.List;

/**
 * The workers that other processes lent to a run, as the process that executes it sees them. Used by one thread.
 *
 * <p>A lease is taken away only when this process has been able to see for as long as a lease lasts that nobody renewed
 * it: while the database was away, nobody could.
 */
final class LentWorkers {
    private final RunExecution execution;
    private final SharedDatabase shared;
    private final RunRecord run;
    private final JdbcWorkers workers;
    private final RunListener listener;
    private final boolean learns;
    private final long startedAtNanos;
    private long lookedAtNanos;
    private long seeingSinceNanos;
    private boolean joinedBefore;
    private boolean saidNobody;
    private boolean stopped;
    private boolean advised;

    LentWorkers(RunExecution execution, SharedDatabase shared, RunListener listener) {
        this.execution = execution;
        this.listener = listener;
        this.learns =
                execution.with().strategies().learns(execution.plan().study().strategy());
        this.shared = shared;
        this.run = execution.run();
        this.workers = execution.with().store().workers();
        this.startedAtNanos = execution.with().nanoTime().getAsLong();
        this.lookedAtNanos = startedAtNanos;
        this.seeingSinceNanos = startedAtNanos;
    }

    /** Looks where the run stands, and takes the trials of workers that are lost. */
    RunState look(ProgressTracker progress) {
        List<JdbcWorkers.Expired> expired = workers.expired(run.runId());
        long now = execution.with().nanoTime().getAsLong();
        if (now - lookedAtNanos > shared.renewal().toNanos()) {
            lookAnew();
        }
        lookedAtNanos = now;
        if (now - seeingSinceNanos > shared.lease().toNanos() && !expired.isEmpty()) {
            expired.forEach(
                    lost -> workers.revoke(run.runId(), lost, execution.with().events()));
            LostPrograms.end(workers, run);
        }
        RunState state = execution.with().store().states().of(run.runId());
        progress.elsewhere(state);
        adviseOnLag(state);
        adviseOnNobody(state, now);
        return state;
    }

    /** What was not seen before does not count: the database was away, or slow, and nobody could renew. */
    void lookAnew() {
        seeingSinceNanos = execution.with().nanoTime().getAsLong();
    }

    private void adviseOnNobody(RunState state, long now) {
        if (state.lentWorkers() > 0) {
            joinedBefore = true;
        } else if (execution.workers() == 0
                && !joinedBefore
                && !saidNobody
                && now - startedAtNanos > shared.lease().toNanos()) {
            saidNobody = true;
            listener.nobodyEvaluates();
        }
    }

    /** A strategy that learns waits for results, however many workers there are. */
    private void adviseOnLag(RunState state) {
        int capacity = (execution.workers() + state.lentWorkers())
                * execution.plan().study().execution().chunkSize();
        if (learns && !advised && state.lentWorkers() > 0 && capacity > run.lag()) {
            advised = true;
            listener.lagHoldsWorkersUp(run.lag(), capacity);
        }
    }

    /** Asks them to stop after their trials in flight; without those, if they have been cut short. */
    void stop() {
        if (!stopped) {
            execution.with().store().states().requestStop(run);
            stopped = true;
        }
        cutShort();
    }

    /** Takes their trials away if trials in flight are cut short. */
    void cutShort() {
        if (execution.stop().isCutShort()) {
            workers.revokeLent(
                    run.runId(), "its trials were cut short", execution.with().events());
        }
    }
}
