package dev.nocturne.bench;

import com.sun.management.OperatingSystemMXBean;
import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.nocturne.store.JdbcStore;
import dev.nocturne.store.ReadOnlyQueries;
import dev.nocturne.store.RecordedStudies;
import dev.nocturne.store.WorkerHost;
import dev.nocturne.store.WrittenRuns;
import dev.nocturne.summary.Reports;
import dev.nocturne.summary.RunSummary;
import dev.nocturne.summary.StudyReport.ParameterInfo;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.flywaydb.core.Flyway;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.support.JdbcTransactionManager;

/**
 * How long it takes to read a report of a long run, side by side with a plain look at all its trials: the median of some
 * rounds, after one that is not counted. See docs/benchmarks.md.
 *
 * <p>Arguments: trials (default 100000); nights that the study had before, each as long (default 0); then, to measure
 * PostgreSQL instead of H2, the URL of a server up to the slash before the database's name, a user who may create
 * databases, and the password.
 */
public final class ReportBenchmark {
    private static final int ROUNDS = 5;
    private static final String SCAN = "select count(*), sum(objective) from trial where run_id = ?";
    private static final List<ParameterInfo> PARAMETERS = List.of(
            new ParameterInfo("a", "integer", "linear", 0, 999, List.of()),
            new ParameterInfo("kind", "categorical", "linear", Double.NaN, Double.NaN, List.of("one", "two")),
            new ParameterInfo("gamma", "continuous", "linear", 0, 1, List.of()));

    /** What something took: time, and what the processors did for this process meanwhile. */
    private record Took(double seconds, double cpu) {}

    private ReportBenchmark() {}

    public static void main(String[] arguments) throws Exception {
        int trials = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 100_000;
        int before = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 0;
        Path folder = Files.createTempDirectory("nocturne-benchmark");
        String[] server = arguments.length > 2 ? Stream.of(arguments).skip(1).toArray(String[]::new) : new String[0];
        var database = BenchmarkDatabases.of(folder, server).fresh();
        Flyway.configure()
                .dataSource(database.url(), database.user(), database.password())
                .locations("classpath:db/migration/" + database.vendor(), "classpath:db/migration/common")
                .load()
                .migrate();
        var pooled = new HikariConfig();
        pooled.setJdbcUrl(database.url());
        pooled.setUsername(database.user());
        pooled.setPassword(database.password());
        pooled.setMaximumPoolSize(2);
        try (var pool = new HikariDataSource(pooled)) {
            measure(pool, database.vendor().equals("h2"), trials, before);
        } finally {
            try (Stream<Path> files = Files.walk(folder)) {
                for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.deleteIfExists(file);
                }
            }
        }
    }

    private static void measure(HikariDataSource pool, boolean h2, int trials, int before) {
        var jdbc = new JdbcTemplate(pool);
        var runs = new WrittenRuns(jdbc, h2);
        long run = 0;
        for (int night = 0; night <= before; night++) {
            run = runs.plain("night " + night, night, 1, trials);
        }
        jdbc.execute(h2 ? "checkpoint" : "vacuum analyze");
        Reports reports = reports(pool);
        String key = "night " + before;
        long measured = run;
        took(() -> reports.of(WrittenRuns.STUDY, key));
        took(() -> jdbc.queryForMap(SCAN, measured));
        Took[] report = new Took[ROUNDS];
        Took[] scan = new Took[ROUNDS];
        for (int round = 0; round < ROUNDS; round++) {
            report[round] = took(() -> reports.of(WrittenRuns.STUDY, key));
            scan[round] = took(() -> jdbc.queryForMap(SCAN, measured));
        }
        System.out.println(
                "| trials | nights before | report s | of which this process computed | plain scan s | computed |");
        System.out.println("|---|---|---|---|---|---|");
        System.out.printf(
                Locale.ROOT,
                "| %,d | %d | %.2f | %.2f | %.2f | %.2f |%n",
                trials,
                before,
                median(report).seconds(),
                median(report).cpu(),
                median(scan).seconds(),
                median(scan).cpu());
    }

    private static Reports reports(HikariDataSource pool) {
        var store = new JdbcStore(pool, new JdbcTransactionManager(pool), new WorkerHost("host", 1), Clock.systemUTC());
        return store.reports(
                store.summaries(new ReadOnlyQueries(pool::getConnection)),
                new RecordedStudies() {
                    @Override
                    public List<ParameterInfo> parameters(RunSummary run) {
                        return PARAMETERS;
                    }

                    @Override
                    public List<String> changes(RunSummary one, RunSummary other) {
                        return List.of();
                    }
                },
                "benchmark");
    }

    private static Took took(Runnable work) {
        var system = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        long cpu = system.getProcessCpuTime();
        long start = System.nanoTime();
        work.run();
        return new Took((System.nanoTime() - start) / 1e9, (system.getProcessCpuTime() - cpu) / 1e9);
    }

    private static Took median(Took[] rounds) {
        return Stream.of(rounds)
                .sorted(Comparator.comparingDouble(Took::seconds))
                .skip(ROUNDS / 2)
                .findFirst()
                .orElseThrow();
    }
}
