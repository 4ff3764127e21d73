package dev.nocturne.engine;

import java.util.List;

/**
 * The record of whose each trial is and how it ended: the only memory of a run. Every method is atomic: all of it
 * happens, or none. Implementations are thread-safe.
 */
public interface TrialLedger {
    /**
     * Hands trials to a worker: interrupted ones first, else the next ids whose required history has ended, in one
     * ascending block.
     *
     * @param worker name of the worker, unique within the run
     * @param limit at most this many trials, at least 1
     * @throws dev.nocturne.study.TooManyFailuresException if more trials failed than the study allows
     */
    Claim claim(String worker, int limit);

    /**
     * Records that an attempt failed and that the worker tries the same trial again.
     *
     * @return the attempt to make
     */
    Attempt retry(String worker, AttemptResult failed);

    /**
     * Records how attempts ended: a completed or failed one ends its trial, an interrupted one leaves the trial to be
     * attempted again.
     *
     * @throws LostClaimException if one of the trials is not this worker's (any more); nothing is recorded then
     */
    void complete(String worker, List<AttemptResult> results);
}
