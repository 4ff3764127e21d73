package dev.nocturne.study;

/** A study that cannot be run as it is. */
public class InvalidStudyException extends TuningException {
    private static final long serialVersionUID = 1L;

    private final String key;

    /** A strategy that cannot work on the study's space. */
    public InvalidStudyException(String message) {
        this("strategy", message);
    }

    /**
     * Something else that cannot be.
     *
     * @param key where a study file says it: {@code constraints}
     */
    public InvalidStudyException(String key, String message) {
        super(message);
        this.key = key;
    }

    /** The key of a study file that is to blame. */
    public String key() {
        return key;
    }
}
