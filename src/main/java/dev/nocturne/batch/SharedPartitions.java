package dev.nocturne.batch;

import dev.nocturne.store.DatabaseFailure;
import dev.nocturne.store.RunState;
import dev.nocturne.study.TooManyFailuresException;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.springframework.batch.core.BatchStatus;
import org.springframework.batch.core.ExitStatus;
import org.springframework.batch.core.job.JobExecution;
import org.springframework.batch.core.job.JobInterruptedException;
import org.springframework.batch.core.partition.PartitionHandler;
import org.springframework.batch.core.partition.StepExecutionSplitter;
import org.springframework.batch.core.step.StepExecution;
import org.springframework.core.task.SimpleAsyncTaskExecutor;
import org.springframework.dao.OptimisticLockingFailureException;

/**
 * The partitions of a run whose database other machines reach: some are executed here, and for as long as there is work
 * others are offered to whoever comes. Who takes one, and whether it is ever taken, makes no difference: trials are handed
 * out by the ledger. It returns when no worker has a trial any more, here or elsewhere.
 */
final class SharedPartitions implements PartitionHandler {
    private static final long LOOK_MILLIS = 200;

    private final RunExecution execution;
    private final SharedDatabase shared;
    private final RunListener listener;
    private final ProgressTracker progress;
    private final SimpleAsyncTaskExecutor threads = new SimpleAsyncTaskExecutor("worker-");
    private final List<StepExecution> executedHere = new ArrayList<>();
    private int partitions;
    private boolean wantsWorkHere;

    SharedPartitions(RunExecution execution, SharedDatabase shared, RunListener listener, ProgressTracker progress) {
        this.listener = listener;
        this.execution = execution;
        this.shared = shared;
        this.progress = progress;
    }

    /** The splitter is not asked: how many partitions there are is seen only as workers come. */
    @Override
    public Collection<StepExecution> handle(StepExecutionSplitter splitter, StepExecution manager) throws Exception {
        JobExecution job = manager.getJobExecution();
        var lent = new LentWorkers(execution, shared, listener);
        var offers = new PartitionOffers(execution, shared, () -> newPartition(job));
        CompletableFuture<Void> here = startHere(job);
        try {
            while (true) {
                if (execution.failure() != null) {
                    here.join();
                    throw new IllegalStateException("a part of the run failed", execution.failure());
                }
                try {
                    if (isOver(lent, offers, here)) {
                        endLostPartitions(job.getId());
                        return executedHere;
                    }
                } catch (RuntimeException failure) {
                    // Those who work here may be in the middle of a long trial; when they are done, the database is
                    // back.
                    if (!DatabaseFailure.isAway(failure) || here.isDone()) {
                        throw failure;
                    }
                    lent.lookAnew();
                }
                if (here.isDone() && wantsWorkHere) {
                    here = startHere(job);
                }
                await(here);
            }
        } catch (RuntimeException failure) {
            execution.failed(failure);
            execution.stop().request("the run cannot go on");
            here.join();
            throw failure;
        }
    }

    /** One look: offers partitions while there is work, and says whether nobody has a trial any more. */
    private boolean isOver(LentWorkers lent, PartitionOffers offers, CompletableFuture<Void> here)
            throws JobInterruptedException {
        wantsWorkHere = false;
        RunState state = lent.look(progress);
        if (execution.stop().isRequested()) {
            offers.withdraw();
            lent.stop();
            if (here.isDone() && lent.look(progress).lentWorkers() == 0) {
                if (!execution.stop().stopsShort()) {
                    return true;
                }
                throw new JobInterruptedException(
                        "A stop was asked for: " + execution.stop().reason().orElse(""));
            }
        } else if (state.hasTooManyFailures()) {
            execution.failed(new TooManyFailuresException(state.failed(), state.maxFailures()));
        } else if (state.hasWork()) {
            offers.fill();
            wantsWorkHere = true;
        } else {
            offers.withdraw();
            lent.cutShort();
            return here.isDone() && isDeserted(lent.look(progress));
        }
        return false;
    }

    private static boolean isDeserted(RunState state) {
        return !state.hasWork() && state.lentWorkers() == 0;
    }

    /** Until the next look is due, or nobody works here any more. */
    private static void await(CompletableFuture<Void> here) throws InterruptedException, ExecutionException {
        if (here.isDone()) {
            TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
            return;
        }
        try {
            here.get(LOOK_MILLIS, TimeUnit.MILLISECONDS);
        } catch (TimeoutException stillWorking) {
            // Then it is time to look.
        }
    }

    private synchronized StepExecution newPartition(JobExecution job) {
        return execution.with().repository().createStepExecution(Partitions.stepName(++partitions), job);
    }

    /** Those of workers that never came back; everything else has ended by itself. */
    private void endLostPartitions(long jobExecution) {
        var repository = execution.with().repository();
        for (StepExecution step : repository.getJobExecution(jobExecution).getStepExecutions()) {
            if (Partitions.isPartition(step.getStepName()) && step.getStatus().isRunning()) {
                step.setStatus(BatchStatus.FAILED);
                step.setExitStatus(ExitStatus.FAILED.addExitDescription("its worker was lost"));
                step.setEndTime(LocalDateTime.now(execution.with().clock()));
                try {
                    repository.update(step);
                } catch (OptimisticLockingFailureException endedMeanwhile) {
                    // Its worker was only frozen, and says itself how its partition ended.
                }
            }
        }
    }

    private CompletableFuture<Void> startHere(JobExecution job) {
        var running = new ArrayList<CompletableFuture<Void>>();
        for (int i = 0; i < execution.workers(); i++) {
            StepExecution partition = newPartition(job);
            executedHere.add(partition);
            running.add(CompletableFuture.runAsync(() -> execute(partition), threads));
        }
        return CompletableFuture.allOf(running.toArray(CompletableFuture[]::new));
    }

    private void execute(StepExecution partition) {
        try {
            new WorkerStep(execution).execute(partition);
        } catch (JobInterruptedException stopped) {
            partition.setStatus(BatchStatus.STOPPED);
        }
    }
}
