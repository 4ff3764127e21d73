package dev.nocturne.objective.command;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Looks for a program where the system would: a name with a slash beneath the working directory, another on PATH.
 *
 * @param workingDirectory absolute
 */
record ProgramSearch(Path workingDirectory) {
    private static final List<String> WINDOWS_ENDINGS = List.of("", ".exe", ".com", ".bat", ".cmd");

    /** Why the program cannot be started; empty if it is there. */
    Optional<String> problemWith(String program) {
        try {
            return hasSlash(program) ? problemAt(workingDirectory.resolve(program)) : problemOnPath(program);
        } catch (InvalidPathException e) {
            return Optional.of("'" + program + "' cannot be the name of a program.");
        }
    }

    private Optional<String> problemAt(Path file) {
        if (endings().anyMatch(ending -> isProgram(Path.of(file + ending)))) {
            return Optional.empty();
        }
        Path shown = file.normalize();
        if (Files.isDirectory(file)) {
            return Optional.of(shown + " is a folder, not a program.");
        }
        return Optional.of(
                Files.exists(file)
                        ? shown + " is not executable; chmod +x makes it so, or name its interpreter before it."
                        : "There is no program " + shown + ".");
    }

    private Optional<String> problemOnPath(String program) {
        String path = System.getenv().getOrDefault("PATH", "");
        boolean found = !program.isEmpty()
                && Stream.of(path.split(File.pathSeparator, -1))
                        .map(workingDirectory::resolve)
                        .anyMatch(folder -> endings().anyMatch(ending -> isProgram(folder.resolve(program + ending))));
        if (found) {
            return Optional.empty();
        }
        String hint = Files.exists(workingDirectory.resolve(program)) && !program.isEmpty()
                ? " To start the file in " + workingDirectory + ", write ./" + program + "."
                : " Under cron PATH is short; an absolute path always works.";
        return Optional.of("There is no program '" + program + "' on PATH (" + path + ")." + hint);
    }

    private static boolean isProgram(Path file) {
        return Files.isRegularFile(file) && Files.isExecutable(file);
    }

    private static boolean hasSlash(String program) {
        return program.contains("/") || program.contains(File.separator);
    }

    private static Stream<String> endings() {
        return File.separatorChar == '\\' ? WINDOWS_ENDINGS.stream() : Stream.of("");
    }
}
