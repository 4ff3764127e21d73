package dev.nocturne.engine;

import dev.nocturne.event.EventBus;
import dev.nocturne.event.TuningEvent;
import dev.nocturne.space.Point;
import dev.nocturne.study.Limits;
import dev.nocturne.study.ObservationLog;
import dev.nocturne.study.TooManyFailuresException;
import dev.nocturne.study.Trial;
import dev.nocturne.study.TrialState;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Queue;

/** The ledger of an embedded run: kept in memory, gone with it. Thread-safe. */
public final class InMemoryTrialLedger implements TrialLedger {
    private final Proposer proposer;
    private final Limits limits;
    private final int plannedTrials;
    private final EventBus events;
    private final LedgerSignal signal;
    private final Clock clock;

    private final List<Trial> trials = new ArrayList<>();
    private final List<Claimed> claims = new ArrayList<>();
    private final Queue<Integer> interrupted = new PriorityQueue<>();

    /** The leading trials that have ended. */
    private final ObservationLog ended = new ObservationLog();

    private int failed;

    private record Claimed(String worker, Attempt attempt) {}

    public InMemoryTrialLedger(
            Proposer proposer, Limits limits, int plannedTrials, EventBus events, LedgerSignal signal, Clock clock) {
        this.proposer = proposer;
        this.limits = limits;
        this.plannedTrials = plannedTrials;
        this.events = events;
        this.signal = signal;
        this.clock = clock;
    }

    @Override
    public Claim claim(String worker, int limit) {
        Claim claim = take(worker, limit);
        if (claim instanceof Claim.Block block) {
            var now = clock.instant().truncatedTo(ChronoUnit.MICROS);
            block.attempts().forEach(attempt -> events.publish(TrialEvents.started(attempt, now)));
        }
        return claim;
    }

    private synchronized Claim take(String worker, int limit) {
        if (limits.failuresExceeded(failed)) {
            throw new TooManyFailuresException(failed, limits.maxFailures().getAsInt());
        }
        var block = new ArrayList<Attempt>();
        while (block.size() < limit && !interrupted.isEmpty()) {
            int id = interrupted.remove();
            Attempt last = claims.get(id).attempt();
            block.add(proposer.attempt(id, last.number() + 1, last.parameters(), last.failedBefore()));
        }
        block.forEach(attempt -> hold(worker, attempt));
        while (block.size() < limit && trials.size() < plannedTrials && nextIsReady()) {
            block.add(proposeNext(worker));
        }
        if (!block.isEmpty()) {
            return new Claim.Block(block);
        }
        return trials.size() < plannedTrials ? new Claim.Wait() : new Claim.Exhausted();
    }

    private boolean nextIsReady() {
        return proposer.requiredHistory(trials.size()) <= ended.size();
    }

    private Attempt proposeNext(String worker) {
        int id = trials.size();
        int required = proposer.requiredHistory(id);
        Point parameters = proposer.propose(id, ended.first(required), pending(id, required));
        Attempt attempt = proposer.firstAttempt(id, parameters);
        trials.add(new Trial(id, parameters, new TrialState.Running()));
        claims.add(new Claimed(worker, attempt));
        return attempt;
    }

    private List<double[]> pending(int id, int required) {
        return proposer.looksAtHistory(id)
                ? trials.subList(required, id).stream()
                        .map(trial -> proposer.coordinates(trial.parameters()))
                        .toList()
                : List.of();
    }

    @Override
    public Attempt retry(String worker, AttemptResult result) {
        Attempt next = result.attempt().afterFailure();
        synchronized (this) {
            requireHeld(worker, result.attempt());
            hold(worker, next);
        }
        events.publish(TrialEvents.ended(result, true, proposer.goals()));
        events.publish(TrialEvents.started(next, clock.instant().truncatedTo(ChronoUnit.MICROS)));
        return next;
    }

    @Override
    public void complete(String worker, List<AttemptResult> results) {
        var happened = new ArrayList<TuningEvent>();
        synchronized (this) {
            results.forEach(result -> requireHeld(worker, result.attempt()));
            for (AttemptResult result : results) {
                end(result);
                happened.add(TrialEvents.ended(result, false, proposer.goals()));
            }
            while (ended.size() < trials.size() && trials.get(ended.size()).hasEnded()) {
                ended.add(proposer.observe(trials.get(ended.size())));
            }
        }
        happened.forEach(events::publish);
        signal.changed();
    }

    private void end(AttemptResult result) {
        int id = result.attempt().trialId();
        trials.set(id, new Trial(id, trials.get(id).parameters(), result.outcome()));
        if (result.outcome() instanceof TrialState.Interrupted) {
            interrupted.add(id);
        } else if (result.outcome() instanceof TrialState.Failed) {
            failed++;
        }
    }

    private void hold(String worker, Attempt attempt) {
        int id = attempt.trialId();
        claims.set(id, new Claimed(worker, attempt));
        trials.set(id, new Trial(id, attempt.parameters(), new TrialState.Running()));
    }

    private void requireHeld(String worker, Attempt attempt) {
        int id = attempt.trialId();
        boolean held = id < trials.size()
                && trials.get(id).state() instanceof TrialState.Running
                && claims.get(id).worker().equals(worker)
                && claims.get(id).attempt().number() == attempt.number();
        if (!held) {
            throw new LostClaimException(worker, id, attempt.number());
        }
    }

    /** The trials so far, in order. */
    public synchronized List<Trial> trials() {
        return List.copyOf(trials);
    }
}
