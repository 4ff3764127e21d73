package dev.nocturne.docs;

import dev.nocturne.TestJar;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/** A line as it is typed into a shell, in a folder that holds the jar. */
final class TypedCommand {
    static final Path JAR =
            Path.of(System.getProperty("nocturne.jar", "target/nocturne.jar")).toAbsolutePath();
    private static final Path JAVA = Path.of(System.getProperty("java.home"), "bin");

    /** Half of what a short command costs is spent on compiling it well. */
    private static final String OPTIONS = "JDK_JAVA_OPTIONS";

    private static final String QUICK_START = "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC";

    /** What a command came to. */
    record Result(int exitCode, String output) {}

    private TypedCommand() {}

    static Result type(Path folder, String line) throws IOException, InterruptedException {
        return type(folder, JAVA, line);
    }

    /** The same, but whatever jar is named, it is started as tests start theirs: most of what a short command costs is its start. */
    static Result typeQuickly(Path folder, String line) throws IOException, InterruptedException {
        Path bin = folder.resolve("quick");
        Path java = bin.resolve("java");
        if (Files.notExists(java)) {
            Files.createDirectory(bin);
            String command = TestJar.command().stream()
                    .map(word -> "'" + word.replace("'", "'\\''") + "'")
                    .collect(Collectors.joining(" "));
            Files.writeString(
                    java,
                    "#!/bin/sh\nunset " + OPTIONS + "\n[ \"$1\" = -jar ] && [ -e \"$2\" ] || exit 70\nshift 2\nexec "
                            + command + " \"$@\"\n");
            Files.setPosixFilePermissions(java, PosixFilePermissions.fromString("rwx------"));
        }
        return type(folder, bin, line);
    }

    private static Result type(Path folder, Path bin, String line) throws IOException, InterruptedException {
        Path output = folder.resolve("output.log");
        Files.deleteIfExists(output);
        var builder = new ProcessBuilder("sh", "-c", line)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile());
        Map<String, String> environment = builder.environment();
        environment.put(OPTIONS, QUICK_START);
        environment.merge("PATH", bin.toString(), (path, own) -> own + ":" + path);
        Process process = builder.start();
        if (!process.waitFor(3, TimeUnit.MINUTES)) {
            process.destroyForcibly();
            throw new AssertionError("The command did not end in time.");
        }
        String printed = Files.readString(output);
        return new Result(process.exitValue(), printed.replaceAll("(?m)^NOTE: Picked up " + OPTIONS + ".*\\R", ""));
    }
}
