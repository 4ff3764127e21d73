package dev.nocturne.study;

/** More trials failed than the study allows. */
public final class TooManyFailuresException extends TuningException {
    private static final long serialVersionUID = 1L;

    public TooManyFailuresException(long failed, int maxFailures) {
        super(failed + (failed == 1 ? " trial" : " trials") + " failed, and at most " + maxFailures
                + " may (max-failures or fail-fast). Mend the objective, allow more failures, and start the same command"
                + " again; or begin afresh with --new.");
    }
}
