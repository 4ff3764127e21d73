package dev.nocturne.bench;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * Trials recorded per second, and what each costs: the whole pipeline (propose, claim, evaluate {@code norm}, complete, Spring
 * Batch's checkpoint) beside plain JDBC batches of the same rows into an empty database of the same kind, in this process,
 * one after the other. See docs/benchmarks.md.
 */
@Command(name = "recording", sortOptions = false, mixinStandardHelpOptions = true)
public final class RecordingBenchmark implements Callable<Integer> {
    private static final int CHUNKS_AT_LEAST = 8;

    @Option(names = "--databases", split = ",", defaultValue = "h2,postgres")
    private List<String> databases = List.of();

    @Option(
            names = "--server",
            description = "URL of a PostgreSQL up to the slash before a database's name; default: one of its own,"
                    + " which writes through to the disk.")
    private Optional<String> server = Optional.empty();

    @Option(names = "--user", defaultValue = "postgres", description = "Who may create databases there.")
    private String user = "";

    @Option(names = "--password", defaultValue = "")
    private String password = "";

    @Option(names = "--chunks", split = ",", defaultValue = "1,10,100,1000")
    private List<Integer> chunks = List.of();

    @Option(names = "--workers", split = ",", defaultValue = "1,2,4")
    private List<Integer> workers = List.of();

    @Option(names = "--parameters", split = ",", defaultValue = "2,20")
    private List<Integer> parameters = List.of();

    @Option(names = "--warm-up", defaultValue = "2", description = "Seconds of each line before it is measured.")
    private int warmUp;

    @Option(
            names = "--first-warm-up",
            defaultValue = "20",
            description = "Seconds before the first line of a database, so that it is not that of an interpreter.")
    private int firstWarmUp;

    @Option(names = "--seconds", defaultValue = "5", description = "How long is measured.")
    private int seconds;

    @Option(names = "--csv", description = "File for all lines.")
    private @Nullable Path csv;

    private record Case(RecordingPlace place, int chunk, int workers, int parameters, int warmUp, int seconds) {}

    public static void main(String[] arguments) {
        int status = new CommandLine(new RecordingBenchmark()).execute(arguments);
        if (status != 0) {
            System.exit(status);
        }
    }

    @Override
    public Integer call() throws Exception {
        Path folder = Files.createTempDirectory("nocturne-benchmark");
        try (PrintWriter out = csv == null
                ? new PrintWriter(PrintWriter.nullWriter())
                : new PrintWriter(Files.newBufferedWriter(csv))) {
            out.println(RecordingLine.CSV_HEAD);
            System.out.print(RecordingLine.HEAD);
            for (String database : databases) {
                if (database.equals("h2")) {
                    measure(folder, RecordingPlace.h2(folder), out);
                } else {
                    try (ClusterServer own = server.isPresent() ? null : new ClusterServer()) {
                        measure(folder, RecordingPlace.postgres(own, server, user, password), out);
                    }
                }
            }
        } finally {
            delete(folder);
        }
        return 0;
    }

    private void measure(Path folder, RecordingPlace place, PrintWriter out) throws Exception {
        for (int chunk : List.of(1, 1000)) {
            measure(folder, new Case(place, chunk, 1, parameters.get(0), firstWarmUp, 1));
        }
        for (int count : parameters) {
            for (int chunk : chunks) {
                for (int worker : workers) {
                    List<RecordingLine> lines = measure(folder, new Case(place, chunk, worker, count, warmUp, seconds));
                    for (RecordingLine line : lines) {
                        System.out.println(line.markdown(lines.get(1)));
                        out.println(line.csv(lines.get(1)));
                        out.flush();
                    }
                }
            }
        }
    }

    /** The pipeline, and then plain JDBC. */
    private List<RecordingLine> measure(Path folder, Case of) throws Exception {
        var recorded = of.place().fresh();
        RecordingLine pipeline = pipeline(folder, of, recorded);
        PlainRows rows = PlainRows.of(recorded);
        of.place().drop(recorded);
        return List.of(pipeline, plain(of, rows));
    }

    private RecordingLine pipeline(Path folder, Case of, BenchmarkDatabases.Database database) throws Exception {
        RecordingMeter before;
        RecordingMeter after;
        try (var run = new RecordedRun(folder, database, of.chunk(), of.workers(), of.parameters())) {
            pass(of, of.warmUp(), run::ended);
            before = run.read(of.place(), database);
            pass(of, of.seconds(), run::ended);
            after = run.read(of.place(), database);
        }
        return line(of, "nocturne", rows(database), before, after);
    }

    /** Waits for so many seconds, and longer where a chunk takes long: of one or two chunks nothing could be said. */
    private static void pass(Case of, int seconds, LongSupplier trials) throws InterruptedException {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
        long enough = trials.getAsLong() + (long) CHUNKS_AT_LEAST * of.chunk() * of.workers();
        while (System.nanoTime() < end || trials.getAsLong() < enough) {
            TimeUnit.MILLISECONDS.sleep(5);
        }
    }

    /** How many rows there are of each trial, the run's own events aside. */
    private static double rows(BenchmarkDatabases.Database database) throws SQLException {
        try (Connection connection = database.connect();
                Statement select = connection.createStatement()) {
            double sum = 0;
            double trials = 0;
            for (String table : PlainJdbc.TABLES) {
                try (ResultSet row =
                        select.executeQuery("select count(*) from " + table + " where trial_id is not null")) {
                    row.next();
                    sum += row.getLong(1);
                    trials = table.equals("trial") ? row.getLong(1) : trials;
                }
            }
            return sum / trials;
        }
    }

    private RecordingLine plain(Case of, PlainRows rows) throws Exception {
        var database = of.place().fresh();
        try {
            PlainJdbc.prepare(database);
            RecordingMeter before;
            RecordingMeter after;
            try (var plain = new PlainWriters(rows, database, of.workers(), of.chunk())) {
                pass(of, of.warmUp(), plain::written);
                before = read(of, database, plain.written());
                pass(of, of.seconds(), plain::written);
                after = read(of, database, plain.written());
            }
            return line(of, "plain JDBC", rows.perTrial(), before, after);
        } finally {
            of.place().drop(database);
        }
    }

    /** A batch for each table and a commit, whatever the chunk. */
    private static RecordingMeter read(Case of, BenchmarkDatabases.Database database, long written)
            throws SQLException {
        long batches = written / of.chunk();
        return RecordingMeter.read(of.place(), database, written, batches * PlainJdbc.TABLES.size(), batches);
    }

    private static RecordingLine line(Case of, String who, double rows, RecordingMeter before, RecordingMeter after) {
        return new RecordingLine(
                of.place().name(), who, of.chunk(), of.workers(), of.parameters(), rows, before, after);
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted((a, b) -> b.compareTo(a)).toList()) {
                Files.deleteIfExists(file);
            }
        }
    }
}
