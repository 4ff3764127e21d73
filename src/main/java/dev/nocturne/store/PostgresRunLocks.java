package dev.nocturne.store;

import dev.nocturne.study.TuningException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;

/** Advisory locks of PostgreSQL, each on a connection of its own that the server closes when its owner dies. */
public final class PostgresRunLocks implements RunLocks {
    private static final int TRIES = 10;
    private static final String TRY_LOCK = """
            select pg_try_advisory_lock(hashtextextended(?, 0)) from pg_sleep(0.02)
            """;

    private final ReadOnlyQueries.ReaderConnections connections;

    /** Locks on connections from there, which must not come from a pool. */
    public PostgresRunLocks(ReadOnlyQueries.ReaderConnections connections) {
        this.connections = connections;
    }

    @Override
    public Optional<RunLock> tryLock(String study, String runKey) {
        try {
            Connection connection = connections.open();
            boolean taken = false;
            try {
                taken = locked(connection, "nocturne/" + study + "\n" + runKey);
            } finally {
                if (!taken) {
                    close(connection);
                }
            }
            return taken ? Optional.of(() -> close(connection)) : Optional.empty();
        } catch (SQLException failure) {
            throw new TuningException(DatabaseFailure.sentence(failure).orElseThrow(), failure);
        }
    }

    private static boolean locked(Connection connection, String name) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(TRY_LOCK)) {
            statement.setString(1, name);
            // Somebody asking who lives holds it for an instant; several tries tell that from a run.
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

    private static void close(Connection connection) {
        try {
            connection.close();
        } catch (SQLException alreadyGone) {
            // Then the lock is gone too, which is all that is asked for.
        }
    }
}
