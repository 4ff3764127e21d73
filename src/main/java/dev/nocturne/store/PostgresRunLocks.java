package dev.nocturne.store;

import dev.nocturne.study.TuningException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;

/**
 * Advisory locks of PostgreSQL, each on a connection of its own that the server closes when its owner dies. An owner that
 * is frozen or cut off does not die; it is taken for dead when its lease is over, and its connections are ended.
 */
public final class PostgresRunLocks implements RunLocks {
    private static final int TRIES = 10;
    private static final String TRY_LOCK = """
            select pg_try_advisory_lock(hashtextextended(?, 0)) from pg_sleep(0.02)
            """;
    private static final String IS_HELD = """
            select exists (select 1
                             from pg_locks
                            where locktype = 'advisory'
                              and granted
                              and objsubid = 1
                              and database = (select oid from pg_database where datname = current_database())
                              and (classid::bigint << 32 | objid::bigint) = hashtextextended(?, 0))
            """;
    private static final String LEASES_KNOWN = "select to_regclass('run_lease') is not null";
    private static final String LEASE = """
            select l.process, l.lease_until < clock_timestamp() as expired
              from run_lease l
              join tuning_run r on r.run_id = l.run_id
              join study s on s.study_id = r.study_id
             where s.name = ? and r.run_key = ?
            """;
    private static final String RENEW = """
            update run_lease
               set lease_until = clock_timestamp() + ? * interval '1' second
             where run_id = ? and starts = ?
            """;

    private final ReadOnlyQueries.ReaderConnections connections;

    /** Locks on connections from there, which must not come from a pool. */
    public PostgresRunLocks(ReadOnlyQueries.ReaderConnections connections) {
        this.connections = connections;
    }

    @Override
    public Optional<RunLock> tryLock(String study, String runKey) {
        return onConnection(connection -> {
            if (locked(connection, study, runKey)) {
                return true;
            }
            return endExpiredOwner(connection, study, runKey) && locked(connection, study, runKey);
        });
    }

    /** Looks at the server's table of locks, and takes none: whoever starts the run meanwhile does not notice. */
    @Override
    public boolean isLocked(String study, String runKey) {
        try (Connection connection = connections.open()) {
            return isHeld(connection, study, runKey) && !hasExpiredOwner(connection, study, runKey);
        } catch (SQLException failure) {
            throw unreachable(failure);
        }
    }

    private static boolean isHeld(Connection connection, String study, String runKey) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(IS_HELD)) {
            statement.setString(1, nameOf(study, runKey));
            try (ResultSet result = statement.executeQuery()) {
                return result.next() && result.getBoolean(1);
            }
        }
    }

    private static String nameOf(String study, String runKey) {
        return "nocturne/" + study + "\n" + runKey;
    }

    @FunctionalInterface
    private interface Taking {
        boolean on(Connection connection) throws SQLException;
    }

    private Optional<RunLock> onConnection(Taking taking) {
        try {
            Connection connection = connections.open();
            boolean taken = false;
            try {
                taken = taking.on(connection);
            } finally {
                if (!taken) {
                    close(connection);
                }
            }
            return taken ? Optional.of(new Lock(connection)) : Optional.empty();
        } catch (SQLException failure) {
            throw unreachable(failure);
        }
    }

    private static boolean locked(Connection connection, String study, String runKey) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(TRY_LOCK)) {
            statement.setString(1, nameOf(study, runKey));
            // Programs of earlier versions held it for an instant to see who lives; several tries tell that from a run.
            for (int i = 0; i < TRIES; i++) {
                try (ResultSet result = statement.executeQuery()) {
                    if (result.next() && result.getBoolean(1)) {
                        return true;
                    }
                }
            }
            return false;
        }
    }

    private static boolean hasExpiredOwner(Connection connection, String study, String runKey) throws SQLException {
        return expiredOwner(connection, study, runKey).isPresent();
    }

    private static Optional<String> expiredOwner(Connection connection, String study, String runKey)
            throws SQLException {
        try (PreparedStatement known = connection.prepareStatement(LEASES_KNOWN);
                ResultSet result = known.executeQuery()) {
            if (!result.next() || !result.getBoolean(1)) {
                return Optional.empty();
            }
        }
        try (PreparedStatement statement = connection.prepareStatement(LEASE)) {
            statement.setString(1, study);
            statement.setString(2, runKey);
            try (ResultSet result = statement.executeQuery()) {
                return result.next() && result.getBoolean("expired")
                        ? Optional.of(result.getString("process"))
                        : Optional.empty();
            }
        }
    }

    /** All its connections: another than the lock's may hold rows in the middle of a transaction. */
    private static boolean endExpiredOwner(Connection connection, String study, String runKey) throws SQLException {
        Optional<String> process = expiredOwner(connection, study, runKey);
        if (process.isEmpty()) {
            return false;
        }
        Sessions.end(connection, process.get());
        return true;
    }

    private static TuningException unreachable(SQLException failure) {
        return new TuningException(DatabaseFailure.sentence(failure).orElseThrow(), failure);
    }

    private static void close(Connection connection) {
        try {
            connection.close();
        } catch (SQLException alreadyGone) {
            // Then the lock is gone too, which is all that is asked for.
        }
    }

    private record Lock(Connection connection) implements RunLock {
        @Override
        public boolean renew(RunRecord run, Duration lease) {
            try (PreparedStatement statement = connection.prepareStatement(RENEW)) {
                statement.setDouble(1, Times.seconds(lease));
                statement.setLong(2, run.runId());
                statement.setInt(3, run.starts());
                return statement.executeUpdate() == 1;
            } catch (SQLException failure) {
                throw unreachable(failure);
            }
        }

        @Override
        public void close() {
            PostgresRunLocks.close(connection);
        }
    }
}
