package dev.nocturne.batch;

import dev.nocturne.engine.LostClaimException;
import dev.nocturne.engine.SupersededException;
import dev.nocturne.store.DatabaseFailure;
import java.time.Duration;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.batch.core.BatchStatus;
import org.springframework.batch.core.step.StepExecution;
import org.springframework.batch.integration.partition.StepExecutionRequestHandler;
import org.springframework.core.NestedExceptionUtils;
import org.springframework.dao.OptimisticLockingFailureException;

/** One stay of a worker at another process' run: executes the partition, and gives it back with whatever came of it. */
final class WorkerVisit {
    private static final Logger LOG = LoggerFactory.getLogger(WorkerVisit.class);

    private final Collaborators with;
    private final LentWorker worker;
    private final WorkerListener listener;
    private final Consumer<Duration> pause;
    private final BooleanSupplier cutShort;
    private @Nullable Throwable failure;

    /**
     * A stay that is about to begin.
     *
     * @param pause waits for a while, or until this process is to go home at once
     * @param cutShort whether it is
     */
    WorkerVisit(
            Collaborators with,
            LentWorker worker,
            WorkerListener listener,
            Consumer<Duration> pause,
            BooleanSupplier cutShort) {
        this.with = with;
        this.worker = worker;
        this.listener = listener;
        this.pause = pause;
        this.cutShort = cutShort;
    }

    /** Works at the run for as long as it has trials, and tells a person why it left. */
    String make() {
        String why = execute();
        LOG.debug("{} leaves: {}", worker.name(), why, failure);
        patiently(() -> {
            worker.trials().deliver(with.transactions());
            with.store()
                    .workers()
                    .giveBack(
                            worker.run().runId(),
                            worker.name(),
                            why,
                            worker.trials().ended());
        });
        return why;
    }

    /** What nobody could expect and would come again at once; empty if there was no such thing. */
    Optional<Throwable> failure() {
        return Optional.ofNullable(failure);
    }

    private String execute() {
        try {
            var handler = new StepExecutionRequestHandler();
            handler.setJobRepository(with.repository());
            handler.setStepLocator(name -> worker);
            StepExecution ended = handler.handle(worker.request());
            if (ended.getStatus() == BatchStatus.COMPLETED) {
                return "the run has no more trials to hand out";
            }
            return ended.getFailureExceptions().stream()
                    .findFirst()
                    .map(this::whyFailed)
                    .orElseGet(this::whyStopped);
        } catch (RuntimeException failed) {
            return whyFailed(failed);
        }
    }

    private String whyStopped() {
        return worker.stop().reason().orElse("the run stops");
    }

    private String whyFailed(Throwable failed) {
        if (worker.stop().isRequested()) {
            return whyStopped();
        }
        if (Causes.include(failed, SupersededException.class)) {
            return "the run was started again";
        }
        Optional<LostClaimException> lost = Causes.first(LostClaimException.class, failed);
        if (lost.isPresent()) {
            return String.valueOf(lost.get().getMessage());
        }
        if (DatabaseFailure.isAway(failed)) {
            return "the database was away";
        }
        if (NestedExceptionUtils.getMostSpecificCause(failed) instanceof OptimisticLockingFailureException) {
            return "the run was started again";
        }
        failure = failed;
        return FailureSentence.of(failed);
    }

    /** Results may have cost hours; the database may be back in a minute. */
    private void patiently(Runnable work) {
        var patience = Patience.endless();
        while (true) {
            try {
                work.run();
                return;
            } catch (RuntimeException failed) {
                Optional<Duration> delay = patience.after(failed);
                if (delay.isEmpty() || cutShort.getAsBoolean()) {
                    LOG.debug("{} cannot give back what it has", worker.name(), failed);
                    failure = failure == null && delay.isEmpty() ? failed : failure;
                    return;
                }
                listener.waitingForDatabase(FailureSentence.of(failed), delay.get());
                pause.accept(delay.get());
            }
        }
    }
}
