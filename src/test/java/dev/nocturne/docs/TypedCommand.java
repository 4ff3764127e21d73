package dev.nocturne.docs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;

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
        Path output = folder.resolve("output.log");
        Files.deleteIfExists(output);
        var builder = new ProcessBuilder("sh", "-c", line)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile());
        Map<String, String> environment = builder.environment();
        environment.put(OPTIONS, QUICK_START);
        environment.merge("PATH", JAVA.toString(), (path, own) -> own + ":" + path);
        Process process = builder.start();
        if (!process.waitFor(3, TimeUnit.MINUTES)) {
            process.destroyForcibly();
            throw new AssertionError("The command did not end in time.");
        }
        String printed = Files.readString(output);
        return new Result(process.exitValue(), printed.replaceAll("(?m)^NOTE: Picked up " + OPTIONS + ".*\\R", ""));
    }
}
