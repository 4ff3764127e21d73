package dev.nocturne.config;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;

/** Paths of files and folders. */
final class Paths {
    private Paths() {}

    /** A path that starts, if it is relative, at a folder. */
    static ScalarType<Path> below(Path baseDirectory) {
        return new ScalarType<>("a path", scalar -> {
            try {
                return baseDirectory
                        .resolve(Words.NOT_BLANK.reading().read(scalar))
                        .normalize();
            } catch (InvalidPathException e) {
                throw new UnfitValueException("this is not a path: " + Quoted.of(scalar.text()) + ".");
            }
        });
    }
}
