package dev.nocturne.engine;

import dev.nocturne.event.EventBus;
import dev.nocturne.event.TuningEvent;
import dev.nocturne.strategy.Proposal;
import dev.nocturne.strategy.pruner.PruningRule;
import dev.nocturne.study.AppendLog;
import dev.nocturne.study.Limits;
import dev.nocturne.study.Measured;
import dev.nocturne.study.Observation;
import dev.nocturne.study.TooManyFailuresException;
import dev.nocturne.study.Trial;
import dev.nocturne.study.TrialState;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.PriorityQueue;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

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
    private final AppendLog<Observation> ended = new AppendLog<>();

    /** What those measured. */
    private final AppendLog<Measured> measured = new AppendLog<>();

    /** What all have measured; empty while they run. */
    private final List<List<Measurement>> measurements = new ArrayList<>();

    private int failed;
    private @Nullable RunEnd end;

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
        OptionalInt mostFailures = limits.mostFailures(plannedTrials);
        if (mostFailures.isPresent() && failed > mostFailures.getAsInt()) {
            throw new TooManyFailuresException(failed, mostFailures.getAsInt());
        }
        var block = new ArrayList<Attempt>();
        while (block.size() < limit && !interrupted.isEmpty()) {
            int id = interrupted.remove();
            block.add(claims.get(id).attempt().afterInterruption());
        }
        block.forEach(attempt -> hold(worker, attempt));
        while (block.size() < limit && mayHaveMore() && nextIsReady()) {
            int id = trials.size();
            Optional<RunEnd> enough = proposer.endsBefore(ended.first(proposer.requiredHistory(id)));
            if (enough.isPresent()) {
                end = enough.get();
            } else {
                block.add(proposeNext(worker, id));
            }
        }
        if (!block.isEmpty()) {
            return new Claim.Block(block);
        }
        return mayHaveMore() ? new Claim.Wait() : new Claim.Exhausted();
    }

    private boolean mayHaveMore() {
        return end == null && trials.size() < plannedTrials;
    }

    private boolean nextIsReady() {
        return proposer.requiredHistory(trials.size()) <= ended.size();
    }

    private Attempt proposeNext(String worker, int id) {
        int required = proposer.requiredHistory(id);
        Proposal proposal = proposer.propose(id, ended.first(required), others(id, required));
        PruningRule pruning = proposer.pruning(proposer.comparesMeasurements() ? measured.first(required) : List.of());
        Attempt attempt = proposer.firstAttempt(id, proposal, pruning);
        trials.add(new Trial(id, proposal.parameters(), proposal.budget(), new TrialState.Running()));
        measurements.add(List.of());
        claims.add(new Claimed(worker, attempt));
        return attempt;
    }

    private List<Observation> others(int id, int required) {
        return proposer.looksAtHistory(id)
                ? trials.subList(required, id).stream().map(proposer::observe).toList()
                : List.of();
    }

    /** Why the run ended before all planned trials were handed out, if it did. */
    synchronized Optional<RunEnd> end() {
        return Optional.ofNullable(end);
    }

    @Override
    public Attempt retry(String worker, AttemptResult result) {
        Attempt next = result.attempt().afterFailure(result.failureKind());
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
                Trial trial = trials.get(ended.size());
                measured.add(Measurement.of(trial, measurements.get(ended.size())));
                ended.add(proposer.observe(trial));
            }
        }
        happened.forEach(events::publish);
        signal.changed();
    }

    private void end(AttemptResult result) {
        int id = result.attempt().trialId();
        trials.set(id, trials.get(id).in(result.outcome()));
        measurements.set(id, result.measurements());
        if (result.outcome() instanceof TrialState.Interrupted) {
            interrupted.add(id);
        } else if (result.outcome() instanceof TrialState.Failed) {
            failed++;
        }
    }

    private void hold(String worker, Attempt attempt) {
        int id = attempt.trialId();
        claims.set(id, new Claimed(worker, attempt));
        trials.set(id, trials.get(id).in(new TrialState.Running()));
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
