package dev.nocturne.batch;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What a start of a run begins with.
 *
 * @param start which start of the run this is, from 1
 * @param endedTrials trials that had ended before
 * @param interruptedAttempts attempts that a crash cut off, found by this start
 * @param recovery what was found if the start before did not end as it should
 * @param window until when it works, for a person; empty if its study has no window
 * @param notes what else a person should know, a sentence each
 * @param knownTrials how many earlier results the run learns from; empty if its study has no warm start
 * @param leftOut why other results are not among them, and how many for that reason; only at the first start
 */
public record RunStart(
        String study,
        String runKey,
        int start,
        int plannedTrials,
        int endedTrials,
        int interruptedAttempts,
        Optional<Recovery> recovery,
        long seed,
        String strategy,
        int workers,
        Optional<String> window,
        List<String> notes,
        OptionalInt knownTrials,
        Map<String, Integer> leftOut) {}
