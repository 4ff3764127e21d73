package dev.nocturne.batch;

import dev.nocturne.study.InvalidStudyException;
import dev.nocturne.study.TuningException;
import java.sql.SQLException;
import java.util.Optional;

/** What to tell a person about a failure, in a sentence that says what to do. */
public final class FailureSentence {
    private FailureSentence() {}

    /** The sentence; never a stack trace. */
    public static String of(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof TuningException known) {
                return known.getMessage();
            }
        }
        Optional<SQLException> sql = DatabaseFailure.sqlCause(failure);
        if (sql.isPresent()) {
            return ofDatabase(sql.get());
        }
        Throwable root = root(failure);
        return "Something unexpected happened: " + root + ". Start the same command again to continue; --debug shows"
                + " where it came from.";
    }

    /** Whether what was asked for cannot be done at all, however often it is started again. */
    public static boolean isWrongUsage(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof InvalidStudyException || cause instanceof NothingRecordedException) {
                return true;
            }
        }
        return false;
    }

    private static String ofDatabase(SQLException failure) {
        String message = shortened(failure);
        String all = message + root(failure);
        if (all.contains("No space left")) {
            return "The database's disk is full. Free some space and start the same command again.";
        }
        if (all.contains("Read-only") || all.contains("Permission denied") || all.contains("AccessDenied")) {
            return "The database cannot be written: " + message
                    + ". Make its files writable and start the same command again.";
        }
        if (all.contains("corrupt") || failure.getErrorCode() == 90030) {
            return "The database file is damaged: " + message
                    + ". Restore it from a backup, or move it away to begin with a new one.";
        }
        if (failure.getErrorCode() == 28000 || "28P01".equals(failure.getSQLState())) {
            return "The database refuses the user or password. Check SPRING_DATASOURCE_USERNAME and"
                    + " SPRING_DATASOURCE_PASSWORD.";
        }
        return DatabaseFailure.isAway(failure)
                ? "The database cannot be reached: " + message
                        + ". Start the same command again when it is back; the run goes on from its checkpoint."
                : "The database refused: " + message
                        + ". Start the same command again to continue; --debug shows where it came from.";
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

    private static Throwable root(Throwable failure) {
        Throwable root = failure;
        while (root.getCause() != null && root.getCause() != root) {
            root = root.getCause();
        }
        return root;
    }
}
