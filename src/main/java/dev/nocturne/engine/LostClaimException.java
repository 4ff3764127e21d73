package dev.nocturne.engine;

import dev.nocturne.study.TuningException;

/** A worker came with the result of an attempt that the ledger no longer holds for it; the result is dropped. */
public final class LostClaimException extends TuningException {
    private static final long serialVersionUID = 1L;

    public LostClaimException(String worker, int trialId, int attempt) {
        super("Attempt " + attempt + " at trial " + trialId + " is no longer worker " + worker
                + "'s: somebody else took the run over. Its result is dropped; nothing is lost.");
    }
}
