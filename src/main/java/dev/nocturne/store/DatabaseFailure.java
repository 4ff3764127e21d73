package dev.nocturne.store;

import java.sql.SQLException;
import java.sql.SQLNonTransientConnectionException;
import java.sql.SQLRecoverableException;
import java.sql.SQLTransientException;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.springframework.core.NestedExceptionUtils;

/** Reads from an exception what is the matter with the database. */
public final class DatabaseFailure {
    /** H2: closed, connection broken, out of memory session gone, in use by another process for the moment. */
    private static final Set<Integer> H2_AWAY = Set.of(90067, 90098, 90121, 90135, 90020);

    /** Undefined table, in PostgreSQL and twice in H2. */
    private static final Set<String> NO_TABLES = Set.of("42P01", "42S02", "42S04");

    private static final String UNDEFINED_COLUMN = "42703";

    /** Shutting down, starting, too many connections, session timed out; two transactions in one another's way. */
    private static final Set<String> POSTGRESQL_AWAY =
            Set.of("57P01", "57P02", "57P03", "53300", "25P03", "40001", "40P01");

    private DatabaseFailure() {}

    /** A right is missing, in PostgreSQL and in H2. */
    private static final Set<String> DENIED = Set.of("42501", "90096");

    /** Tables and views that every version had; who has these and misses another has those of an older version. */
    private static final Pattern FIRST_TABLE = Pattern.compile(
            "^[^\"«»„“]*[\"«»„“] ?(\\w+\\.)?(study|tuning_run|worker|trial|trial_parameter|trial_attempt|trial_measurement|tuning_event"
                    + "|tuning_summary|batch_\\w+"
                    + "|v_run|v_trial|v_trial_parameter|v_best_trial|v_incumbent|v_failure|flyway_schema_history) ?[\"«»“”]",
            Pattern.CASE_INSENSITIVE);

    /** A column is missing, in PostgreSQL and in H2. */
    private static final Set<String> NO_COLUMN = Set.of("42703", "42S22");

    /** Whether the database is away and may come back by itself. */
    public static boolean isAway(Throwable failure) {
        return causes(failure, DatabaseFailure::isAwayItself)
                && ConnectionRefusal.sentence(failure).isEmpty();
    }

    /** Whether the database user lacks a right. */
    static boolean isDenied(Throwable failure) {
        return causes(
                failure,
                cause -> cause instanceof SQLException sql && DENIED.contains(String.valueOf(sql.getSQLState())));
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

    /** Whether nobody has made Nocturne's tables yet, or brought them up to date. */
    public static boolean isWithoutTables(Throwable failure) {
        return causes(
                failure,
                cause -> cause instanceof SQLException sql
                        && (NO_TABLES.contains(String.valueOf(sql.getSQLState()))
                                || UNDEFINED_COLUMN.equals(sql.getSQLState())));
    }

    /** What to tell a person, with what to do; empty if the database has nothing to do with the failure. */
    public static Optional<String> sentence(Throwable failure) {
        return ConnectionRefusal.sentence(failure).or(() -> sqlCause(failure).map(DatabaseFailure::sentenceOf));
    }

    /** What the database itself said, without the statement. */
    static String innermost(Throwable failure) {
        return sqlCause(failure).map(DatabaseFailure::shortened).orElseGet(failure::toString);
    }

    private static String sentenceOf(SQLException failure) {
        String message = shortened(failure);
        String all = message + NestedExceptionUtils.getMostSpecificCause(failure);
        if (all.contains("No space left")) {
            return "The database's disk is full. Free some space and start the same command again.";
        }
        if (failure.getErrorCode() == 90097
                || "25006".equals(failure.getSQLState())
                || all.contains("Read-only")
                || all.contains("Permission denied")
                || all.contains("AccessDenied")) {
            return "The database cannot be written: " + message
                    + ". Make its files writable and start the same command again.";
        }
        boolean cutShort = all.contains("EOFException") || all.contains("Reading from file");
        if (!isAway(failure) && (all.contains("corrupt") || cutShort || failure.getErrorCode() == 90030)) {
            return "The database file is damaged: " + message
                    + ". Restore it from a backup, or move it away to begin with a new one.";
        }
        boolean noTable = NO_TABLES.contains(String.valueOf(failure.getSQLState()));
        if (noTable && FIRST_TABLE.matcher(message).find()) {
            return "Nothing is recorded in this database yet. Start a run first, which makes the tables.";
        }
        if (noTable || NO_COLUMN.contains(String.valueOf(failure.getSQLState()))) {
            return "The tables are older than this Nocturne. Upgrade them with `migrate`, as the user who owns them,"
                    + " when no older Nocturne uses the database.";
        }
        if (isDenied(failure)) {
            return "The database user may not do this: " + message
                    + ". Runs, workers and `stop` need the rights of nocturne_runner, `migrate` those of"
                    + " nocturne_owner; after an upgrade, run config/postgres/grants.sql again.";
        }
        return isAway(failure)
                ? "The database cannot be reached: " + message
                        + ". Start the same command again when it is back; the run goes on from its checkpoint."
                : "The database refused: " + message
                        + ". Start the same command again to continue; --debug shows where it came from.";
    }

    /** The innermost one: those around it only say which statement it was. */
    private static Optional<SQLException> sqlCause(Throwable failure) {
        SQLException innermost = null;
        for (Throwable cause = failure; cause != null; cause = next(cause)) {
            innermost = cause instanceof SQLException sql ? sql : innermost;
        }
        return Optional.ofNullable(innermost);
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

    private static String shortened(SQLException failure) {
        String message = String.valueOf(failure.getMessage());
        int end = message.indexOf("; SQL statement:");
        String first = (end < 0 ? message : message.substring(0, end))
                .lines()
                .findFirst()
                .orElse("");
        return first.replaceAll("[.\\s]+$", "");
    }
}
