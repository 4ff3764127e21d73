package dev.nocturne.study;

/** More trials failed than the study allows. */
public final class TooManyFailuresException extends TuningException {
    private static final long serialVersionUID = 1L;

    public TooManyFailuresException(long failed, int maxFailures) {
        super(failed + " trials failed, more than max-failures: " + maxFailures
                + " allows. Mend the objective, raise max-failures, and start the same command again; or begin afresh"
                + " with --new.");
    }
}
