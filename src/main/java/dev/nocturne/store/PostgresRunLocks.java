package dev.nocturne.store;

import dev.nocturne.study.TuningException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;

/** Advisory locks of PostgreSQL, each on a connection of its own that the server closes when its owner dies. */
public final class PostgresRunLocks implements RunLocks {
    private static final String TRY_LOCK = "select pg_try_advisory_lock(hashtextextended(?, 0))";

    private final ReadOnlyQueries.ReaderConnections connections;

    /** Locks on connections from there, which must not come from a pool. */
    public PostgresRunLocks(ReadOnlyQueries.ReaderConnections connections) {
        this.connections = connections;
    }

    @Override
    public Optional<RunLock> tryLock(String study, String runKey) {
        try {
            Connection connection = connections.open();
            if (locked(connection, "nocturne/" + study + "\n" + runKey)) {
                return Optional.of(() -> close(connection));
            }
            close(connection);
            return Optional.empty();
        } catch (SQLException failure) {
            throw new TuningException("The database cannot be reached: " + failure.getMessage(), failure);
        }
    }

    private static boolean locked(Connection connection, String name) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(TRY_LOCK)) {
            statement.setString(1, name);
            try (ResultSet result = statement.executeQuery()) {
                return result.next() && result.getBoolean(1);
            }
        }
    }

    private static void close(Connection connection) {
        try {
            connection.close();
        } catch (SQLException alreadyGone) {
            // Then the lock is gone too, which is all that is asked for.
        }
    }
}
