package dev.nocturne.batch;

import dev.nocturne.config.StudyPlan;
import dev.nocturne.engine.Interruption;
import dev.nocturne.engine.LedgerSignal;
import dev.nocturne.engine.SupersededException;
import dev.nocturne.event.TuningEvent;
import dev.nocturne.objective.ObjectiveFiles;
import dev.nocturne.store.JdbcRunOpening;
import dev.nocturne.store.RunRecord;
import dev.nocturne.study.KnownTrials;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One start of a run in this process: what its steps share. The plan opens it, the workers work in it, the summary
 * closes it; each as often as Spring Batch starts them, since all that counts is in the ledger.
 */
final class RunExecution {
    private static final Logger LOG = LoggerFactory.getLogger(RunExecution.class);

    private final Collaborators with;
    private final RunRequest request;
    private final StudyPlan plan;
    private final String runKey;
    private final int startsBefore;
    private final Optional<KnownTrials> learnsFrom;
    private final LedgerSignal signal = new LedgerSignal();
    private final Interruption interruption = new Interruption();
    private final StopSignal stop = new StopSignal(signal, interruption);
    private final List<TrialWorker> workers = new CopyOnWriteArrayList<>();

    private final RunTime time;
    private volatile @Nullable Participation participation;
    private @Nullable Throwable failure;

    /**
     * A start of a run by a process that holds its lock.
     *
     * @param startsBefore how often the run had been started when the lock was taken
     * @param windowEndsAt when the window ends that was open when this process began, if there is one
     */
    RunExecution(
            Collaborators with,
            RunRequest request,
            String runKey,
            int startsBefore,
            Optional<KnownTrials> learnsFrom,
            Optional<Instant> windowEndsAt) {
        this.startsBefore = startsBefore;
        this.with = with;
        this.request = request;
        this.plan = request.plan();
        this.time = new RunTime(with, plan.study().limits(), windowEndsAt);
        this.runKey = runKey;
        this.learnsFrom = learnsFrom;
    }

    /**
     * What a start of the run found.
     *
     * @param known how many earlier results the run learns from; empty if its study has no warm start
     * @param leftOut which others it does not, and why, if this is its first start
     * @param outOfTime whether the run has worked for as long as it may, so that nothing is attempted any more
     * @param events what happened, recorded; to be published after the commit
     */
    record Opened(
            JdbcRunOpening.Found found,
            OptionalInt known,
            Map<String, Integer> leftOut,
            boolean outOfTime,
            List<TuningEvent> events) {}

    /** Creates or takes up the run, in the transaction of the plan step. */
    Opened open(long jobInstanceId) {
        RunRecord before = new RunPlanning(with, request, runKey).createdOrRaised(jobInstanceId);
        if (before.starts() != startsBefore) {
            throw new SupersededException();
        }
        with.store().outbox().publish(before.runId(), with.publishes());
        var found = with.store().opening().open(before, time.windowEndsAt());
        time.opened(found.active());
        var events = new ArrayList<>(found.events());
        Optional<KnownTrials> fixedNow = before.starts() == 0 ? learnsFrom : Optional.empty();
        fixedNow.ifPresent(known -> events.add(with.store().knownTrials().record(before.runId(), known)));
        RunRecord opened = with.store().runs().find(plan.study().name(), runKey).orElseThrow();
        with.shared().ifPresent(shared -> takeLease(opened, shared));
        boolean outOfTime = time.isOut();
        if (outOfTime) {
            time.end(opened, false).ifPresent(events::add);
        }
        var joined = new Participation(with, opened, plan, false, signal);
        participation = joined;
        return new Opened(
                found,
                plan.study().warmStart().isPresent() ? OptionalInt.of(joined.knownTrials()) : OptionalInt.empty(),
                fixedNow.map(KnownTrials::leftOut).orElse(Map.of()),
                outOfTime,
                List.copyOf(events));
    }

    private void takeLease(RunRecord opened, SharedDatabase shared) {
        String files = ObjectiveFiles.of(plan.objective()).text();
        with.store().leases().take(opened, shared.version(), files, shared.lease());
    }

    /** The worker of a partition, registered in the ledger. */
    TrialWorker worker(String name) {
        with.store().workers().join(run().runId(), name);
        TrialWorker worker = requireOpen().worker(name, stop, interruption);
        workers.add(worker);
        return worker;
    }

    /** The name of a worker of this process; a later start of the run in the same process has others. */
    String workerName(int number) {
        int start = run().starts();
        return with.store().host().worker(number) + (start == 1 ? "" : "-start-" + start);
    }

    /**
     * A worker has gone home; the time is worth no failure. One with results that could not be recorded stays until they
     * are delivered: whoever has left has no trials.
     */
    void leave(String worker) {
        if (workers.stream().anyMatch(one -> one.name().equals(worker) && one.hasTrialsInHand())) {
            return;
        }
        try {
            with.store().workers().leave(run().runId(), worker);
        } catch (RuntimeException away) {
            LOG.debug("That worker {} went home cannot be recorded", worker, away);
        }
    }

    /**
     * Records results that could not be committed when the database went away, before somebody opens the run again; if
     * somebody has, they are his to make again.
     */
    void deliver() {
        workers.forEach(worker -> worker.deliver(with.transactions()));
    }

    /** How much time it has. */
    RunTime time() {
        return time;
    }

    /** Stores the summary, in the transaction of the summary step. */
    List<TuningEvent> close() {
        return with.store().closing().close(run(), plan.study());
    }

    /** The run is complete: its checkpoints are not needed any more, but for what the policy keeps. */
    void cleanCheckpoints() {
        try {
            requireOpen()
                    .checkpoints()
                    .complete(with.store().states().of(run().runId()).bestTrialId());
        } catch (RuntimeException away) {
            LOG.debug("Checkpoints stay, as nobody can say which is the best", away);
        }
    }

    /** What a person should know of the run as it starts, a sentence each. */
    List<String> notes() {
        return new StartNotes(with.store()).of(run());
    }

    /** The study may have another champion, and other programs read its files. */
    void writeChampion() {
        if (plan.study().champion().isPresent()) {
            with.champions().writeAfterNight(plan.study().name());
        }
    }

    StudyPlan plan() {
        return plan;
    }

    /** How many trials this process evaluates at a time. */
    int workers() {
        return request.workers();
    }

    StopSignal stop() {
        return stop;
    }

    Collaborators with() {
        return with;
    }

    RunRecord run() {
        return requireOpen().run();
    }

    /** A part of the run failed; the first failure stands. */
    synchronized void failed(Throwable cause) {
        failure = failure == null ? cause : failure;
    }

    boolean isOpen() {
        return participation != null;
    }

    /** Whether nobody else has started the run since. */
    boolean isLatestStartOf(RunRecord recorded) {
        Participation open = participation;
        return recorded.starts() == (open == null ? startsBefore : open.run().starts());
    }

    /** Why the run failed, or null. */
    synchronized @Nullable Throwable failure() {
        return failure;
    }

    /** Nothing is evaluated here any more. */
    void end() {
        if (participation != null) {
            requireOpen().retire();
        }
    }

    private Participation requireOpen() {
        Participation open = participation;
        if (open == null) {
            throw new IllegalStateException("The plan step opens the run before anything else.");
        }
        return open;
    }
}
