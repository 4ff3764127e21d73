package dev.nocturne.engine;

import dev.nocturne.study.TuningException;

/** A worker came with the result of an attempt, or asks for one, that the ledger no longer grants it. */
public final class LostClaimException extends TuningException {
    private static final long serialVersionUID = 1L;

    /** A worker that lost its lease asks for trials. */
    public LostClaimException(String worker) {
        super("Worker " + worker + " was taken for dead, as it did not renew its lease in time; others have its trials."
                + " Nothing is lost.");
    }

    /** A worker that lost a trial brings its result. */
    public LostClaimException(String worker, int trialId, int attempt) {
        super("Attempt " + attempt + " at trial " + trialId + " is no longer worker " + worker
                + "'s: somebody else took the run over. Its result is dropped; nothing is lost.");
    }
}
