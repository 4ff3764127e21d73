package dev.nocturne.study;

/** A study that cannot be run as it is. */
public class InvalidStudyException extends TuningException {
    private static final long serialVersionUID = 1L;

    public InvalidStudyException(String message) {
        super(message);
    }
}
