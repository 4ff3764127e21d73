package dev.nocturne.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Trials per second with an objective that costs nothing. A run is far longer than what is measured: it is watched for a
 * while in the middle, when the processes have warmed up, and then killed.
 */
final class ClusterThroughput {
    private static final Duration PLAIN_WARM_UP = Duration.ofSeconds(3);

    private final Path folder;
    private final ClusterServer server;
    private final Duration warmUp;
    private final Duration measured;

    /** What was seen of a run, and the rows to write again with plain JDBC. */
    record Seen(ThroughputLine line, PlainRows rows) {}

    ClusterThroughput(Path folder, ClusterServer server, Duration warmUp, Duration measured) {
        this.folder = folder;
        this.server = server;
        this.warmUp = warmUp;
        this.measured = measured;
    }

    /** A manager that evaluates {@code here} trials at a time, and so many worker processes beside it. */
    Seen run(int here, int elsewhere, int chunk) throws SQLException, IOException, InterruptedException {
        BenchmarkDatabases.Database database = server.fresh();
        var processes = new ArrayList<ClusterProcess>();
        try {
            processes.add(ClusterProcess.start(
                    folder, database, "run", study(chunk).toString(), "--workers", Integer.toString(here)));
            for (int i = 0; i < elsewhere; i++) {
                processes.add(ClusterProcess.start(folder, database, "worker"));
            }
            awaitWorkers(database, here + elsewhere, processes);
            TimeUnit.NANOSECONDS.sleep(warmUp.toNanos());
            ThroughputLine line = watch(here, elsewhere, chunk, database, processes);
            processes.forEach(ClusterProcess::close);
            return new Seen(line, PlainRows.of(database));
        } finally {
            processes.forEach(ClusterProcess::close);
            server.drop(database);
        }
    }

    private ThroughputLine watch(
            int here, int elsewhere, int chunk, BenchmarkDatabases.Database database, List<ClusterProcess> processes)
            throws SQLException, IOException, InterruptedException {
        Instant from = Instant.now();
        Duration clients = processorTime(processes);
        var before = server.counters(database);
        var sampler = new WaitSampler(server, database);
        TimeUnit.NANOSECONDS.sleep(measured.toNanos());
        sampler.end();
        var after = server.counters(database);
        clients = processorTime(processes).minus(clients);
        Instant to = Instant.now();
        for (ClusterProcess process : processes) {
            process.requireAlive();
        }
        String who = elsewhere == 0 ? here + " in the manager" : elsewhere + " elsewhere";
        return new ThroughputLine(
                who, chunk, ended(database, from, to), clients.toNanos() / 1e9, before, after, sampler);
    }

    /** The same trials by plain JDBC from this process. */
    ThroughputLine plain(PlainRows rows, int writers, int chunk) throws SQLException, InterruptedException {
        BenchmarkDatabases.Database database = server.fresh();
        PlainJdbc.prepare(database);
        try (var plain = new PlainWriters(rows, database, writers, chunk)) {
            TimeUnit.NANOSECONDS.sleep(PLAIN_WARM_UP.toNanos());
            Duration clients = ownTime();
            var before = server.counters(database);
            long written = plain.written();
            var sampler = new WaitSampler(server, database);
            TimeUnit.NANOSECONDS.sleep(measured.toNanos());
            sampler.end();
            var after = server.counters(database);
            return new ThroughputLine(
                    writers + " plain JDBC",
                    chunk,
                    plain.written() - written,
                    ownTime().minus(clients).toNanos() / 1e9,
                    before,
                    after,
                    sampler);
        } finally {
            server.drop(database);
        }
    }

    private Path study(int chunk) throws IOException {
        return Files.writeString(folder.resolve("throughput.yml"), """
                study: throughput
                strategy: random_search
                max-trials: 100000000
                seed: 1
                chunk-size: %d
                search-space:
                  x: {type: continuous, min: -1, max: 1}
                  y: {type: continuous, min: -1, max: 1}
                objective: {type: function, name: norm}
                """.formatted(chunk));
    }

    private static void awaitWorkers(BenchmarkDatabases.Database database, int workers, List<ClusterProcess> processes)
            throws SQLException, IOException, InterruptedException {
        long deadline = System.nanoTime() + TimeUnit.MINUTES.toNanos(3);
        try (Connection connection = database.connect()) {
            while (workers(connection) < workers) {
                if (System.nanoTime() > deadline) {
                    throw new IOException("The workers did not come in time");
                }
                for (ClusterProcess process : processes) {
                    process.requireAlive();
                }
                TimeUnit.MILLISECONDS.sleep(500);
            }
        }
    }

    private static int workers(Connection connection) throws SQLException {
        try (PreparedStatement exists = connection.prepareStatement("select to_regclass('worker') is not null");
                ResultSet table = exists.executeQuery()) {
            if (!table.next() || !table.getBoolean(1)) {
                return 0;
            }
        }
        try (PreparedStatement select =
                        connection.prepareStatement("select count(*) from worker where ended_at is null");
                ResultSet row = select.executeQuery()) {
            row.next();
            return row.getInt(1);
        }
    }

    private static long ended(BenchmarkDatabases.Database database, Instant from, Instant to) throws SQLException {
        try (Connection connection = database.connect();
                PreparedStatement select = connection.prepareStatement(
                        "select count(*) from trial where ended_at >= ? and ended_at < ?")) {
            select.setTimestamp(1, Timestamp.from(from.truncatedTo(ChronoUnit.MICROS)));
            select.setTimestamp(2, Timestamp.from(to.truncatedTo(ChronoUnit.MICROS)));
            try (ResultSet row = select.executeQuery()) {
                row.next();
                return row.getLong(1);
            }
        }
    }

    private static Duration processorTime(List<ClusterProcess> processes) {
        return processes.stream().map(ClusterProcess::processorTime).reduce(Duration.ZERO, Duration::plus);
    }

    private static Duration ownTime() {
        return ProcessHandle.current().info().totalCpuDuration().orElse(Duration.ZERO);
    }
}
