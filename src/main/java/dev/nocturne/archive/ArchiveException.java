package dev.nocturne.archive;

import dev.nocturne.study.TuningException;

/** A study cannot be moved as it was asked for; starting the same command again would change nothing. */
public final class ArchiveException extends TuningException {
    private static final long serialVersionUID = 1L;

    public ArchiveException(String message) {
        super(message);
    }

    public ArchiveException(String message, Throwable cause) {
        super(message, cause);
    }
}
