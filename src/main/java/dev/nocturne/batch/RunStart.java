package dev.nocturne.batch;

/**
 * What a start of a run begins with.
 *
 * @param start which start of the run this is, from 1
 * @param endedTrials trials that had ended before
 * @param interruptedAttempts attempts that a crash cut off, found by this start
 */
public record RunStart(
        String study,
        String runKey,
        int start,
        int plannedTrials,
        int endedTrials,
        int interruptedAttempts,
        long seed,
        String strategy,
        int workers) {}
