package dev.nocturne.study;

/** Why an attempt at a trial failed; the names are what the tables hold. */
public enum FailureKind {
    /** The program ended with an exit code other than 0, or by a signal. */
    EXIT_CODE,
    /** The attempt ran longer than its time-out and was ended. */
    TIMEOUT,
    /** The result is NaN or infinite. */
    NOT_A_NUMBER,
    /** The objective ended well but gave no result. */
    NO_RESULT,
    /** The results are not those that the study asks for: one is missing, or has a name that the study does not know. */
    WRONG_OBJECTIVES,
    /** The objective threw. */
    EXCEPTION,
    /** The memory of this program did not suffice. */
    OUT_OF_MEMORY,
    /** A service answered that it does not want the trial. */
    REFUSED,
    /** The program could not be started. */
    COULD_NOT_START,
    /** A service could not be reached, broke off, or answered that something is wrong with itself. */
    CONNECTION,
    /** The run's time was over before the attempt had ended. */
    INTERRUPTED;

    /** Whether the trial's parameters may be the cause; if not, the failure says nothing about them. */
    public boolean isOfConfiguration() {
        return switch (this) {
            case COULD_NOT_START, CONNECTION, INTERRUPTED -> false;
            default -> true;
        };
    }
}
