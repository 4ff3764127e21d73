package dev.nocturne.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The jar in a process of its own, started as a person would start it. */
final class ClusterProcess implements AutoCloseable {
    private static final Path JAR =
            Path.of(System.getProperty("nocturne.jar", "target/nocturne.jar")).toAbsolutePath();

    private final Process process;
    private final Path output;

    private ClusterProcess(Process process, Path output) {
        this.process = process;
        this.output = output;
        Runtime.getRuntime().addShutdownHook(new Thread(this::kill)); // A worker without a database waits for ever.
    }

    static ClusterProcess start(Path folder, BenchmarkDatabases.Database database, String... arguments)
            throws IOException {
        if (!Files.exists(JAR)) {
            throw new IOException("There is no " + JAR + ": run ./mvnw -DskipTests package first");
        }
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        var command = new ArrayList<>(List.of(java, "-jar", JAR.toString()));
        command.addAll(List.of(arguments));
        Path output = Files.createTempFile(folder, "output", ".txt");
        var builder = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile());
        builder.environment().put("SPRING_DATASOURCE_URL", database.url());
        builder.environment().put("SPRING_DATASOURCE_USERNAME", database.user());
        builder.environment().put("SPRING_DATASOURCE_PASSWORD", database.password());
        return new ClusterProcess(builder.start(), output);
    }

    /** Processor time so far, without that of programs it has started. */
    Duration processorTime() {
        return process.info().totalCpuDuration().orElse(Duration.ZERO);
    }

    void requireAlive() throws IOException {
        if (!process.isAlive()) {
            throw new IOException("A process has ended: " + Files.readString(output));
        }
    }

    boolean hasSaid(String words) throws IOException {
        return Files.readString(output).contains(words);
    }

    /** Waits until it is through. */
    void await() throws IOException, InterruptedException {
        if (!process.waitFor(10, TimeUnit.MINUTES) || process.exitValue() != 0) {
            throw new IOException("A process failed: " + Files.readString(output));
        }
    }

    @Override
    public void close() {
        kill();
        process.onExit().join();
    }

    private void kill() {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
    }
}
