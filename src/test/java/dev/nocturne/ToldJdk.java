package dev.nocturne;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A JDK whose {@code java} is a script that prints what it is told, and makes the files that training makes. */
final class ToldJdk {
    static final String LAUNCHER = Path.of("bin/nocturne").toAbsolutePath().toString();

    private static final String JAVA = """
            #!/bin/sh
            home=${0%/bin/java}
            for option; do
                case $option in
                    -XX:ArchiveClassesAtExit=*)
                        ls -l "/proc/$PPID/fd" /proc/$$/fd >"$home/held"
                        echo trained >>"$home/trainings"
                        echo archive >"${option#*=}"
                        exit
                        ;;
                    -Dnocturne.launcher=*)
                        printf '%s\\n' "$@"
                        while [ -e "$home/block" ]; do sleep 0.05; done
                        exit
                        ;;
                esac
                destination=$option
            done
            case $1 in
                -Djarmode=*) mkdir -p "$destination" && echo jar >"$destination/nocturne.jar" ;;
            esac
            """;

    private final Path folder;
    private final Path home;

    /** Makes it, and a jar beside it. */
    ToldJdk(Path folder) throws IOException {
        this.folder = folder;
        this.home = folder.resolve("jdk");
        Files.createDirectories(home.resolve("lib"));
        Files.createFile(home.resolve("lib/modules"));
        Files.writeString(home.resolve("release"), "IMPLEMENTOR=\"a b\"\nJAVA_VERSION=\"17.0.9\"\n");
        Path java = Files.createDirectory(home.resolve("bin")).resolve("java");
        Files.writeString(java, JAVA);
        assertThat(java.toFile().setExecutable(true)).isTrue();
        Files.writeString(jar(), "jar");
    }

    Path jar() {
        return folder.resolve("nocturne.jar");
    }

    /** Commands that begin now do not end. */
    void block() throws IOException {
        Files.createFile(home.resolve("block"));
    }

    void unblock() throws IOException {
        Files.delete(home.resolve("block"));
    }

    int trainings() throws IOException {
        return Files.readAllLines(home.resolve("trainings")).size();
    }

    /** The open files of the script in the background, and of what it starts. */
    String heldWhileTraining() throws IOException {
        return Files.readString(home.resolve("held"));
    }

    /** A command that was begun. */
    record Begun(Process process, Path out) implements AutoCloseable {
        /** Waits for its end. */
        List<String> line() {
            try {
                assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
                assertThat(process.exitValue()).isZero();
                return Files.readAllLines(out);
            } catch (IOException failure) {
                throw new UncheckedIOException(failure);
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException(interrupted);
            }
        }

        @Override
        public void close() {
            process.destroyForcibly();
        }
    }

    Begun begin(Map<String, String> environment, List<String> line, String... arguments) {
        var command = new ArrayList<>(line);
        command.addAll(List.of(arguments));
        Path out = folder.resolve("out.txt");
        var builder = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(out.toFile());
        builder.environment().keySet().removeIf(name -> name.contains("JAVA") || name.startsWith("XDG_"));
        builder.environment()
                .putAll(Map.of(
                        "NOCTURNE_JAR", jar().toString(),
                        "NOCTURNE_CACHE", folder.resolve("cache").toString(),
                        "JAVA_HOME", home.toString(),
                        "NOCTURNE_TEST", folder.toString()));
        builder.environment().putAll(environment);
        try {
            return new Begun(builder.start(), out);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** The command line of the JVM, after {@code java}, a line each; nothing else is printed. */
    List<String> start(Map<String, String> environment, List<String> line, String... arguments) {
        try (var begun = begin(environment, line, arguments)) {
            return begun.line();
        }
    }

    /** Waits until what was started in the background has ended. */
    void awaitQuiet() {
        awaitQuiet("NOCTURNE_TEST=" + folder);
    }

    /** Waits until no other process has that in its environment. */
    static void awaitQuiet(String variable) {
        JarProcess.await(
                "the background is quiet",
                () -> ProcessHandle.allProcesses()
                        .filter(process ->
                                process.pid() != ProcessHandle.current().pid())
                        .noneMatch(process -> environment(process.pid()).anyMatch(variable::equals)));
    }

    private static Stream<String> environment(long process) {
        try {
            return Stream.of(
                    Files.readString(Path.of("/proc/" + process + "/environ")).split("\0"));
        } catch (IOException gone) {
            return Stream.of();
        }
    }
}
