package dev.nocturne.batch;

import java.sql.SQLException;
import java.sql.SQLNonTransientConnectionException;
import java.sql.SQLRecoverableException;
import java.sql.SQLTransientException;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/** Reads from an exception what is the matter with the database. */
final class DatabaseFailure {
    /** H2: closed, connection broken, out of memory session gone, in use by another process for the moment. */
    private static final Set<Integer> H2_AWAY = Set.of(90067, 90098, 90121, 90135, 90020);

    private static final Set<String> POSTGRESQL_AWAY = Set.of("57P01", "57P02", "57P03", "53300");

    private DatabaseFailure() {}

    /** Whether the database is away and may come back by itself. */
    static boolean isAway(Throwable failure) {
        return causes(failure, DatabaseFailure::isAwayItself);
    }

    private static boolean isAwayItself(Throwable cause) {
        if (cause instanceof SQLException sql) {
            String state = String.valueOf(sql.getSQLState());
            return sql instanceof SQLTransientException
                    || sql instanceof SQLRecoverableException
                    || sql instanceof SQLNonTransientConnectionException
                    || state.startsWith("08")
                    || POSTGRESQL_AWAY.contains(state)
                    || H2_AWAY.contains(sql.getErrorCode());
        }
        return false;
    }

    /** The first cause that the database itself named. */
    static Optional<SQLException> sqlCause(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = next(cause)) {
            if (cause instanceof SQLException sql) {
                return Optional.of(sql);
            }
        }
        return Optional.empty();
    }

    private static boolean causes(Throwable failure, Predicate<Throwable> test) {
        for (Throwable cause = failure; cause != null; cause = next(cause)) {
            if (test.test(cause)) {
                return true;
            }
        }
        return false;
    }

    private static Throwable next(Throwable cause) {
        return cause.getCause() == cause ? null : cause.getCause();
    }
}
