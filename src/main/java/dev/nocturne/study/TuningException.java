package dev.nocturne.study;

/** Something that a person can mend; its message says what is wrong and what to do. */
public class TuningException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public TuningException(String message) {
        super(message);
    }

    public TuningException(String message, Throwable cause) {
        super(message, cause);
    }
}
