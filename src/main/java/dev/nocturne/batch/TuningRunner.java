package dev.nocturne.batch;

import dev.nocturne.store.RunLocks;
import dev.nocturne.store.RunRecord;
import dev.nocturne.study.InvalidStudyException;
import dev.nocturne.study.KnownTrials;
import dev.nocturne.study.Study;
import dev.nocturne.summary.RunSummary;
import dev.nocturne.summary.Summaries;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Executes a run from whatever state it was left in: finds it, takes its lock, makes sure that its study is the same,
 * and starts the job. One run at a time.
 */
public final class TuningRunner {
    private final Collaborators with;
    private final RunLocks locks;
    private final JobLauncher launcher;
    private final StudyArchive archive;
    private final EarlierResults earlier;
    private final Summaries summaries;
    private final Deliveries deliveries;
    private final StopControl control = new StopControl();

    TuningRunner(
            Collaborators with,
            RunLocks locks,
            JobLauncher launcher,
            StudyArchive archive,
            EarlierResults earlier,
            Summaries summaries,
            Deliveries deliveries) {
        this.with = with;
        this.locks = locks;
        this.launcher = launcher;
        this.archive = archive;
        this.earlier = earlier;
        this.summaries = summaries;
        this.deliveries = deliveries;
    }

    /**
     * Executes what was asked for, and returns when it has ended.
     *
     * @throws InvalidStudyException if the study differs from the one that the run was started with, or what a new run is
     *     to learn from is not there
     */
    public RunOutcome run(RunRequest request, RunListener listener) {
        String study = request.plan().study().name();
        Instant begun = with.clock().instant();
        Optional<RunOutcome> outside = outsideWindow(request.plan().study(), begun);
        if (outside.isPresent()) {
            return outside.get();
        }
        var found = new RunFinder(with.store().runs(), locks, with.checkpoints(), with.clock()).find(request);
        if (found.lock() == null) {
            return executedElsewhere(study, found.runKey());
        }
        try (Delivery delivery = deliveries.begin(Optional.of(with.events()))) {
            var lock = new HeldLock(locks, study, found.runKey(), found.lock());
            RunOutcome outcome = execute(request, found.runKey(), lock, begun, listener);
            delivery.drain(listener, control.isStopping());
            return outcome;
        }
    }

    private RunOutcome execute(RunRequest request, String runKey, HeldLock lock, Instant begun, RunListener listener) {
        String study = request.plan().study().name();
        try (lock) {
            deliveries.register();
            Optional<RunRecord> known = with.store().runs().find(study, runKey);
            if (known.isPresent() && !known.get().isUnfinished()) {
                return alreadyEnded(known.get(), listener);
            }
            known.ifPresent(run -> requireSameStudy(request, run));
            known.ifPresent(run -> with.store().outbox().publish(run.runId(), with.publishes()));
            known.ifPresent(run -> new ObjectiveChanges(with).settle(request, run));
            RunRequest goingOn =
                    known.map(run -> request.withStrategy(run.strategy())).orElse(request);
            Optional<KnownTrials> learnsFrom = known.isEmpty() ? earlier.of(request) : Optional.empty();
            return new PatientExecution(
                            with, launcher, summaries, control, goingOn, runKey, learnsFrom, begun, listener)
                    .execute(lock)
                    .orElseGet(() -> executedElsewhere(study, runKey));
        }
    }

    private Optional<RunOutcome> outsideWindow(Study study, Instant now) {
        return Tonight.opensLater(study, now).map(opens -> new RunOutcome.OutsideWindow(study.name(), opens));
    }

    /** Stops the run that is being executed, or the next one, after the trials in flight. */
    public void stop(String why) {
        control.stop(why);
    }

    /** Ends the trials in flight as well. */
    public void cutShort() {
        control.cutShort();
    }

    private RunOutcome alreadyEnded(RunRecord run, RunListener listener) {
        if (run.status().equals("ABANDONED")) {
            throw new InvalidStudyException("Run " + run.runKey() + " of " + run.study()
                    + " was left behind by --new and cannot be started again. Name another run, or none.");
        }
        RunSummary summary = summaries.run(run.study(), run.runKey()).orElseThrow();
        // A kill may have come between the run's end and its tidying up.
        new RunCheckpoints(with.checkpoints(), run, false).complete(summary.bestTrialId());
        with.champions().writeAfterNight(run.study());
        with.reports().writeIfMissing(run.study(), run.runKey(), listener);
        return new RunOutcome.AlreadyComplete(summary);
    }

    private RunOutcome executedElsewhere(String study, String runKey) {
        String owner = with.store()
                .runs()
                .find(study, runKey)
                .filter(run -> run.ownerHost() != null)
                .map(run -> "process " + run.ownerPid() + " on " + run.ownerHost())
                .orElse("another process");
        return new RunOutcome.ExecutedElsewhere(study, runKey, owner);
    }

    private void requireSameStudy(RunRequest request, RunRecord run) {
        List<String> changes = StudyChanges.since(run, request.plan(), request.file(), archive, with.strategies());
        if (!changes.isEmpty()) {
            throw new InvalidStudyException("Run " + run.runKey() + " of " + run.study()
                    + " was started with another study file; to go on, only limits may be raised. What changed:\n  "
                    + String.join("\n  ", changes)
                    + "\nUndo that and start the same command again, or begin afresh with --new.");
        }
    }
}
