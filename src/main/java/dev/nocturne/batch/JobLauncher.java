package dev.nocturne.batch;

import dev.nocturne.study.TuningException;
import java.time.Clock;
import java.time.LocalDateTime;
import org.springframework.batch.core.BatchStatus;
import org.springframework.batch.core.ExitStatus;
import org.springframework.batch.core.job.Job;
import org.springframework.batch.core.job.JobExecution;
import org.springframework.batch.core.job.JobExecutionException;
import org.springframework.batch.core.job.JobInstance;
import org.springframework.batch.core.job.parameters.JobParameters;
import org.springframework.batch.core.launch.JobExecutionAlreadyRunningException;
import org.springframework.batch.core.launch.JobOperator;
import org.springframework.batch.core.repository.JobRepository;
import org.springframework.batch.core.step.StepExecution;
import org.springframework.dao.OptimisticLockingFailureException;

/** Starts a job, or starts it again whatever it was left as. Only for a caller that holds the run's lock. */
final class JobLauncher {
    private static final int TRIES = 100;

    private final JobOperator operator;
    private final JobRepository repository;
    private final Clock clock;

    JobLauncher(JobOperator operator, JobRepository repository, Clock clock) {
        this.operator = operator;
        this.repository = repository;
        this.clock = clock;
    }

    /**
     * Starts the job and waits for its end. Workers of other processes may still commit chunks of the execution before, or
     * begin with a partition that they took just now; every try ends some of those for good.
     */
    JobExecution launch(Job job, StudyJobParameters parameters) {
        JobParameters jobParameters = parameters.toJobParameters();
        for (int tries = 1; ; tries++) {
            recover(job, jobParameters);
            try {
                return operator.start(job, jobParameters);
            } catch (JobExecutionAlreadyRunningException begunMeanwhile) {
                if (tries == TRIES) {
                    throw refused(begunMeanwhile);
                }
            } catch (JobExecutionException refused) {
                throw refused(refused);
            }
        }
    }

    private void recover(Job job, JobParameters parameters) {
        for (int tries = 1; ; tries++) {
            JobInstance instance = repository.getJobInstance(job.getName(), parameters);
            JobExecution last = instance == null ? null : repository.getLastJobExecution(instance);
            try {
                if (last != null) {
                    recover(last);
                }
                return;
            } catch (OptimisticLockingFailureException committedMeanwhile) {
                if (tries == TRIES) {
                    throw refused(committedMeanwhile);
                }
            }
        }
    }

    private static TuningException refused(Exception cause) {
        return new TuningException(
                "Spring Batch does not start the job: " + cause.getMessage() + ". Start the same command again.",
                cause);
    }

    /**
     * Nobody executes it, as its lock is ours: what looks as if it ran, died. Steps may look so in a job that does not.
     * An execution whose outcome Spring Batch could not save is UNKNOWN, and recover() would refuse it; the ledger
     * commits together with its metadata, so it is safe to go on from what was committed.
     */
    private void recover(JobExecution last) {
        boolean unknown = last.getStatus() == BatchStatus.UNKNOWN
                || last.getStepExecutions().stream().anyMatch(step -> step.getStatus() == BatchStatus.UNKNOWN);
        if (unknown) {
            last.getStepExecutions().forEach(this::fail);
            last.setStatus(BatchStatus.FAILED);
            last.setExitStatus(ExitStatus.FAILED);
            last.setEndTime(LocalDateTime.now(clock));
            repository.update(last);
        } else if (isRunning(last)) {
            operator.recover(last);
        }
    }

    private static boolean isRunning(JobExecution last) {
        return last.isRunning()
                || last.getStepExecutions().stream()
                        .anyMatch(step -> step.getStatus().isRunning());
    }

    private void fail(StepExecution step) {
        if (step.getStatus() == BatchStatus.UNKNOWN || step.getStatus().isRunning()) {
            step.setStatus(BatchStatus.FAILED);
            step.setExitStatus(ExitStatus.FAILED);
            step.setEndTime(LocalDateTime.now(clock));
            repository.update(step);
        }
    }
}
