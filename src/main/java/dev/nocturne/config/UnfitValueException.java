package dev.nocturne.config;

/** A value that is not what its key needs; the message says why. It never leaves the package. */
final class UnfitValueException extends Exception {
    private static final long serialVersionUID = 1L;

    UnfitValueException(String message) {
        super(message, null, false, false);
    }
}
