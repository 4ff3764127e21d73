package dev.nocturne.bench;

import dev.nocturne.PostgresServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.stream.Stream;

/**
 * A PostgreSQL of the benchmark's own that writes through to the disk, and what can be seen of it from outside: seen over a
 * connection to another database than the measured one, so that looking counts nowhere.
 */
final class ClusterServer implements AutoCloseable {
    /** Linux counts processor time for other processes in hundredths of a second. */
    private static final double TICKS_PER_SECOND = 100;

    private final String url;
    private final BenchmarkDatabases databases;
    private final Connection watching;
    private final ProcessHandle postmaster;

    /** Counters that only grow; differences of two of them say what happened between. */
    record Counters(long nanos, double serverSeconds, double machineSeconds, long commits) {}

    ClusterServer() throws SQLException {
        url = "jdbc:postgresql://" + PostgresServer.durable().address();
        databases = BenchmarkDatabases.postgres(url, "postgres", "");
        watching = connect();
        try (Statement select = watching.createStatement();
                ResultSet row = select.executeQuery("select pg_backend_pid()")) {
            row.next();
            postmaster = ProcessHandle.of(row.getLong(1))
                    .flatMap(ProcessHandle::parent)
                    .orElseThrow();
        }
    }

    /** Its URL, up to the slash before a database's name. */
    String url() {
        return url;
    }

    /** A further connection to watch with. */
    Connection connect() throws SQLException {
        return DriverManager.getConnection(url + "/postgres", "postgres", "");
    }

    BenchmarkDatabases.Database fresh() throws SQLException {
        return databases.fresh();
    }

    void drop(BenchmarkDatabases.Database database) throws SQLException {
        execute("drop database " + nameOf(database) + " with (force)");
    }

    static String nameOf(BenchmarkDatabases.Database database) {
        return database.url().replaceAll(".*/", "");
    }

    private void execute(String sql) throws SQLException {
        try (Statement statement = watching.createStatement()) {
            statement.execute(sql);
        }
    }

    Counters counters(BenchmarkDatabases.Database database) throws SQLException {
        try (PreparedStatement select =
                watching.prepareStatement("select xact_commit from pg_stat_database where datname = ?")) {
            select.setString(1, nameOf(database));
            try (ResultSet row = select.executeQuery()) {
                row.next();
                return new Counters(System.nanoTime(), serverSeconds(), machineSeconds(), row.getLong(1));
            }
        }
    }

    /** Of all its processes, those that have ended included: the postmaster inherits their time. */
    double serverSeconds() {
        long[] own = ticks(postmaster);
        long living = postmaster
                .descendants()
                .map(ClusterServer::ticks)
                .mapToLong(child -> child[0] + child[1])
                .sum();
        return (Arrays.stream(own).sum() + living) / TICKS_PER_SECOND;
    }

    /** User and system time of a process, and of its children that have ended. */
    private static long[] ticks(ProcessHandle process) {
        try {
            String stat = Files.readString(Path.of("/proc/" + process.pid() + "/stat"));
            String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
            return Stream.of(fields[11], fields[12], fields[13], fields[14])
                    .mapToLong(Long::parseLong)
                    .toArray();
        } catch (NoSuchFileException ended) {
            return new long[4];
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** Processor time that the whole machine has used, whoever for. */
    private static double machineSeconds() {
        try (Stream<String> lines = Files.lines(Path.of("/proc/stat"))) {
            String[] fields = lines.findFirst().orElseThrow().trim().split("\\s+");
            long busy = 0;
            for (int i : new int[] {1, 2, 3, 6, 7}) { // user, nice, system, irq, softirq
                busy += Long.parseLong(fields[i]);
            }
            return busy / TICKS_PER_SECOND;
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    @Override
    public void close() throws SQLException {
        watching.close();
    }
}
