package dev.nocturne;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;

/** The real jar, started as a person would start it, in a folder of its own. */
public final class JarProcess implements AutoCloseable {
    private static final Duration DEADLINE = Duration.ofSeconds(90);
    private static final AtomicInteger NUMBER = new AtomicInteger();

    private final Process process;
    private final Path out;
    private final Path err;

    private JarProcess(Process process, Path out, Path err) {
        this.process = process;
        this.out = out;
        this.err = err;
    }

    /** Starts the jar with these arguments. */
    public static JarProcess start(Path folder, String... arguments) {
        return start(folder, Map.of(), arguments);
    }

    /** The same with environment variables. */
    public static JarProcess start(Path folder, Map<String, String> environment, String... arguments) {
        var command = new ArrayList<>(TestJar.command());
        command.addAll(List.of(arguments));
        int number = NUMBER.incrementAndGet();
        Path out = folder.resolve("out-" + number + ".txt");
        Path err = folder.resolve("err-" + number + ".txt");
        try {
            var builder = new ProcessBuilder(command)
                    .directory(folder.toFile())
                    .redirectOutput(out.toFile())
                    .redirectError(err.toFile());
            builder.environment().putAll(environment);
            return new JarProcess(builder.start(), out, err);
        } catch (IOException failure) {
            throw new IllegalStateException("The jar does not start.", failure);
        }
    }

    /** Runs the jar to its end. */
    public static JarProcess run(Path folder, String... arguments) {
        return run(folder, Map.of(), arguments);
    }

    /** The same with environment variables. */
    public static JarProcess run(Path folder, Map<String, String> environment, String... arguments) {
        JarProcess process = start(folder, environment, arguments);
        process.exitCode();
        return process;
    }

    public long pid() {
        return process.pid();
    }

    public boolean isAlive() {
        return process.isAlive();
    }

    public String out() {
        return read(out);
    }

    public String err() {
        return read(err);
    }

    private static String read(Path file) {
        try {
            return Files.readString(file, StandardCharsets.UTF_8);
        } catch (IOException failure) {
            throw new IllegalStateException(failure);
        }
    }

    /** Waits until the run's trials begin. */
    public JarProcess awaitTrials() {
        await("trials begin", () -> !isAlive() || out().contains("Study "));
        assertThat(isAlive() || out().contains("Study ")).as(this::toString).isTrue();
        return this;
    }

    /** SIGKILL; returns when the process is gone. */
    public void kill() {
        process.destroyForcibly();
        exitCode();
    }

    /** SIGTERM. */
    public void terminate() {
        process.destroy();
    }

    /** SIGSTOP; returns when the process stands still, or has ended just before. */
    public JarProcess freeze() {
        signal("STOP");
        await("frozen", () -> state(pid()) == 'T' || !lives(pid()));
        return this;
    }

    /** SIGCONT. */
    public void thaw() {
        signal("CONT");
    }

    private void signal(String name) {
        try {
            int code = new ProcessBuilder("kill", "-" + name, Long.toString(pid()))
                    .start()
                    .waitFor();
            assertThat(code == 0 || !isAlive()).as("kill -%s %d", name, pid()).isTrue();
        } catch (IOException failure) {
            throw new IllegalStateException(failure);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }

    /** Waits for the end. */
    public int exitCode() {
        try {
            if (!process.waitFor(DEADLINE.toSeconds(), TimeUnit.SECONDS)) {
                close();
                throw new AssertionError("does not end: " + this);
            }
            return process.exitValue();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }

    /** Expects that exit code. */
    public JarProcess exits(int code) {
        assertThat(exitCode()).as(this::toString).isEqualTo(code);
        assertThat(err()).doesNotContain("\tat ").doesNotContain("Exception:");
        return this;
    }

    /** Whether a process runs; one that is dead but not yet reaped by its parent does not. */
    public static boolean lives(long pid) {
        return "Zg".indexOf(state(pid)) < 0;
    }

    /** The letter that the kernel has for its state; g when it is gone. */
    private static char state(long pid) {
        try {
            String stat = Files.readString(Path.of("/proc/" + pid + "/stat"));
            return stat.charAt(stat.lastIndexOf(')') + 2);
        } catch (IOException gone) {
            return 'g';
        }
    }

    /** Polls until it is so. */
    public static void await(String what, BooleanSupplier condition) {
        long deadline = System.nanoTime() + DEADLINE.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > deadline) {
                throw new AssertionError("not in time: " + what);
            }
            pause(5);
        }
    }

    private static void pause(long millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }

    @Override
    public void close() {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
    }

    @Override
    public String toString() {
        return process.info().commandLine().orElse("ended") + "\nstdout: " + out() + "\nstderr: " + err();
    }
}
