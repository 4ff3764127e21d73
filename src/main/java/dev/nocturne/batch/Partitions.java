package dev.nocturne.batch;

import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.batch.core.partition.Partitioner;
import org.springframework.batch.infrastructure.item.ExecutionContext;

/**
 * One partition for each worker. Partitions carry no state: who does which trial is decided when it is claimed, so their
 * number may differ from start to start. (Spring Batch would keep the first start's grid size; it is not used.)
 */
record Partitions(int workers) implements Partitioner {
    private static final String PREFIX = "worker-";

    @Override
    public Map<String, ExecutionContext> partition(int gridSizeOfFirstStart) {
        var partitions = new LinkedHashMap<String, ExecutionContext>();
        for (int i = 1; i <= workers; i++) {
            partitions.put(PREFIX + i, new ExecutionContext());
        }
        return partitions;
    }

    /** The name of the step execution of a worker. */
    static String stepName(int worker) {
        return WorkerStep.NAME + ":" + PREFIX + worker;
    }

    static boolean isPartition(String stepName) {
        return stepName.startsWith(WorkerStep.NAME + ":" + PREFIX);
    }

    /** The worker's number, from the name of its step execution: a kill may have lost its context. */
    static int numberOf(String stepName) {
        return Integer.parseInt(stepName.substring(stepName.lastIndexOf(PREFIX) + PREFIX.length()));
    }
}
