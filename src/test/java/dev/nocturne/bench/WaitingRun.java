package dev.nocturne.bench;

import dev.nocturne.batch.NocturneContext;
import dev.nocturne.batch.RunOutcome;
import dev.nocturne.batch.RunRequest;
import dev.nocturne.batch.StudyFiles;
import dev.nocturne.objective.plugin.PluginJar;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Runs in this process, on an H2 file, whose trials sleep: as long as their ids say, by a distribution with a normal
 * logarithm, whatever the strategy proposes.
 */
final class WaitingRun implements AutoCloseable {
    private static final String PLUGIN = """
            package plugins;

            import dev.nocturne.objective.Objective;
            import dev.nocturne.objective.ObjectivePlugin;
            import dev.nocturne.objective.PluginContext;
            import dev.nocturne.study.TrialRandom;

            public final class Sleeper implements ObjectivePlugin {
                @Override
                public String name() {
                    return "sleeper";
                }

                @Override
                public Objective create(PluginContext context) {
                    return trial -> {
                        double millis = %s * Math.exp(%s * new TrialRandom(3, trial.trialId()).nextGaussian());
                        Thread.sleep((long) millis, (int) (millis %% 1 * 1e6));
                        return trial.parameters().number("x0");
                    };
                }
            }
            """;

    private final Path folder;
    private int runs;

    /** Runs whose trials sleep so long, by the median, with that standard deviation of the logarithm. */
    WaitingRun(double medianMillis, double spread) throws IOException {
        folder = Files.createTempDirectory("nocturne-benchmark");
        PluginJar.of(
                folder, "sleeper.jar", List.of(PLUGIN.formatted(medianMillis, spread)), List.of("plugins.Sleeper"));
    }

    /**
     * What came of a run.
     *
     * @param durations in seconds, by trial
     * @param seconds from the start of the first trial to the end of the last
     */
    record Result(double[] durations, double seconds) {}

    Result run(String strategy, int workers, int lag, int trials) throws Exception {
        String name = "waiting-" + runs++;
        Path file = Files.writeString(folder.resolve(name + ".yml"), """
                study: waiting
                strategy: %s
                seed: 1
                max-trials: %d
                workers: %d
                lag: %d
                search-space:
                  x0: {type: continuous, min: -1, max: 1}
                  x1: {type: continuous, min: -1, max: 1}
                objective: {type: plugin, jar: sleeper.jar}
                """.formatted(strategy, trials, workers, lag));
        String url = "jdbc:h2:file:" + folder.resolve(name) + ";WRITE_DELAY=0";
        var properties = List.of(
                "--spring.datasource.url=" + url,
                "--spring.datasource.username=sa",
                "--spring.datasource.password=",
                "--nocturne.reports.enabled=false");
        try (var context = NocturneContext.forRun(workers, properties, new Unheard())) {
            var request = new RunRequest(StudyFiles.reader().read(file), file, Optional.of("night"), false);
            RunOutcome outcome = context.runner().run(request, new Unheard());
            if (!(outcome instanceof RunOutcome.Completed)) {
                throw new IllegalStateException(outcome.toString());
            }
        }
        try (Connection database = DriverManager.getConnection(url, "sa", "");
                Statement select = database.createStatement()) {
            return new Result(
                    reals(select, "select duration_us / 1e6 from trial order by trial_id"),
                    reals(select, "select extract(epoch from max(ended_at) - min(started_at)) from trial")[0]);
        }
    }

    private static double[] reals(Statement select, String query) throws Exception {
        var numbers = new ArrayList<Double>();
        try (ResultSet rows = select.executeQuery(query)) {
            while (rows.next()) {
                numbers.add(rows.getDouble(1));
            }
        }
        return numbers.stream().mapToDouble(Double::doubleValue).toArray();
    }

    @Override
    public void close() throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        }
    }
}
