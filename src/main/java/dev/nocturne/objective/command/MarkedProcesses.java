package dev.nocturne.objective.command;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Finds processes by what their environment holds, which also those inherit that left the process tree (double fork,
 * setsid). Linux only, where {@code /proc} shows it to the same user; finds nothing elsewhere.
 */
final class MarkedProcesses {
    private static final Path PROC = Path.of("/proc");

    private MarkedProcesses() {}

    /**
     * The living processes that have all of these variables, each as {@code NAME=value}; never this process nor one
     * that it descends from.
     */
    static Set<ProcessHandle> with(Set<String> variables) {
        return whose(environment -> environment.containsAll(variables)).keySet();
    }

    /** The living processes with such an environment, and that; never this process nor one that it descends from. */
    static Map<ProcessHandle, Set<String>> whose(Predicate<Set<String>> wanted) {
        if (!Files.isReadable(PROC.resolve("self/environ"))) {
            return Map.of();
        }
        Set<ProcessHandle> ours = thisAndItsAncestors();
        Map<ProcessHandle, Set<String>> found = new HashMap<>();
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(PROC, "[1-9]*")) {
            for (Path entry : entries) {
                // The handle comes first: it knows the start time, so a process that gets the pid later is safe.
                handle(entry).filter(handle -> !ours.contains(handle)).ifPresent(handle -> {
                    Set<String> environment = environment(entry);
                    if (wanted.test(environment)) {
                        found.put(handle, environment);
                    }
                });
            }
        } catch (IOException e) {
            return found; // What was found is better ended than nothing.
        }
        return found;
    }

    /** Whether a process is dead, and only its parent's acknowledgement is missing. */
    static boolean isZombie(ProcessHandle process) {
        try {
            String stat = Files.readString(PROC.resolve(process.pid() + "/stat"), StandardCharsets.ISO_8859_1);
            return stat.startsWith("Z", stat.lastIndexOf(')') + 2);
        } catch (IOException e) {
            return false;
        }
    }

    private static Set<ProcessHandle> thisAndItsAncestors() {
        Set<ProcessHandle> line = new HashSet<>();
        Optional<ProcessHandle> next = Optional.of(ProcessHandle.current());
        while (next.isPresent() && line.add(next.get())) {
            next = next.get().parent();
        }
        return line;
    }

    private static Optional<ProcessHandle> handle(Path entry) {
        try {
            return ProcessHandle.of(Long.parseLong(entry.getFileName().toString()));
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    private static Set<String> environment(Path entry) {
        try {
            var text = new String(Files.readAllBytes(entry.resolve("environ")), StandardCharsets.UTF_8);
            Set<String> variables = new HashSet<>();
            Collections.addAll(variables, text.split("\0"));
            return variables;
        } catch (IOException e) {
            return Set.of(); // It has ended, or belongs to somebody else.
        }
    }
}
