package dev.nocturne.batch;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.springframework.batch.core.step.StepExecution;
import org.springframework.batch.integration.partition.StepExecutionRequest;

/** The partitions of a run that wait for workers of other processes. Used by one thread. */
final class PartitionOffers {
    /** So many workers can join at once; for further ones it takes another look. */
    private static final int OPEN = 4;

    private final RunExecution execution;
    private final PartitionQueue queue;
    private final Supplier<StepExecution> partitions;
    private final Map<Long, StepExecution> offered = new HashMap<>();

    PartitionOffers(RunExecution execution, SharedDatabase shared, Supplier<StepExecution> partitions) {
        this.execution = execution;
        this.queue =
                shared.partitionsOf(execution.run().runId(), execution.run().starts());
        this.partitions = partitions;
    }

    /** Offers as many as were taken. */
    void fill() {
        for (int open = queue.size(); open < OPEN; open++) {
            StepExecution partition = partitions.get();
            offered.put(partition.getId(), partition);
            queue.offer(partition);
        }
    }

    /** Nobody can join any more. */
    void withdraw() {
        if (offered.isEmpty()) {
            return;
        }
        Optional<StepExecutionRequest> open = queue.take();
        while (open.isPresent()) {
            StepExecution partition = offered.remove(open.get().getStepExecutionId());
            if (partition != null) {
                execution.with().repository().deleteStepExecution(partition);
            }
            open = queue.take();
        }
        offered.clear();
    }
}
