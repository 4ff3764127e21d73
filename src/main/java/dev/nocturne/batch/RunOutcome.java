package dev.nocturne.batch;

import dev.nocturne.summary.RunSummary;
import java.util.Optional;

/** How a request to run ended. */
public sealed interface RunOutcome {
    /** All trials have ended and the summary is stored. */
    record Completed(RunSummary run) implements RunOutcome {}

    /** There was nothing to do: the run had completed before. */
    record AlreadyComplete(RunSummary run) implements RunOutcome {}

    /**
     * The run was stopped; the same command goes on with it.
     *
     * @param run empty if it was stopped before anything was recorded
     */
    record Stopped(Optional<RunSummary> run, String reason) implements RunOutcome {}

    /**
     * The run was stopped, as its window is over.
     *
     * @param carryOver whether the next night goes on with it by itself
     */
    record WindowOver(RunSummary run, String reason, boolean carryOver) implements RunOutcome {}

    /**
     * Nothing was done, as the study's window is not open.
     *
     * @param opensAt when it will be, for a person
     */
    record OutsideWindow(String study, String opensAt) implements RunOutcome {}

    /**
     * The run failed; the same command goes on with it.
     *
     * @param failedOfItsTrials the run, if more trials failed than may
     */
    record Failed(String reason, Optional<RunSummary> failedOfItsTrials) implements RunOutcome {}

    /**
     * Another live process executes the run.
     *
     * @param owner which, for a person
     */
    record ExecutedElsewhere(String study, String runKey, String owner) implements RunOutcome {}
}
