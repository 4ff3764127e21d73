package dev.nocturne.config;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;

/** Paths of files and folders. */
final class Paths {
    /** A path that may be relative. */
    static final ScalarType<Path> AS_WRITTEN = new ScalarType<>("a path", Paths::path);

    private Paths() {}

    /** A path that starts, if it is relative, at a folder. */
    static ScalarType<Path> below(Path baseDirectory) {
        return new ScalarType<>(
                "a path", scalar -> baseDirectory.resolve(path(scalar)).normalize());
    }

    private static Path path(YamlNode.Scalar scalar) throws UnfitValueException {
        try {
            return Path.of(Words.NOT_BLANK.reading().read(scalar));
        } catch (InvalidPathException e) {
            throw new UnfitValueException("this is not a path: " + Quoted.of(scalar.text()) + ".");
        }
    }
}
