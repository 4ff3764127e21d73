package dev.nocturne.bench;

import dev.nocturne.batch.NocturneContext;
import dev.nocturne.batch.RunListener;
import dev.nocturne.batch.RunOutcome;
import dev.nocturne.batch.RunProgress;
import dev.nocturne.batch.RunRequest;
import dev.nocturne.batch.RunStart;
import dev.nocturne.batch.StudyFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * A run of the whole pipeline in this process, far longer than what is measured: it is watched for a while when it has
 * warmed up, and then stopped.
 */
final class RecordedRun implements AutoCloseable {
    private final NocturneContext context;
    private final CompletableFuture<RunOutcome> outcome;
    private final CompletableFuture<Supplier<RunProgress>> started = new CompletableFuture<>();

    /** Starts it and waits until its first trial can be claimed. */
    RecordedRun(Path folder, BenchmarkDatabases.Database database, int chunk, int workers, int parameters)
            throws IOException, InterruptedException, ExecutionException {
        Path file = study(folder, chunk, workers, parameters);
        var plan = StudyFiles.reader().read(file);
        var properties = new ArrayList<>(database.springProperties());
        properties.add("--spring.datasource.driver-class-name=" + CountingDriver.class.getName());
        var listener = new RunListener() {
            @Override
            public void started(RunStart start, Supplier<RunProgress> progress) {
                started.complete(progress);
            }

            @Override
            public void waitingForDatabase(String reason, Duration delay) {
                started.completeExceptionally(new IllegalStateException(reason));
            }
        };
        context = NocturneContext.forRun(workers, properties, listener);
        var request = new RunRequest(plan, file, Optional.of("benchmark"), false);
        outcome = CompletableFuture.supplyAsync(
                () -> context.runner().run(request, listener), task -> new Thread(task, "run").start());
        outcome.whenComplete((end, failure) ->
                started.completeExceptionally(failure == null ? new IllegalStateException(end.toString()) : failure));
        started.get();
    }

    private static Path study(Path folder, int chunk, int workers, int parameters) throws IOException {
        String space = IntStream.range(0, parameters)
                .mapToObj(i -> "  x" + i + ": {type: continuous, min: -1, max: 1}\n")
                .collect(Collectors.joining());
        return Files.writeString(folder.resolve("study.yml"), """
                study: recording
                strategy: random_search
                max-trials: 100000000
                seed: 1
                chunk-size: %d
                workers: %d
                objective: {type: function, name: norm}
                search-space:
                %s
                """.formatted(chunk, workers, space));
    }

    /** How many trials have ended. */
    long ended() {
        if (outcome.isDone()) {
            throw new IllegalStateException("The run ended early: " + outcome.join());
        }
        return started.join().get().endedHere();
    }

    RecordingMeter read(RecordingPlace place, BenchmarkDatabases.Database database) throws SQLException {
        return RecordingMeter.read(
                place, database, ended(), CountingDriver.STATEMENTS.sum(), CountingDriver.COMMITS.sum());
    }

    /** Stops the run and lets go of the database. */
    @Override
    public void close() {
        context.runner().stop("everything is measured");
        try {
            outcome.get(1, TimeUnit.MINUTES);
        } catch (Exception failure) {
            throw new IllegalStateException(failure);
        } finally {
            context.close();
        }
    }
}
