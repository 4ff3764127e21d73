package dev.nocturne.sink;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** Something did not arrive. Its message says why in a sentence, and holds nothing that may be secret. */
public final class DeliveryException extends Exception {
    private static final long serialVersionUID = 1L;

    public DeliveryException(String message) {
        super(message);
    }

    /** Of a file that could not be written. */
    public static DeliveryException ofFile(Path path, IOException failure) {
        return new DeliveryException("the file " + path + " cannot be written: " + why(failure));
    }

    private static String why(IOException failure) {
        if (failure instanceof NoSuchFileException) {
            return "its folder is not there, or takes no new files";
        }
        if (failure instanceof AccessDeniedException) {
            return "this user may not write there";
        }
        if (failure instanceof FileSystemException refused && refused.getReason() != null) {
            return refused.getReason();
        }
        return failure.getMessage() == null ? failure.getClass().getSimpleName() : failure.getMessage();
    }
}
