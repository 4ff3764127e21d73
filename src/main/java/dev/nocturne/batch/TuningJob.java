package dev.nocturne.batch;

import dev.nocturne.event.TuningEvent;
import dev.nocturne.objective.command.RunProcesses;
import dev.nocturne.store.AfterCommit;
import java.util.List;
import java.util.function.Supplier;
import org.springframework.batch.core.job.Job;
import org.springframework.batch.core.job.builder.JobBuilder;
import org.springframework.batch.core.step.Step;
import org.springframework.batch.core.step.builder.StepBuilder;
import org.springframework.batch.infrastructure.repeat.RepeatStatus;
import org.springframework.batch.infrastructure.support.transaction.ResourcelessTransactionManager;
import org.springframework.core.task.SimpleAsyncTaskExecutor;

/** The job {@code tuning} of one start of a run: plan, trials, summary, report. */
final class TuningJob {
    static final String NAME = "tuning";

    private final RunExecution execution;
    private final RunListener listener;
    private final ProgressTracker progress;

    TuningJob(RunExecution execution, RunListener listener, ProgressTracker progress) {
        this.execution = execution;
        this.listener = listener;
        this.progress = progress;
    }

    Job job() {
        return new JobBuilder(NAME, execution.with().repository())
                .start(plan())
                .next(trials())
                .next(summary())
                .next(report())
                .build();
    }

    /** Every step starts again after a restart: the ledger, not the step's status, says what is left to do. */
    private StepBuilder step(String name) {
        return new StepBuilder(name, execution.with().repository()).allowStartIfComplete(true);
    }

    private Step plan() {
        return step("plan")
                .tasklet(
                        (contribution, context) -> {
                            var step = contribution.getStepExecution();
                            long jobInstance = step.getJobExecution().getJobInstanceId();
                            var opened = recordingFailure(() -> execution.open(jobInstance));
                            AfterCommit.run(() -> opened(opened));
                            return RepeatStatus.FINISHED;
                        },
                        execution.with().transactions())
                .build();
    }

    private <T> T recordingFailure(Supplier<T> work) {
        try {
            return work.get();
        } catch (RuntimeException | Error failure) {
            execution.failed(failure);
            throw failure;
        }
    }

    private void opened(RunExecution.Opened opened) {
        publish(opened.events());
        var found = opened.found();
        var run = execution.run();
        // Only now: whoever still executed the run can no longer record how its programs ended.
        int lostPrograms = RunProcesses.kill(run.runToken());
        listener.started(
                new RunStart(
                        run.study(),
                        run.runKey(),
                        run.starts(),
                        run.plannedTrials(),
                        found.endedTrials(),
                        found.interruptedAttempts(),
                        found.recovered().map(event -> Recovery.of(event, !opened.outOfTime(), lostPrograms)),
                        run.seed(),
                        execution.plan().study().strategy(),
                        execution.workers(),
                        execution.time().windowEndsAt().map(execution.time()::shown),
                        execution.notes(),
                        opened.known(),
                        opened.leftOut()),
                progress::progress);
    }

    private Step trials() {
        int workers = execution.workers();
        var step = step("trials")
                .partitioner(WorkerStep.NAME, new Partitions(workers))
                .step(new WorkerStep(execution))
                .gridSize(workers);
        execution
                .with()
                .shared()
                .ifPresentOrElse(
                        shared -> step.partitionHandler(new SharedPartitions(execution, shared, listener, progress)),
                        () -> step.taskExecutor(new SimpleAsyncTaskExecutor("worker-")));
        return step.build();
    }

    private Step summary() {
        return step("summary")
                .tasklet(
                        (contribution, context) -> {
                            List<TuningEvent> happened = recordingFailure(execution::close);
                            AfterCommit.run(() -> {
                                publish(happened);
                                execution.cleanCheckpoints();
                                execution.writeChampion();
                            });
                            return RepeatStatus.FINISHED;
                        },
                        execution.with().transactions())
                .build();
    }

    /** In no transaction: what fails in it must not reach the run, which is complete. */
    private Step report() {
        return step("report")
                .tasklet(
                        (contribution, context) -> {
                            var run = execution.run();
                            execution.with().reports().write(run.study(), run.runKey(), listener);
                            return RepeatStatus.FINISHED;
                        },
                        new ResourcelessTransactionManager())
                .build();
    }

    private void publish(List<TuningEvent> events) {
        events.forEach(execution.with().events()::publish);
    }
}
