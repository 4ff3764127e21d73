package dev.nocturne.batch;

import dev.nocturne.event.TuningEventHandler;
import dev.nocturne.objective.command.RunProcesses;
import dev.nocturne.store.RunLock;
import dev.nocturne.store.RunLocks;
import dev.nocturne.store.RunRecord;
import dev.nocturne.study.InvalidStudyException;
import dev.nocturne.summary.RunSummary;
import dev.nocturne.summary.Summaries;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.batch.core.BatchStatus;
import org.springframework.batch.core.job.JobExecution;

/**
 * Executes a run from whatever state it was left in: finds it, takes its lock, makes sure that its study is the same,
 * and starts the job, again and again while the database is only away for a while. One run at a time.
 */
public final class TuningRunner {
    private static final Logger LOG = LoggerFactory.getLogger(TuningRunner.class);
    private final Collaborators with;
    private final RunLocks locks;
    private final JobLauncher launcher;
    private final StudyArchive archive;
    private final Summaries summaries;
    private final StopControl control = new StopControl();

    TuningRunner(Collaborators with, RunLocks locks, JobLauncher launcher, StudyArchive archive, Summaries summaries) {
        this.with = with;
        this.locks = locks;
        this.launcher = launcher;
        this.archive = archive;
        this.summaries = summaries;
    }

    /**
     * Executes what was asked for, and returns when it has ended.
     *
     * @throws InvalidStudyException if the study differs from the one that the run was started with
     */
    public RunOutcome run(RunRequest request, RunListener listener) {
        String study = request.plan().study().name();
        var found = new RunFinder(with.store().runs(), locks, with.clock()).find(request);
        if (found.lock() == null) {
            return executedElsewhere(study, found.runKey());
        }
        var held = new Held(found.lock());
        try {
            Optional<RunRecord> known = with.store().runs().find(study, found.runKey());
            if (known.isPresent() && !known.get().isUnfinished()) {
                return alreadyEnded(known.get());
            }
            known.ifPresent(run -> requireSameStudy(request, run));
            known.ifPresent(run -> RunProcesses.kill(run.runToken()));
            return execute(request, found.runKey(), listener, held);
        } finally {
            held.close();
        }
    }

    /** The run's lock while the run lasts; taken anew after the database was away. */
    private static final class Held {
        private @Nullable RunLock lock;

        Held(RunLock lock) {
            this.lock = lock;
        }

        boolean retake(Supplier<Optional<RunLock>> source) {
            close();
            lock = source.get().orElse(null);
            return lock != null;
        }

        void close() {
            if (lock != null) {
                lock.close();
            }
        }
    }

    /** Stops the run that is being executed, or the next one, after the trials in flight. */
    public void stop(String why) {
        control.stop(why);
    }

    /** Ends the trials in flight as well. */
    public void cutShort() {
        control.cutShort();
    }

    private RunOutcome execute(RunRequest request, String runKey, RunListener listener, Held held) {
        String study = request.plan().study().name();
        var patience = new Patience();
        while (true) {
            var progress = new ProgressTracker(request.plan().study().direction());
            known(study, runKey).ifPresent(run -> startFrom(run, progress));
            Attempted attempted = attempt(request, runKey, listener, progress);
            if (progress.progress().endedHere() > 0) {
                patience.renew();
            }
            Optional<Duration> delay = attempted.failure() == null || control.isStopping()
                    ? Optional.empty()
                    : patience.after(attempted.failure());
            if (delay.isEmpty()) {
                return outcome(study, runKey, attempted);
            }
            listener.waitingForDatabase(FailureSentence.of(attempted.failure()), delay.get());
            control.pause(delay.get());
            try {
                if (!held.retake(() -> locks.tryLock(study, runKey))) {
                    return executedElsewhere(study, runKey);
                }
            } catch (RuntimeException stillAway) {
                LOG.debug("The lock cannot be taken yet", stillAway);
            }
        }
    }

    private static void startFrom(RunSummary run, ProgressTracker progress) {
        if (run.bestObjective() != null && run.bestTrialId() != null) {
            progress.improve(run.bestTrialId(), run.bestObjective());
        }
    }

    /** How one start of the job ended. */
    private record Attempted(
            BatchStatus status,
            Optional<String> stopReason,
            @Nullable Throwable failure) {}

    private Attempted attempt(RunRequest request, String runKey, RunListener listener, ProgressTracker progress) {
        var execution = new RunExecution(with, request.plan(), request.file(), runKey);
        TuningEventHandler log = new LoggingObserver(request.plan().study().name(), runKey);
        with.events().subscribe(progress);
        with.events().subscribe(log);
        control.attach(execution.stop());
        try {
            var parameters = new StudyJobParameters(request.plan().study().name(), runKey);
            JobExecution ended = launcher.launch(new TuningJob(execution, listener, progress).job(), parameters);
            return new Attempted(ended.getStatus(), execution.stop().reason(), failureOf(execution, ended));
        } catch (RuntimeException failure) {
            return new Attempted(BatchStatus.FAILED, Optional.empty(), failure);
        } finally {
            control.detach();
            with.events().unsubscribe(progress);
            with.events().unsubscribe(log);
        }
    }

    private static @Nullable Throwable failureOf(RunExecution execution, JobExecution ended) {
        if (execution.failure() != null || ended.getStatus() != BatchStatus.FAILED) {
            return execution.failure();
        }
        return ended.getAllFailureExceptions().stream()
                .findFirst()
                .orElseGet(() -> new IllegalStateException("the job failed without saying why"));
    }

    private RunOutcome outcome(String study, String runKey, Attempted attempted) {
        if (attempted.failure() != null) {
            LOG.debug("The run failed", attempted.failure());
            String reason = FailureSentence.of(attempted.failure());
            record(study, runKey, "FAILED", reason);
            return new RunOutcome.Failed(reason);
        }
        if (attempted.status() == BatchStatus.COMPLETED) {
            return new RunOutcome.Completed(known(study, runKey).orElseThrow());
        }
        String reason = attempted.stopReason().orElse("the job ended as " + attempted.status());
        record(study, runKey, "STOPPED", reason);
        return new RunOutcome.Stopped(known(study, runKey), reason);
    }

    private void record(String study, String runKey, String status, String reason) {
        try {
            with.store()
                    .runs()
                    .find(study, runKey)
                    .filter(RunRecord::isUnfinished)
                    .ifPresent(run -> with.store().runs().finish(run.runId(), status, reason));
        } catch (RuntimeException away) {
            LOG.debug("That the run ended cannot be recorded", away);
        }
    }

    private Optional<RunSummary> known(String study, String runKey) {
        return summaries.run(study, runKey);
    }

    private RunOutcome alreadyEnded(RunRecord run) {
        if (run.status().equals("ABANDONED")) {
            throw new InvalidStudyException("Run " + run.runKey() + " of " + run.study()
                    + " was left behind by --new and cannot be started again. Name another run, or none.");
        }
        return new RunOutcome.AlreadyComplete(known(run.study(), run.runKey()).orElseThrow());
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
        var after = request.plan();
        if (after.sha256().equals(run.configurationSha256())) {
            return;
        }
        var folder = request.file().toAbsolutePath().getParent();
        List<String> changes = StudyChanges.between(archive.plan(run, folder), after, run);
        if (!changes.isEmpty()) {
            throw new InvalidStudyException("Run " + run.runKey() + " of " + run.study()
                    + " was started with another study file; to go on, only limits may be raised. What changed:\n  "
                    + String.join("\n  ", changes)
                    + "\nUndo that and start the same command again, or begin afresh with --new.");
        }
    }
}
