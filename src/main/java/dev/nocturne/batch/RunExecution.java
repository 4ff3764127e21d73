package dev.nocturne.batch;

import dev.nocturne.config.StudyPlan;
import dev.nocturne.engine.Evaluator;
import dev.nocturne.engine.Interruption;
import dev.nocturne.engine.LedgerSignal;
import dev.nocturne.engine.Proposer;
import dev.nocturne.engine.RunSettings;
import dev.nocturne.engine.TrialLedger;
import dev.nocturne.event.TuningEvent;
import dev.nocturne.store.JdbcRunOpening;
import dev.nocturne.store.JdbcRuns;
import dev.nocturne.store.RunRecord;
import dev.nocturne.strategy.Strategy;
import dev.nocturne.study.KnownTrials;
import dev.nocturne.study.Trial;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
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
    private final StudyPlan plan;
    private final Path file;
    private final String runKey;
    private final Optional<KnownTrials> learnsFrom;
    private final LedgerSignal signal = new LedgerSignal();
    private final Interruption interruption = new Interruption();
    private final StopSignal stop = new StopSignal(signal, interruption);

    private volatile @Nullable RunRecord run;
    private volatile @Nullable TrialLedger ledger;
    private volatile @Nullable Evaluator evaluator;
    private @Nullable Throwable failure;

    RunExecution(Collaborators with, StudyPlan plan, Path file, String runKey, Optional<KnownTrials> learnsFrom) {
        this.with = with;
        this.plan = plan;
        this.file = file;
        this.runKey = runKey;
        this.learnsFrom = learnsFrom;
    }

    /**
     * What a start of the run found.
     *
     * @param known how many earlier results the run learns from; empty if its study has no warm start
     * @param leftOut which others it does not, and why, if this is its first start
     * @param events what happened, recorded; to be published after the commit
     */
    record Opened(
            JdbcRunOpening.Found found, OptionalInt known, Map<String, Integer> leftOut, List<TuningEvent> events) {}

    /** Creates or takes up the run, in the transaction of the plan step. */
    Opened open(long jobInstanceId) {
        RunRecord before = createdOrRaised(jobInstanceId);
        var found = with.store().opening().open(before);
        var events = new ArrayList<>(found.events());
        Optional<KnownTrials> fixedNow = before.starts() == 0 ? learnsFrom : Optional.empty();
        fixedNow.ifPresent(known -> events.add(with.store().knownTrials().record(before.runId(), known)));
        RunRecord opened = with.store().runs().find(plan.study().name(), runKey).orElseThrow();
        run = opened;
        List<Trial> known = with.store().knownTrials().of(opened.runId(), plan.study());
        Strategy strategy = with.strategies().create(plan.study(), opened.strategySettings());
        var objective = with.objectives().create(plan.objective(), plan.study(), opened.runToken());
        TrialLedger created = with.store()
                .ledger(
                        opened.runId(),
                        opened.starts(),
                        plan.study(),
                        new Proposer(plan.study(), strategy, opened.seed(), known),
                        with.events(),
                        signal);
        ledger = created;
        evaluator = new Evaluator(
                plan.study(), objective, created, interruption, stop::isRequested, with.clock(), with.nanoTime());
        return new Opened(
                found,
                plan.study().warmStart().isPresent() ? OptionalInt.of(known.size()) : OptionalInt.empty(),
                fixedNow.map(KnownTrials::leftOut).orElse(Map.of()),
                List.copyOf(events));
    }

    private RunRecord createdOrRaised(long jobInstanceId) {
        var study = plan.study();
        var configuration = new JdbcRuns.Configuration(
                plan.source(), file.toAbsolutePath().normalize().toString(), plan.sha256());
        Optional<RunRecord> known = with.store().runs().find(study.name(), runKey);
        if (known.isEmpty()) {
            var settings = RunSettings.of(study, with.strategies().capacity(study), with.freshSeed());
            return with.store().runs().create(study, runKey, settings, configuration, jobInstanceId);
        }
        int planned = RunSettings.plannedTrials(study, with.strategies().capacity(study));
        with.store().runs().raiseLimits(known.get(), study, planned, configuration);
        return with.store().runs().find(study.name(), runKey).orElseThrow();
    }

    /** The worker of a partition, registered in the ledger. */
    TrialWorker worker(String name) {
        with.store().opening().join(run().runId(), name);
        return new TrialWorker(
                name,
                requireOpen(ledger),
                requireOpen(evaluator),
                stop,
                signal,
                plan.study().execution().chunkSize());
    }

    /** The name of a worker of this process; a later start of the run in the same process has others. */
    String workerName(int number) {
        int start = run().starts();
        return with.store().host().worker(number) + (start == 1 ? "" : "-start-" + start);
    }

    /** The time at which a worker went home is worth no failure. */
    void leave(String worker) {
        try {
            with.store().opening().leave(run().runId(), worker);
        } catch (RuntimeException away) {
            LOG.debug("That worker {} went home cannot be recorded", worker, away);
        }
    }

    /** Stores the summary, in the transaction of the summary step. */
    TuningEvent close() {
        return with.store().closing().close(run(), plan.study());
    }

    StudyPlan plan() {
        return plan;
    }

    StopSignal stop() {
        return stop;
    }

    Collaborators with() {
        return with;
    }

    RunRecord run() {
        return requireOpen(run);
    }

    /** A part of the run failed; the first failure stands. */
    synchronized void failed(Throwable cause) {
        failure = failure == null ? cause : failure;
    }

    boolean isOpen() {
        return run != null;
    }

    /** Whether nobody has started the run again since this start of it. */
    boolean isLatestStartOf(RunRecord recorded) {
        RunRecord opened = run;
        return opened == null || opened.starts() == recorded.starts();
    }

    /** Why the run failed, or null. */
    synchronized @Nullable Throwable failure() {
        return failure;
    }

    private static <T> T requireOpen(@Nullable T part) {
        if (part == null) {
            throw new IllegalStateException("The plan step opens the run before anything else.");
        }
        return part;
    }
}
