package dev.nocturne.bench;

import dev.nocturne.space.ContinuousParameter;
import dev.nocturne.strategy.StrategyFactory;
import dev.nocturne.strategy.StrategySettings;
import dev.nocturne.strategy.numeric.NormalDistribution;
import dev.nocturne.study.Study;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * How busy worker processes are with trials whose durations differ widely: a program sleeps as long as a parameter says,
 * whose choices are quantiles of a distribution with a normal logarithm. What it returns is another parameter, so that a
 * strategy that learns has no reason to prefer short trials.
 */
final class ClusterBusy {
    private static final int CHOICES = 40;
    private static final double MEDIAN_SECONDS = 0.121; // The mean is then 0.2 s.
    private static final double SPREAD = 1;

    static final String HEAD = """
            | strategy | lag | workers | trials | mean trial ms | wall s | busy | of which sleeping | without any cost | latest worker came after s |
            |---|---|---|---|---|---|---|---|---|---|
            """;
    static final String CSV_HEAD =
            "strategy,lag,workers,trials,mean_trial_ms,wall_s,busy_share,sleeping_share,bound_share,last_joined_s";

    private final Path folder;
    private final ClusterServer server;
    private final int trials;

    /** What was seen of a run. */
    record Line(
            String strategy,
            int lag,
            int workers,
            double[] durations,
            double slept,
            double wall,
            double bound,
            double joined) {
        private String format(String pattern) {
            double sum = Arrays.stream(durations).sum();
            return String.format(
                    Locale.ROOT,
                    pattern,
                    strategy,
                    lag,
                    workers,
                    durations.length,
                    1000 * sum / durations.length,
                    wall,
                    sum / (workers * wall),
                    slept / (workers * wall),
                    bound,
                    joined);
        }

        String markdown() {
            return format("| %s | %d | %d | %d | %.0f | %.1f | %.3f | %.3f | %.3f | %.1f |");
        }

        String csv() {
            return format("%s,%d,%d,%d,%.2f,%.3f,%.4f,%.4f,%.4f,%.3f");
        }
    }

    ClusterBusy(Path folder, ClusterServer server, int trials) {
        this.folder = folder;
        this.server = server;
        this.trials = trials;
    }

    /** The workers are there before the run is. */
    Line run(String strategy, int lag, int workers) throws SQLException, IOException, InterruptedException {
        BenchmarkDatabases.Database database = server.fresh();
        var processes = new ArrayList<ClusterProcess>();
        try {
            for (int i = 0; i < workers; i++) {
                processes.add(ClusterProcess.start(folder, database, "worker"));
            }
            for (ClusterProcess process : processes) {
                while (!process.hasSaid("Waiting for runs")) {
                    process.requireAlive();
                    TimeUnit.MILLISECONDS.sleep(100);
                }
            }
            ClusterProcess manager = ClusterProcess.start(
                    folder, database, "run", study(strategy, lag).toString(), "--workers", "0");
            processes.add(manager);
            manager.await();
            return line(strategy, lag, workers, database);
        } finally {
            processes.forEach(ClusterProcess::close);
            server.drop(database);
        }
    }

    private Path study(String strategy, int lag) throws IOException {
        return Files.writeString(folder.resolve("busy.yml"), """
                study: busy
                strategy: %s
                max-trials: %d
                seed: 1
                lag: %d
                search-space:
                  seconds: {type: discrete, choices: [%s]}
                  x: {type: continuous, min: 0, max: 1}
                objective:
                  type: command
                  command: [sh, -c, "sleep $1; echo $2", sh, "{seconds}", "{x}"]
                """.formatted(strategy, trials, lag, choices()));
    }

    private static String choices() {
        return IntStream.range(0, CHOICES)
                .mapToDouble(i -> MEDIAN_SECONDS * Math.exp(SPREAD * NormalDistribution.quantile((i + 0.5) / CHOICES)))
                .mapToObj(seconds -> String.format(Locale.ROOT, "%.4f", seconds))
                .collect(Collectors.joining(", "));
    }

    private Line line(String strategy, int lag, int workers, BenchmarkDatabases.Database database) throws SQLException {
        try (Connection connection = database.connect();
                Statement select = connection.createStatement()) {
            double[] durations = reals(select, "select duration_us / 1e6 from trial order by trial_id");
            double slept = reals(select, "select sum(numeric_value) from trial_parameter where name = 'seconds'")[0];
            double wall = reals(select, "select extract(epoch from max(ended_at) - min(started_at)) from trial")[0];
            double joined = reals(
                    select,
                    "select extract(epoch from max(w.started_at) - (select min(started_at) from trial)) from worker w"
                            + " where w.trials_ended > 0")[0];
            double bound = Arrays.stream(durations).sum()
                    / (workers
                            * simulation(strategy, lag, workers).run(durations).end());
            return new Line(strategy, lag, workers, durations, slept, wall, bound, joined);
        }
    }

    /** Workers that lose no time but that for which the strategy wants them to wait, and for the last trial. */
    private WorkerSimulation simulation(String strategy, int lag, int workers) {
        Study study = Study.named("busy")
                .strategy(strategy)
                .seed(1)
                .lag(lag)
                .maxTrials(trials)
                .parameter(new ContinuousParameter("x", 0, 1))
                .parameter(new ContinuousParameter("seconds", 0, 1))
                .build();
        var rule = new StrategyFactory().create(study, new StrategySettings(1, lag, trials));
        return new WorkerSimulation(workers, rule::requiredHistory);
    }

    private static double[] reals(Statement select, String sql) throws SQLException {
        List<Double> values = new ArrayList<>();
        try (ResultSet rows = select.executeQuery(sql)) {
            while (rows.next()) {
                values.add(rows.getDouble(1));
            }
        }
        return values.stream().mapToDouble(Double::doubleValue).toArray();
    }
}
