package dev.nocturne.batch;

import dev.nocturne.engine.LostClaimException;
import dev.nocturne.engine.SupersededException;
import dev.nocturne.event.TuningEventHandler;
import dev.nocturne.store.DatabaseFailure;
import dev.nocturne.store.RunRecord;
import dev.nocturne.study.KnownTrials;
import dev.nocturne.study.TooManyFailuresException;
import dev.nocturne.summary.RunSummary;
import dev.nocturne.summary.Summaries;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.batch.core.BatchStatus;
import org.springframework.batch.core.job.JobExecution;

/** Starts the job of one run, and starts it again for as long as nothing but a database that is away ends it. */
final class PatientExecution {
    private static final Logger LOG = LoggerFactory.getLogger(PatientExecution.class);

    private final Collaborators with;
    private final JobLauncher launcher;
    private final Summaries summaries;
    private final StopControl control;
    private final RunRequest request;
    private final String study;
    private final String runKey;
    private final Optional<KnownTrials> learnsFrom;
    private final RunListener listener;
    private final Optional<Instant> windowEndsAt;

    /**
     * The execution of a run.
     *
     * @param learnsFrom what a run that does not exist yet is to know; empty if it learns from nothing
     * @param begun when the start began, so that its window is that one which was open then
     */
    PatientExecution(
            Collaborators with,
            JobLauncher launcher,
            Summaries summaries,
            StopControl control,
            RunRequest request,
            String runKey,
            Optional<KnownTrials> learnsFrom,
            Instant begun,
            RunListener listener) {
        this.with = with;
        this.launcher = launcher;
        this.summaries = summaries;
        this.control = control;
        this.request = request;
        this.study = request.plan().study().name();
        this.runKey = runKey;
        this.learnsFrom = learnsFrom;
        this.listener = listener;
        // Once: a run that waits for its database past the end of its window is not in the next one.
        this.windowEndsAt = request.plan().study().limits().window().map(window -> window.endAfter(begun));
    }

    /** How one start of the job ended; a status only if it ended by itself. */
    private record Attempted(
            @Nullable RunExecution execution,
            @Nullable BatchStatus status,
            Optional<String> stopReason,
            @Nullable Throwable failure) {
        static Attempted failed(Throwable failure) {
            return new Attempted(null, null, Optional.empty(), failure);
        }
    }

    /**
     * Executes the run until it has ended, one way or the other.
     *
     * @param lock held by the caller; never is anything executed without it
     * @return empty if somebody else took the run over while the database was away
     */
    Optional<RunOutcome> execute(HeldLock lock) {
        var patience = Patience.ofAMinute();
        RunExecution before = null;
        while (true) {
            var progress = new ProgressTracker(request.plan().study().goals());
            Attempted attempted;
            try {
                if (!lock.hold()) {
                    return Optional.empty();
                }
                if (before != null) {
                    before.deliver();
                    if (complete().isPresent()) {
                        return complete();
                    }
                }
                attempted = attempt(progress, lock);
                before = attempted.execution();
            } catch (RuntimeException failure) {
                attempted = Attempted.failed(failure);
            }
            if (isSuperseded(attempted)) {
                return Optional.empty();
            }
            if (progress.progress().endedHere() > 0) {
                patience.renew();
            }
            Optional<Duration> delay = attempted.failure() == null || control.isStopping()
                    ? Optional.empty()
                    : patience.after(attempted.failure());
            if (delay.isEmpty()) {
                return Optional.of(outcome(attempted));
            }
            lock.close();
            listener.waitingForDatabase(FailureSentence.of(attempted.failure()), delay.get());
            control.pause(delay.get());
        }
    }

    /** The run, if all that failed came after its end. */
    private Optional<RunOutcome> complete() {
        return summaries
                .run(study, runKey)
                .filter(run -> run.status().equals("COMPLETED"))
                .map(RunOutcome.Completed::new);
    }

    /** Seen by a claim, by the guard of the lease, or from a result that came too late. */
    private boolean isSuperseded(Attempted attempted) {
        Throwable failure = attempted.failure();
        if (failure == null || Causes.include(failure, SupersededException.class)) {
            return failure != null;
        }
        return Causes.include(failure, LostClaimException.class)
                && attempted.execution() != null
                && with.store()
                        .runs()
                        .find(study, runKey)
                        .filter(run -> !attempted.execution().isLatestStartOf(run))
                        .isPresent();
    }

