package dev.nocturne.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * One run with very many cheap trials by the jar, with 256 MB, into an H2 file: trials per second in each tenth of it, heap
 * after collections, size of the file, what a restart takes after a kill in the middle, and how long views take to answer.
 * See docs/benchmarks.md.
 *
 * <p>Arguments: the folder for the database, which must be empty; trials (default 10000000); strategy (default
 * random_search; grid_search has a grid of 4,000 times 2,500); workers (default 2).
 */
public final class SizeBenchmark {
    private static final Pattern PROGRESS = Pattern.compile("(?m)^\\S+ (\\d+)/\\d+ trials");
    private static final Pattern HEAP = Pattern.compile("Pause \\w+ .*->(\\d+)M\\(");
    private static final List<String> VIEWS = List.of(
            "v_run where study = 'size'",
            "v_night where study = 'size'",
            "v_worker where study = 'size' and run_key = 'size'",
            "v_best_trial where study = 'size' and run_key = 'size'",
            "v_pareto where study = 'size' and run_key = 'size'",
            "v_failure where study = 'size' and run_key = 'size'",
            "v_drift where study = 'size'",
            "v_incumbent where study = 'size' and run_key = 'size' and improved",
            "v_trial where study = 'size' and run_key = 'size' and trial_id = 7",
            "v_trial_parameter where study = 'size' and run_key = 'size' and trial_id = 7",
            "v_attempt where study = 'size' and run_key = 'size' and trial_id = 7",
            "v_measurement where study = 'size' and run_key = 'size' and trial_id = 7",
            "v_trial_objective where study = 'size' and run_key = 'size' and trial_id = 7",
            "v_incumbent where study = 'size' and run_key = 'size' and trial_id = 7");

    private final Path folder;
    private final int trials;

    private SizeBenchmark(Path folder, int trials) {
        this.folder = folder;
        this.trials = trials;
    }

    public static void main(String[] arguments) throws Exception {
        var benchmark = new SizeBenchmark(
                Path.of(arguments[0]).toAbsolutePath(),
                arguments.length > 1 ? Integer.parseInt(arguments[1]) : 10_000_000);
        benchmark.writeStudy(
                arguments.length > 2 ? arguments[2] : "random_search",
                arguments.length > 3 ? Integer.parseInt(arguments[3]) : 2);
        benchmark.measure();
    }

    private void writeStudy(String strategy, int workers) throws IOException {
        Files.createDirectories(folder);
        Files.writeString(folder.resolve("size.yml"), """
                study: size
                strategy: %s
                max-trials: %d
                seed: 7
                workers: %d
                chunk-size: 1000
                search-space:
                  x: {type: continuous, min: -1, max: 1, grid-points: 4000}
                  y: {type: continuous, min: -1, max: 1, grid-points: 2500}
                objective: {type: function, name: norm}
                """.formatted(strategy, trials, workers));
    }

    private Process start(String name, String... command) throws IOException {
        var all = new java.util.ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-Xlog:gc:file=" + name + ".gc",
                "-jar",
                Path.of("target/nocturne.jar").toAbsolutePath().toString()));
        all.addAll(List.of(command));
        return new ProcessBuilder(all)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve(name + ".out").toFile())
                .start();
    }

    private void measure() throws IOException, InterruptedException, SQLException {
        Process first = start("first", "run", "size.yml", "--run", "size");
        while (first.isAlive() && done("first") < trials / 2) {
            Thread.sleep(1000);
        }
        first.destroyForcibly().waitFor();
        Instant killed = Instant.now();
        int ended = start("second", "run", "size.yml", "--run", "size").waitFor();
        System.out.println("Second start: exit code " + ended);
        heap("first");
        heap("second");
        System.out.printf(Locale.ROOT, "File: %,d bytes%n", Files.size(folder.resolve("data/nocturne.mv.db")));
        for (String command : List.of("status", "best size", "report size -o size.html")) {
            long begin = System.nanoTime();
            int code = start("command", command.split(" ")).waitFor();
            System.out.printf(
                    Locale.ROOT, "%s: %.1f s, exit code %d%n", command, (System.nanoTime() - begin) / 1e9, code);
        }
        try (Connection database =
                        DriverManager.getConnection("jdbc:h2:file:" + folder.resolve("data/nocturne"), "sa", "");
                Statement sql = database.createStatement()) {
            rates(sql, killed);
            views(sql);
        }
    }

    private long done(String name) throws IOException {
        return PROGRESS.matcher(Files.readString(folder.resolve(name + ".out")))
                .results()
                .mapToLong(line -> Long.parseLong(line.group(1)))
                .max()
                .orElse(0);
    }

    private void heap(String name) throws IOException {
        int[] after = HEAP.matcher(Files.readString(folder.resolve(name + ".gc")))
                .results()
                .mapToInt(pause -> Integer.parseInt(pause.group(1)))
                .toArray();
        for (int tenth = 0; tenth < 10; tenth++) {
            int[] part =
                    java.util.Arrays.copyOfRange(after, after.length * tenth / 10, after.length * (tenth + 1) / 10);
            System.out.printf(
                    Locale.ROOT,
                    "Heap after collections, %s start, tenth %d: at least %d MB, at most %d MB%n",
                    name,
                    tenth + 1,
                    java.util.Arrays.stream(part).min().orElse(0),
                    java.util.Arrays.stream(part).max().orElse(0));
        }
    }

    /** By the times at which trials ended; the pause of the kill is shown by itself. */
    private void rates(Statement sql, Instant killed) throws SQLException {
        Instant before = ended(sql, 0);
        for (int tenth = 1; tenth <= 10; tenth++) {
            Instant now = ended(sql, (int) ((long) trials * tenth / 10) - 1);
            System.out.printf(
                    Locale.ROOT,
                    "Tenth %d: %,.0f trials/s%s%n",
                    tenth,
                    trials / 10.0 / (Duration.between(before, now).toMillis() / 1e3),
                    before.isBefore(killed) && killed.isBefore(now) ? ", with the restart" : "");
            before = now;
        }
        int low = 0;
        int high = trials - 1;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (ended(sql, middle).isAfter(killed)) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        System.out.printf(
                Locale.ROOT,
                "From the kill to the first trial that ended after it (%,d): %.1f s%n",
                low,
                Duration.between(killed, ended(sql, low)).toMillis() / 1e3);
    }

    private static Instant ended(Statement sql, int trial) throws SQLException {
        try (ResultSet row = sql.executeQuery("select ended_at from trial where run_id = 1 and trial_id = " + trial)) {
            row.next();
            return row.getObject(1, OffsetDateTime.class).toInstant();
        }
    }

    private static void views(Statement sql) throws SQLException {
        for (String view : VIEWS) {
            long begin = System.nanoTime();
            int rows = 0;
            try (ResultSet result = sql.executeQuery("select * from " + view)) {
                while (result.next()) {
                    rows++;
                }
            }
            System.out.printf(Locale.ROOT, "%s: %d rows in %.3f s%n", view, rows, (System.nanoTime() - begin) / 1e9);
        }
    }
}
