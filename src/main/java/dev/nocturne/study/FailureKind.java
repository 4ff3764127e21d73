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
    /** The program could not be started. */
    COULD_NOT_START,
    /** The service could not be reached, broke off, or had a failure of its own. */
    CONNECTION,
    /** The service answered that it will not do this. */
    REFUSED,
    /** There was not enough memory for it. */
    OUT_OF_MEMORY,
    /** The attempt was cut off. */
    INTERRUPTED;

    /** Whether the trial's parameters may be the cause; if not, the failure says nothing about them. */
    public boolean isOfConfiguration() {
        return this != COULD_NOT_START && this != CONNECTION && this != INTERRUPTED;
    }
}
