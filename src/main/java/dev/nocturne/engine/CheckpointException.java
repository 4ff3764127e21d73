package dev.nocturne.engine;

import dev.nocturne.study.TuningException;

/** The directory in which a trial keeps what it goes on from cannot be made: the trial could not even start. */
public final class CheckpointException extends TuningException {
    private static final long serialVersionUID = 1L;

    public CheckpointException(String message, Throwable cause) {
        super(message, cause);
    }
}
