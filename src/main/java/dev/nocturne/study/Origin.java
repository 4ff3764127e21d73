package dev.nocturne.study;

/**
 * Where a trial's parameters come from. Immutable.
 *
 * @param confirms the trial whose parameters it evaluates again; -1 unless it is a confirmation
 * @param repetition which time it does, from 0: confirmations of one repetition have the same seed; -1 unless it is one
 */
public record Origin(Kind kind, int confirms, int repetition) {
    /** The names are what the tables hold. */
    public enum Kind {
        /** The strategy proposed them. */
        SEARCH,
        /** A person wanted them tried first. */
        ENQUEUED,
        /** They are in use. */
        CHAMPION,
        /** They are evaluated again, after the search. */
        CONFIRMATION
    }

    public static final Origin SEARCH = new Origin(Kind.SEARCH, -1, -1);
    public static final Origin ENQUEUED = new Origin(Kind.ENQUEUED, -1, -1);
    public static final Origin CHAMPION = new Origin(Kind.CHAMPION, -1, -1);

    /** An evaluation of an earlier trial's parameters with another seed. */
    public static Origin confirmation(int of, int repetition) {
        return new Origin(Kind.CONFIRMATION, of, repetition);
    }

    /** Whether it is no part of the search, and its result none that the search found. */
    public boolean isConfirmation() {
        return kind == Kind.CONFIRMATION;
    }
}