    private Attempted attempt(ProgressTracker progress, HeldLock lock) {
        with.store()
                .runs()
                .find(study, runKey)
                .filter(run -> run.searchTrials() != null)
                .ifPresent(run -> progress.searched(
                        run.searchTrials(),
                        run.confirmationTrials(),
                        with.store().states().confirmed(run.runId())));
        summaries
                .run(study, runKey)
                .ifPresent(run ->
                        progress.startFrom(run, summaries, with.store().states().of(run.runId())));
        var execution = new RunExecution(with, request, runKey, startsSoFar(), learnsFrom, windowEndsAt);
        TuningEventHandler log = new LoggingObserver(study, runKey);
        with.events().subscribe(progress);
        with.events().subscribe(log);
        control.attach(execution.stop());
        with.shared().ifPresent(shared -> with.store().leases().withhold(study, runKey, shared.lease()));
        var stopPoll = new StopPoll(with.store().states(), execution);
        var deadlines = new RunDeadlines(execution, listener);
        Optional<RunGuard> guard = with.shared().map(shared -> new RunGuard(lock, execution, shared));
        try {
            var job = new TuningJob(execution, listener, progress).job();
            JobExecution ended = launcher.launch(job, new StudyJobParameters(study, runKey));
            return new Attempted(execution, ended.getStatus(), execution.stop().reason(), failureOf(execution, ended));
        } catch (RuntimeException failure) {
            Throwable first = execution.failure();
            return new Attempted(execution, null, Optional.empty(), first == null ? failure : first);
        } finally {
            guard.ifPresent(RunGuard::close);
            stopPoll.close();
            deadlines.close();
            control.detach();
            with.events().unsubscribe(progress);
            with.events().unsubscribe(log);
            execution.end();
        }
    }

    private int startsSoFar() {
        return with.store().runs().find(study, runKey).map(RunRecord::starts).orElse(0);
    }

    private static @Nullable Throwable failureOf(RunExecution execution, JobExecution ended) {
        boolean failed = ended.getStatus() == BatchStatus.FAILED || ended.getStatus() == BatchStatus.UNKNOWN;
        if (execution.failure() != null || !failed) {
            return execution.failure();
        }
        var failures = ended.getAllFailureExceptions();
        return failures.stream()
                .filter(DatabaseFailure::isAway)
                .findFirst()
                .or(() -> failures.stream().findFirst())
                .orElseGet(() -> new IllegalStateException("the job failed without saying why"));
    }

    private RunOutcome outcome(Attempted attempted) {
        if (attempted.failure() != null) {
            LOG.debug("The run failed", attempted.failure());
            String reason = FailureSentence.of(attempted.failure());
            record(attempted, "FAILED", reason);
            return new RunOutcome.Failed(reason, failedTrials(attempted.failure()));
        }
        if (attempted.status() == BatchStatus.COMPLETED) {
            return new RunOutcome.Completed(summaries.run(study, runKey).orElseThrow());
        }
        String reason = attempted.stopReason().orElse("the job ended as " + attempted.status());
        record(attempted, "STOPPED", reason);
        Optional<RunSummary> run = summaries.run(study, runKey);
        if (attempted.execution() != null && attempted.execution().time().isWindowOver() && run.isPresent()) {
            boolean carryOver =
                    request.plan().study().limits().window().orElseThrow().carryOver();
            return new RunOutcome.WindowOver(run.get(), reason, carryOver);
        }
        return new RunOutcome.Stopped(run, reason);
    }

    /** The run, if it failed of its trials, so that a person can be told of what. */
    private Optional<RunSummary> failedTrials(Throwable failure) {
        return Causes.include(failure, TooManyFailuresException.class)
                ? summaries.run(study, runKey)
                : Optional.empty();
    }

    /** A database that is away cannot be told; the next start finds the run as it would after a kill. */
    private void record(Attempted attempted, String status, String reason) {
        try {
            var runs = with.store().runs();
            runs.find(study, runKey)
                    .filter(RunRecord::isUnfinished)
                    .filter(run -> attempted.execution() == null
                            || attempted.execution().isLatestStartOf(run))
                    .ifPresent(run -> runs.finish(run, status, reason));
        } catch (RuntimeException away) {
            if (!DatabaseFailure.isAway(away)) {
                throw away;
            }
            LOG.debug("That the run ended cannot be recorded", away);
        }
    }
}
