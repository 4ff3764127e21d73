package dev.nocturne.batch;

import dev.nocturne.engine.Attempt;
import dev.nocturne.engine.AttemptResult;
import java.util.Optional;
import org.springframework.batch.core.step.Step;
import org.springframework.batch.core.step.StepInterruptionPolicy;
import org.springframework.batch.core.step.builder.StepBuilder;

/** The chunk-oriented step in which a worker claims, evaluates and completes trials. */
final class TrialChunks {
    private TrialChunks() {}

    static Step of(TrialWorker worker, int chunkSize, Collaborators with, StepInterruptionPolicy stop) {
        return new StepBuilder(WorkerStep.NAME, ContextsIfChanged.of(with.repository()))
                .<Optional<Attempt>, AttemptResult>chunk(chunkSize)
                .transactionManager(with.transactions())
                .reader(worker::read)
                .processor(worker::process)
                .writer(worker::write)
                .interruptionPolicy(stop)
                .build();
    }
}
