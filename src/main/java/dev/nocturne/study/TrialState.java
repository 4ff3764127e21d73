package dev.nocturne.study;

/** Where a trial stands. A state holds exactly the facts that exist in it. */
public sealed interface TrialState {
    /** A worker is evaluating it. */
    record Running() implements TrialState {}

    /** Its attempt was cut off, by a crash or a stop; it is the next to be attempted again. */
    record Interrupted() implements TrialState {}

    /** The end of a trial: nothing about it changes any more. */
    sealed interface Ended extends TrialState {}

    /**
     * Evaluated.
     *
     * @param objective finite
     */
    record Completed(double objective) implements Ended {
        public Completed {
            if (!Double.isFinite(objective)) {
                throw new IllegalArgumentException("An objective must be finite, but is " + objective + ".");
            }
        }
    }

    /**
     * Could not be evaluated.
     *
     * @param message for a person; bounded in length by who makes it
     */
    record Failed(FailureKind kind, String message) implements Ended {}
}
