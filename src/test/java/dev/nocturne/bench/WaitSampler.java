package dev.nocturne.bench;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.EnumMap;
import java.util.Map;

/**
 * What the sessions of a database do, looked at twenty times a second: how many of them, on average, are at work or wait
 * for something. A session without a transaction is not counted.
 */
final class WaitSampler {
    private static final long PERIOD_MILLIS = 50;
    private static final String SELECT = """
            select state, coalesce(wait_event_type, ''), coalesce(wait_event, ''), count(*)
              from pg_stat_activity
             where datname = ? and backend_type = 'client backend' and state <> 'idle'
             group by 1, 2, 3
            """;

    /** What a session in a transaction is doing. */
    enum Doing {
        /** Runs, or would if a processor were free. */
        WORKS,
        /** Waits for the log to be written and synchronised. */
        LOG,
        /** Waits for a row that another transaction holds: the run's. */
        ROW,
        /** Waits for its client's next statement. */
        CLIENT,
        OTHER
    }

    private final Connection connection;
    private final String database;
    private final Thread thread = new Thread(this::sample, "wait-sampler");
    private final Map<Doing, Long> seen = new EnumMap<>(Doing.class);
    private long samples;
    private long samplesWithRow;
    private volatile boolean over;

    WaitSampler(ClusterServer server, BenchmarkDatabases.Database database) throws SQLException {
        this.connection = server.connect();
        this.database = ClusterServer.nameOf(database);
        thread.start();
    }

    private void sample() {
        try (PreparedStatement select = connection.prepareStatement(SELECT)) {
            while (!over) {
                sample(select);
                Thread.sleep(PERIOD_MILLIS);
            }
        } catch (SQLException | InterruptedException failure) {
            throw new IllegalStateException(failure);
        }
    }

    private void sample(PreparedStatement select) throws SQLException {
        select.setString(1, database);
        boolean row = false;
        try (ResultSet rows = select.executeQuery()) {
            while (rows.next()) {
                Doing doing = doing(rows.getString(1), rows.getString(2), rows.getString(3));
                seen.merge(doing, rows.getLong(4), Long::sum);
                row |= doing == Doing.ROW;
            }
        }
        samples++;
        samplesWithRow += row ? 1 : 0;
    }

    private static Doing doing(String state, String type, String event) {
        if (!state.equals("active") || type.equals("Client")) {
            return Doing.CLIENT;
        } else if (type.isEmpty()) {
            return Doing.WORKS;
        } else if (event.startsWith("WAL")) {
            return Doing.LOG;
        }
        boolean row = type.equals("Lock") && (event.equals("transactionid") || event.equals("tuple"));
        return row ? Doing.ROW : Doing.OTHER;
    }

    /** The mean number of sessions that do this. */
    double sessions(Doing doing) {
        return seen.getOrDefault(doing, 0L) / (double) samples;
    }

    /** The share of time in which somebody waits for a row. */
    double rowWanted() {
        return samplesWithRow / (double) samples;
    }

    /** Ends it; from then on it tells what it has seen. */
    void end() throws SQLException, InterruptedException {
        over = true;
        thread.join();
        connection.close();
    }
}
