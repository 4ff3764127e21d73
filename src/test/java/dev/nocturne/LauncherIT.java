package dev.nocturne;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What {@code bin/nocturne} starts is the jar, with a cache and without, and nothing of the cache is seen. */
class LauncherIT {
    private static final Path LAUNCHER = Path.of("bin/nocturne").toAbsolutePath();
    private static final String STUDY = """
            study: started
            strategy: random_search
            max-trials: 3
            seed: 1
            search-space:
              x: {type: continuous, min: 0, max: 1}
            objective:
              type: function
              name: norm
            """;

    @TempDir
    private Path folder;

    /** How a command ended. */
    private record Ended(int code, String out, String err) {}

    private Ended nocturne(Map<String, String> environment, String... arguments)
            throws IOException, InterruptedException {
        return start(LAUNCHER, environment, arguments);
    }

    private Ended start(Path launcher, Map<String, String> environment, String... arguments)
            throws IOException, InterruptedException {
        var command = new ArrayList<>(List.of(launcher.toString()));
        command.addAll(List.of(arguments));
        Path out = folder.resolve("out.txt");
        Path err = folder.resolve("err.txt");
        var builder = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectOutput(out.toFile())
                .redirectError(err.toFile());
        builder.environment()
                .putAll(Map.of(
                        "NOCTURNE_JAR",
                                Path.of(System.getProperty("nocturne.jar")).toString(),
                        "JAVA_HOME", System.getProperty("java.home"),
                        "NOCTURNE_CACHE", cache().toString()));
        builder.environment().putAll(environment);
        Process process = builder.start();
        assertThat(process.waitFor(2, TimeUnit.MINUTES)).isTrue();
        return new Ended(process.exitValue(), Files.readString(out), Files.readString(err));
    }

    private Path cache() {
        return folder.resolve("cache");
    }

    @Test
    void theFirstStartMakesTheCacheAndTheNextUsesIt() throws IOException, InterruptedException {
        Files.writeString(folder.resolve("study.yml"), STUDY);
        Ended plain = nocturne(Map.of("NOCTURNE_CACHE", "off"), "validate", "study.yml");
        assertThat(cache()).doesNotExist();
        assertThat(nocturne(Map.of("PATH", pathWithoutNice()), "validate", "study.yml"))
                .isEqualTo(plain);
        assertThat(plain.code()).isZero();
        awaitPatiently(() -> (made("ready") || made("failed")) && !made("making"));
        assertThat(made("ready")).isTrue();

        Path classes = folder.resolve("classes.txt");
        var watched = Map.of("JAVA_TOOL_OPTIONS", "-Xlog:class+load:file=" + classes);
        assertThat(nocturne(watched, "validate", "study.yml").out()).isEqualTo(plain.out());
        assertThat(Files.readString(classes)).contains("dev.nocturne.cli.NocturneCli source: shared");
        assertThat(nocturne(Map.of(), "validate", "study.yml")).isEqualTo(plain);
        Ended run = nocturne(Map.of(), "run", "study.yml");
        assertThat(run.code()).isZero();
        assertThat(run.out()).contains("3 trials ended").contains(LAUNCHER + " trials started");
        assertThat(run.err()).isEmpty();
        assertThat(nocturne(Map.of(), "validate", "none.yml").code()).isEqualTo(2);

        Path archive = entry("start.jsa") == null ? entry("start.aot") : entry("start.jsa");
        assertThat(archive.toFile().setWritable(true)).isTrue();
        try (var cutShort = FileChannel.open(archive, StandardOpenOption.WRITE)) {
            cutShort.truncate(100_000);
        }
        // With a process that uses it, no other is made.
        Files.createFile(
                archive.resolveSibling("process-" + ProcessHandle.current().pid()));
        assertThat(nocturne(Map.of(), "validate", "study.yml")).isEqualTo(plain);
    }

    /** What is made in the background gives way to everything else on the machine; here nobody waits for anything else. */
    private String pathWithoutNice() throws IOException {
        Path nice = Files.createDirectory(folder.resolve("bin")).resolve("nice");
        Files.writeString(nice, "#!/bin/sh\nshift 2\nexec \"$@\"\n");
        assertThat(nice.toFile().setExecutable(true)).isTrue();
        return nice.getParent() + ":" + System.getenv("PATH");
    }

    private static void awaitPatiently(BooleanSupplier condition) throws InterruptedException {
        long deadline = System.nanoTime() + TimeUnit.MINUTES.toNanos(8);
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as("not in time").isLessThan(deadline);
            Thread.sleep(100);
        }
    }

    private boolean made(String name) {
        return entry(name) != null;
    }

    private Path entry(String name) {
        Path[] found = new Path[1];
        try (var caches = Files.list(cache())) {
            caches.map(cache -> cache.resolve(name)).filter(Files::exists).forEach(file -> found[0] = file);
        } catch (IOException notYet) {
            return null;
        }
        return found[0];
    }

    @Test
    void withoutAPlaceForACacheItStartsAllTheSame() throws IOException, InterruptedException {
        Files.writeString(cache(), "a file");
        Ended help = nocturne(Map.of(), "--help");
        assertThat(help.code()).isZero();
        assertThat(help.err()).isEmpty();
        assertThat(nocturne(Map.of("NOCTURNE_CACHE", "/proc/none"), "--help")).isEqualTo(help);
        assertThat(Files.readString(cache())).isEqualTo("a file");

        Path link = Files.createSymbolicLink(folder.resolve("n"), LAUNCHER);
        assertThat(start(link, Map.of("NOCTURNE_CACHE", "off"), "--help")).isEqualTo(help);
        Ended lost = nocturne(Map.of("NOCTURNE_JAR", "none.jar"), "--help");
        assertThat(lost.code()).isEqualTo(2);
        assertThat(lost.err()).contains("NOCTURNE_JAR is none.jar, and there is no such file");
    }

    @ParameterizedTest
    @ValueSource(strings = {"--help", "validate study.yml", "run --help", "run none.yml"})
    void whatNeedsNoDatabaseLoadsNothingOfSpring(String line) throws IOException, InterruptedException {
        Files.writeString(folder.resolve("study.yml"), STUDY);
        Path classes = folder.resolve("classes.txt");
        String options = "-XX:+UseParallelGC -Xlog:class+load:file=" + classes;
        nocturne(Map.of("NOCTURNE_CACHE", "off", "JAVA_TOOL_OPTIONS", options), line.split(" "));
        assertThat(Files.readString(classes)).contains("dev.nocturne.NocturneApplication");
        assertThat(Files.readAllLines(classes))
                .noneMatch(loaded -> loaded.contains(" org.springframework.")
                        && !loaded.contains(" org.springframework.boot.loader."))
                .noneMatch(loaded -> loaded.contains(" ch.qos.logback."));
    }
}
