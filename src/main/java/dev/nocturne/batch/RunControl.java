package dev.nocturne.batch;

import dev.nocturne.store.JdbcRunStates;
import dev.nocturne.store.JdbcRuns;
import dev.nocturne.store.RunLocks;
import dev.nocturne.store.RunRecord;
import dev.nocturne.summary.RunSummary;
import java.util.List;

/** Reaches runs that other processes execute. Thread-safe. */
public final class RunControl {
    private final JdbcRuns runs;
    private final JdbcRunStates states;
    private final RunLocks locks;

    RunControl(JdbcRuns runs, JdbcRunStates states, RunLocks locks) {
        this.runs = runs;
        this.states = states;
        this.locks = locks;
    }

    /** Whether a live process executes the run at this moment. */
    public boolean isExecuting(RunSummary run) {
        return run.status().equals("RUNNING") && locks.isLocked(run.study(), run.runKey());
    }

    /** How many workers of other processes than its own take part in the run. */
    public int workersElsewhere(RunSummary run) {
        return states.of(run.runId()).lentWorkers();
    }

    /**
     * Asks every run of the study that is being executed to stop after the trials in flight.
     *
     * @return the keys of those runs; empty if there is none
     */
    public List<String> stop(String study) {
        return runs.all(study).stream()
                .filter(run -> run.status().equals("RUNNING"))
                .filter(run -> locks.isLocked(run.study(), run.runKey())
                        || states.of(run.runId()).lentWorkers() > 0)
                .filter(states::requestStop)
                .map(RunRecord::runKey)
                .toList();
    }
}
