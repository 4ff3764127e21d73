package dev.nocturne.store;

import dev.nocturne.summary.RunSummary;
import dev.nocturne.summary.SystematicSample;
import java.util.Optional;

/**
 * How much of a run a report reads.
 *
 * @param wholeRun of a run with more trials than this a sample is read
 * @param sampled how many trials such a sample has at most
 * @param failedAttempts how many of the latest failed attempts of such a run are grouped
 */
record ReadBounds(int wholeRun, int sampled, int failedAttempts) {
    /** Those that the page says. */
    static final ReadBounds STANDARD = new ReadBounds(
            SystematicSample.LARGEST_READ_WHOLE, SystematicSample.TRIALS, SystematicSample.FAILED_ATTEMPTS);

    /** Empty if all its trials are read. */
    Optional<SystematicSample> sample(RunSummary run) {
        return SystematicSample.of(run, wholeRun, sampled);
    }
}
