package dev.nocturne.store;

import dev.nocturne.engine.Attempt;
import dev.nocturne.engine.AttemptResult;
import dev.nocturne.engine.Claim;
import dev.nocturne.engine.LedgerSignal;
import dev.nocturne.engine.LostClaimException;
import dev.nocturne.engine.Proposer;
import dev.nocturne.engine.RunEnd;
import dev.nocturne.engine.TrialEvents;
import dev.nocturne.engine.TrialLedger;
import dev.nocturne.event.EventBus;
import dev.nocturne.event.TuningEvent;
import dev.nocturne.strategy.Proposal;
import dev.nocturne.study.Study;
import dev.nocturne.study.TooManyFailuresException;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The ledger of a run in the database.
 *
 * <p>{@link #claim} and {@link #retry} are transactions of their own, whatever the caller is in. {@link #complete} joins
 * the caller's transaction, so that it commits together with the caller's checkpoint. Events are recorded in the same
 * transaction and published after its commit.
 */
final class JdbcTrialLedger implements TrialLedger {
    /** A model takes its time, and whoever completes a trial waits for the run's row meanwhile. */
    private static final int MOST_LEARNT_AT_ONCE = 8;

    private static final String ADVANCE_RUN = """
            update tuning_run
               set next_trial_id = ?, interrupted_trials = interrupted_trials - ?
             where run_id = ?
            """;
    /** Asked while the run's row is locked, which whoever takes a lease away locks too. */
    private static final String IF_EMPLOYED = """
               and exists (select 1 from worker w where w.run_id = ? and w.worker = ? and w.ended_at is null)
            """;

    private final JdbcTemplate jdbc;
    private final TransactionTemplate ownTransaction;
    private final TransactionTemplate callersTransaction;
    private final long runId;
    private final int start;
    private final boolean lent;
    private final Proposer proposer;
    private final TrialRows trials;
    private final WorkerTotals totals;
    private final ResultRows results;
    private final HistoryReader history;
    private final JdbcObserver observer;
    private final RunEnds ends;
    private final Optional<Confirmations> confirmations;
    private final EventBus events;
    private final LedgerSignal signal;
    private final Clock clock;

    JdbcTrialLedger(
            JdbcTemplate jdbc,
            PlatformTransactionManager transactions,
            long runId,
            int start,
            boolean lent,
            Study study,
            Proposer proposer,
            WorkerHost host,
            EventBus events,
            LedgerSignal signal,
            Clock clock) {
        this.jdbc = jdbc;
        this.callersTransaction = new TransactionTemplate(transactions);
        this.ownTransaction = new TransactionTemplate(transactions);
        this.ownTransaction.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
        this.runId = runId;
        this.start = start;
        this.lent = lent;
        this.proposer = proposer;
        this.trials = new TrialRows(jdbc, runId, study.space());
        this.totals = new WorkerTotals(jdbc, runId);
        this.history = new HistoryReader(jdbc, runId, study, proposer);
        var objectives = new ObjectiveRows(jdbc, runId, study.goals());
        BestSoFar best = study.hasSeveralGoals()
                ? new FrontRows(jdbc, runId, study.goals(), objectives)
                : new IncumbentRow(jdbc, runId, study.direction());
        this.results =
                new ResultRows(jdbc, runId, best, trials, objectives, new AttemptRows(jdbc, runId, host), totals);
        this.observer = new JdbcObserver(jdbc, runId);
        this.ends = new RunEnds(jdbc);
        this.confirmations =
                study.champion().map(settings -> new Confirmations(jdbc, runId, study, settings, proposer));
        this.events = events;
        this.signal = signal;
        this.clock = clock;
    }

    /** One at a time in this process, so that workers queue here and not, with a time limit, in the database. */
    @Override
    public synchronized Claim claim(String worker, int limit) {
        return ownTransaction.execute(transaction -> claimLocked(worker, limit));
    }

    private Claim claimLocked(String worker, int limit) {
        LockedRun run = LockedRun.of(runId, jdbc);
        run.requireStart(start);
        if (lent && !run.isRunning()) {
            return run.status().equals("COMPLETED") ? new Claim.Exhausted() : new Claim.Stopping();
        }
        run.requireRunning();
        if (run.maxFailures() != null && run.failed() > run.maxFailures()) {
            throw new TooManyFailuresException(run.failed(), run.maxFailures());
        }
        if (run.stop()) {
            return new Claim.Stopping();
        }
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        if (run.isOutOfTime()) {
            return new Claim.Exhausted();
        }
        List<Attempt> interrupted = run.interrupted() == 0
                ? List.of()
                : trials.claimInterrupted(worker, limit, now, proposer, history.window());
        Proposed proposed = propose(run, limit - interrupted.size());
        proposed.end()
                .flatMap(end -> ends.record(runId, end, false, now))
                .ifPresent(met -> AfterCommit.run(() -> events.publish(met)));
        List<Attempt> fresh = proposed.attempts();
        trials.insert(worker, fresh, now, proposer::requiredHistory);
        var block = new ArrayList<>(interrupted);
        block.addAll(fresh);
        boolean searched = run.hasSearched() || proposed.end().isPresent();
        block.addAll(block.isEmpty() && searched && run.confirms() ? confirm(run, worker, limit, now) : List.of());
        if (block.isEmpty()) {
            return !searched || LockedRun.of(runId, jdbc).confirms() ? new Claim.Wait() : new Claim.Exhausted();
        }
        advance(worker, run.next() + fresh.size(), interrupted.size());
        totals.claimed(worker, interrupted, block);
        tell(block.stream().map(attempt -> TrialEvents.started(attempt, now)).toList());
        return new Claim.Block(block);
    }

    /** The next of the trials after the search; none while trials of the search have not ended. */
    private List<Attempt> confirm(LockedRun run, String worker, int limit, Instant now) {
        Confirmations.Next next = confirmations.orElseThrow().claim(run, limit, now);
        next.started().ifPresent(started -> tell(List.of(started)));
        trials.insert(worker, next.attempts(), now, trial -> run.next());
        return next.attempts();
    }

    private void advance(String worker, int next, int interrupted) {
        if (!lent) {
            jdbc.update(ADVANCE_RUN, next, interrupted, runId);
        } else if (jdbc.update(ADVANCE_RUN + IF_EMPLOYED, next, interrupted, runId, runId, worker) == 0) {
            throw new LostClaimException(worker);
        }
    }

    /**
     * What a claim comes to beside interrupted trials.
     *
     * @param end that there is to be no further trial, if that came out
     */
    private record Proposed(List<Attempt> attempts, Optional<RunEnd> end) {}

    private Proposed propose(LockedRun run, int limit) {
        if (run.endCondition() != null || run.searchTrials() != null) {
            return new Proposed(List.of(), Optional.empty());
        }
        var fresh = new ArrayList<Attempt>();
        var window = history.window();
        while (fresh.size() < limit && run.next() + fresh.size() < run.planned()) {
            int id = run.next() + fresh.size();
            if (fresh.size() == MOST_LEARNT_AT_ONCE && proposer.looksAtHistory(id)) {
                break;
            }
            int required = proposer.requiredHistory(id);
            if (!window.hasEnded(required)) {
                break;
            }
            Optional<RunEnd> enough = window.end(required);
            if (enough.isPresent()) {
                return new Proposed(fresh, enough);
            }
            Proposal proposal = window.propose(id, required);
            fresh.add(proposer.firstAttempt(id, proposal, window.pruning(required)));
        }
        return new Proposed(fresh, Optional.empty());
    }

    @Override
    public Attempt retry(String worker, AttemptResult failed) {
        return ownTransaction.execute(transaction -> {
            Attempt next = failed.attempt().afterFailure(failed.failureKind());
            Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
            trials.startAgain(worker, failed.attempt(), now);
            results.endAttempt(worker, failed);
            tell(List.of(TrialEvents.ended(failed, true, proposer.goals()), TrialEvents.started(next, now)));
            return next;
        });
    }

    @Override
    public void complete(String worker, List<AttemptResult> ended) {
        callersTransaction.executeWithoutResult(transaction -> {
            results.end(worker, ended);
            tell(ended.stream()
                    .map(result -> TrialEvents.ended(result, false, proposer.goals()))
                    .toList());
            AfterCommit.run(signal::changed);
        });
    }

    private void tell(List<TuningEvent> happened) {
        // A lent worker may outlive the start that it came in, and the next one may have other sinks.
        (lent ? new JdbcObserver(jdbc, runId) : observer).record(happened);
        AfterCommit.run(() -> happened.forEach(events::publish));
    }
}
