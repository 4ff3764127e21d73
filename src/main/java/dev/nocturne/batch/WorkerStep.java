package dev.nocturne.batch;

import org.springframework.batch.core.BatchStatus;
import org.springframework.batch.core.job.JobInterruptedException;
import org.springframework.batch.core.step.Step;
import org.springframework.batch.core.step.StepExecution;

/**
 * The step of one partition: a chunk-oriented step with a worker of its own, made for each execution, so that partitions
 * share nothing but the ledger. It always starts again after a restart: the ledger knows what is left to do. It never
 * throws what a worker failed of: the manager would go on at once, beside the workers that still evaluate.
 */
final class WorkerStep implements Step {
    static final String NAME = "trial";

    private final RunExecution execution;

    WorkerStep(RunExecution execution) {
        this.execution = execution;
    }

    @Override
    public String getName() {
        return NAME;
    }

    @Override
    public boolean isAllowStartIfComplete() {
        return true;
    }

    @Override
    public void execute(StepExecution stepExecution) throws JobInterruptedException {
        String worker = execution.workerName(Partitions.numberOf(stepExecution.getStepName()));
        try {
            TrialChunks.of(execution.worker(worker), chunkSize(), execution.with(), execution.stop())
                    .execute(stepExecution);
            if (stepExecution.getStatus().isUnsuccessful()) {
                stepExecution.getFailureExceptions().forEach(execution::failed);
            }
        } catch (RuntimeException | Error failure) {
            execution.failed(failure);
            stepExecution.addFailureException(failure);
            stepExecution.setStatus(BatchStatus.FAILED);
        } finally {
            if (stepExecution.getStatus() != BatchStatus.COMPLETED) {
                execution.stop().request("worker " + worker + " ended early");
            }
        }
        execution.leave(worker);
    }

    private int chunkSize() {
        return execution.plan().study().execution().chunkSize();
    }
}
