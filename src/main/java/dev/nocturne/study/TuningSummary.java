package dev.nocturne.study;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * What came of a run.
 *
 * @param best empty if no trial completed
 * @param trialsRan how many trials ended, good or bad
 * @param trialsFailed how many of them failed
 * @param totalTime from the first start of the run to its end, pauses between restarts included
 */
public record TuningSummary(
        Optional<Incumbent> best, int trialsRan, int trialsFailed, Duration totalTime, Instant completedAt) {}
