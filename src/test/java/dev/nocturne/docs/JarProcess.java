package dev.nocturne.docs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Starts the jar in a folder, as a person would. */
final class JarProcess {
    static final Path JAR =
            Path.of(System.getProperty("nocturne.jar", "target/nocturne.jar")).toAbsolutePath();
    private static final String JAVA =
            Path.of(System.getProperty("java.home"), "bin", "java").toString();

    /** Half of what a short command costs is spent on compiling it well. */
    private static final String OPTIONS = "JDK_JAVA_OPTIONS";

    private static final String QUICK_START = "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC";

    /** What a command came to. */
    record Result(int exitCode, String output) {}

    private JarProcess() {}

    static Process start(Path folder, String... arguments) throws IOException {
        var command = new ArrayList<>(List.of(JAVA, "-jar", JAR.toString()));
        command.addAll(List.of(arguments));
        var builder = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(
                        folder.resolve("output.log").toFile()));
        builder.environment().put(OPTIONS, QUICK_START);
        return builder.start();
    }

    static Result run(Path folder, String... arguments) throws IOException, InterruptedException {
        Files.deleteIfExists(folder.resolve("output.log"));
        return result(start(folder, arguments), folder);
    }

    /** A line as it is typed into a shell in that folder. */
    static Result type(Path folder, String line) throws IOException, InterruptedException {
        Path output = folder.resolve("output.log");
        Files.deleteIfExists(output);
        var builder = new ProcessBuilder("sh", "-c", line)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile());
        Map<String, String> environment = builder.environment();
        environment.put(OPTIONS, QUICK_START);
        environment.merge("PATH", Path.of(JAVA).getParent().toString(), (path, own) -> own + ":" + path);
        return result(builder.start(), folder);
    }

    private static Result result(Process process, Path folder) throws IOException, InterruptedException {
        if (!process.waitFor(3, TimeUnit.MINUTES)) {
            process.destroyForcibly();
            throw new AssertionError("The command did not end in time.");
        }
        String output = Files.readString(folder.resolve("output.log"));
        return new Result(process.exitValue(), output.replaceAll("(?m)^NOTE: Picked up " + OPTIONS + ".*\\R", ""));
    }
}
