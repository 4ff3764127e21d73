package dev.nocturne.bench;

import dev.nocturne.batch.NocturneContext;
import dev.nocturne.batch.RunListener;
import dev.nocturne.batch.RunOutcome;
import dev.nocturne.batch.RunProgress;
import dev.nocturne.batch.RunRequest;
import dev.nocturne.batch.RunStart;
import dev.nocturne.batch.StudyFiles;
import dev.nocturne.config.StudyPlan;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * Trials recorded per second: the whole pipeline (propose, claim, evaluate {@code norm}, complete, Spring Batch's
 * checkpoint) beside plain JDBC batches that write the very rows it recorded into an empty database of the same kind, in
 * the same process, one after the other. See docs/benchmarks.md.
 *
 * <p>Arguments: trials at the largest chunk size (default 200000); then, to measure PostgreSQL instead of H2, the URL of a
 * server up to the slash before the database's name, a user who may create databases, and the password.
 */
public final class RecordingBenchmark {
    private static final int[] CHUNKS = {1, 10, 100, 1000};

    private final Path folder;
    private final BenchmarkDatabases databases;

    private RecordingBenchmark(Path folder, BenchmarkDatabases databases) {
        this.folder = folder;
        this.databases = databases;
    }

    public static void main(String[] arguments) throws Exception {
        int trials = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 200_000;
        Path folder = Files.createTempDirectory("nocturne-benchmark");
        var benchmark = new RecordingBenchmark(folder, BenchmarkDatabases.of(folder, arguments));
        try {
            System.out.println("| chunk | trials | pipeline trials/s | plain JDBC trials/s | ratio |");
            System.out.println("|---|---|---|---|---|");
            benchmark.measure(1000, trials / 10, false);
            for (int chunk : CHUNKS) {
                benchmark.measure(chunk, Math.min(trials, Math.max(2_000, trials / 1000 * chunk)), true);
            }
        } finally {
            delete(folder);
        }
    }

    private void measure(int chunk, int trials, boolean shown) throws Exception {
        var recorded = databases.fresh();
        Duration pipeline = runPipeline(recorded, chunk, trials);
        Duration plain = PlainJdbc.copy(recorded, databases.fresh(), chunk);
        if (shown) {
            System.out.printf(
                    Locale.ROOT,
                    "| %d | %d | %.0f | %.0f | %.2f |%n",
                    chunk,
                    trials,
                    rate(trials, pipeline),
                    rate(trials, plain),
                    (double) plain.toNanos() / pipeline.toNanos());
        }
    }

    private Duration runPipeline(BenchmarkDatabases.Database database, int chunk, int trials) throws Exception {
        Path file = Files.writeString(folder.resolve("study.yml"), """
                study: recording
                strategy: random_search
                max-trials: %d
                seed: 1
                chunk-size: %d
                search-space:
                  x: {type: continuous, min: -1, max: 1}
                  y: {type: continuous, min: -1, max: 1}
                objective: {type: function, name: norm}
                """.formatted(trials, chunk));
        StudyPlan plan = StudyFiles.reader().read(file);
        var stopwatch = new Stopwatch();
        try (var context = NocturneContext.forRun(1, database.springProperties(), stopwatch)) {
            var outcome = context.runner().run(new RunRequest(plan, file, Optional.of("benchmark"), false), stopwatch);
            if (!(outcome instanceof RunOutcome.Completed)) {
                throw new IllegalStateException(outcome.toString());
            }
            return Duration.ofNanos(System.nanoTime() - stopwatch.startNanos);
        }
    }

    /** From the moment at which the first trial can be claimed. */
    private static final class Stopwatch implements RunListener {
        private volatile long startNanos;

        @Override
        public void started(RunStart start, Supplier<RunProgress> progress) {
            startNanos = System.nanoTime();
        }

        @Override
        public void waitingForDatabase(String reason, Duration delay) {
            throw new IllegalStateException(reason);
        }
    }

    private static double rate(int trials, Duration time) {
        return trials / (time.toNanos() / 1e9);
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted((a, b) -> b.compareTo(a)).toList()) {
                Files.deleteIfExists(file);
            }
        }
    }
}
