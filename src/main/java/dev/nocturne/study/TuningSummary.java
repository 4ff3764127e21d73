package dev.nocturne.study;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What came of a run.
 *
 * @param best empty if no trial completed, or if the study has several objectives
 * @param front of a study with several objectives, the trials that none is better than, in the order of their ids; empty
 *     for a study with one
 * @param trialsRan how many trials ended, good or bad
 * @param trialsFailed how many of them failed
 * @param trialsPruned how many of them were ended early, as they were hopeless
 * @param endCondition why the run had enough
 * @param endReason the same for a person
 * @param totalTime from the first start of the run to its end, pauses between restarts included
 */
public record TuningSummary(
        Optional<Incumbent> best,
        List<ParetoTrial> front,
        int trialsRan,
        int trialsFailed,
        int trialsPruned,
        EndCondition endCondition,
        String endReason,
        Duration totalTime,
        Instant completedAt) {
    public TuningSummary {
        front = List.copyOf(front);
    }
}
