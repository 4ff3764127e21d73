package dev.nocturne.batch;

import dev.nocturne.engine.Interruption;
import dev.nocturne.store.JdbcRunLeases.OpenRun;
import dev.nocturne.store.RunRecord;
import org.springframework.batch.core.job.JobInterruptedException;
import org.springframework.batch.core.step.Step;
import org.springframework.batch.core.step.StepExecution;
import org.springframework.batch.integration.partition.StepExecutionRequest;

/**
 * A worker of this process for one partition of another process' run, from the moment it took the partition until it has
 * given it back. Its step is executed by one thread; it may be told to stop from others.
 */
final class LentWorker implements Step {
    private final Collaborators with;
    private final OpenRun openRun;
    private final Participation participation;
    private final StepExecutionRequest request;
    private final StopSignal stop;
    private final TrialWorker trials;

    LentWorker(
            Collaborators with,
            OpenRun openRun,
            Participation participation,
            StepExecutionRequest request,
            String name) {
        this.with = with;
        this.openRun = openRun;
        this.participation = participation;
        this.request = request;
        var interruption = new Interruption();
        this.stop = new StopSignal(participation.signal(), interruption);
        this.trials = participation.worker(name, stop, interruption);
    }

    @Override
    public String getName() {
        return WorkerStep.NAME;
    }

    @Override
    public void execute(StepExecution stepExecution) throws JobInterruptedException {
        int chunkSize = participation.plan().study().execution().chunkSize();
        TrialChunks.of(trials, chunkSize, with, stop).execute(stepExecution);
    }

    /** It has given everything back. */
    void leave() {
        participation.leave();
    }

    StepExecutionRequest request() {
        return request;
    }

    OpenRun openRun() {
        return openRun;
    }

    RunRecord run() {
        return participation.run();
    }

    TrialWorker trials() {
        return trials;
    }

    String name() {
        return trials.name();
    }

    StopSignal stop() {
        return stop;
    }
}
