package dev.nocturne.store;

import dev.nocturne.study.TuningException;
import dev.nocturne.summary.RowSink;
import java.sql.Clob;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Queries by people. The database itself refuses whatever would write: PostgreSQL in a read-only transaction, H2, which
 * has none, as a user who may only read. Thread-safe.
 */
public final class ReadOnlyQueries {
    private static final int H2_NOT_A_QUERY = 90002;
    private static final int ROWS_AT_A_TIME = 1000;

    private final ReaderConnections connections;

    /** Where connections of somebody who may only read come from. */
    @FunctionalInterface
    public interface ReaderConnections {
        Connection open() throws SQLException;
    }

    public ReadOnlyQueries(ReaderConnections connections) {
        this.connections = connections;
    }

    void run(String typed, RowSink sink) {
        String sql = SingleQuery.of(typed).text();
        try (Connection connection = connections.open();
                Statement statement = connection.createStatement()) {
            statement.setFetchSize(ROWS_AT_A_TIME);
            if (isPostgres(connection)) {
                connection.setReadOnly(true);
                connection.setAutoCommit(false);
                try {
                    fetch(statement, cursor(connection, sql), sink);
                } finally {
                    connection.rollback();
                }
            } else {
                // A statement of its own each, so that a query "for update" holds no lock while its rows are printed.
                query(statement, sql, sink);
            }
        } catch (SQLException refused) {
            if (refused.getErrorCode() == H2_NOT_A_QUERY) {
                throw new TuningException("Only queries are answered here, such as: select * from v_run", refused);
            }
            throw new TuningException("The database did not answer this query: " + firstLine(refused), refused);
        }
    }

    private static void query(Statement statement, String sql, RowSink sink) throws SQLException {
        try (ResultSet rows = statement.executeQuery(sql)) {
            sink.columns(names(rows));
            copy(rows, sink);
        }
    }

    private static boolean isPostgres(Connection connection) throws SQLException {
        return connection.getMetaData().getDatabaseProductName().equals("PostgreSQL");
    }

    /** PostgreSQL's driver takes several statements, of which one could end the read-only transaction; a cursor is one. */
    private static String cursor(Connection connection, String sql) throws SQLException {
        try (PreparedStatement open = connection.prepareStatement("select cast(nocturne_query(?) as varchar)")) {
            open.setString(1, sql);
            try (ResultSet name = open.executeQuery()) {
                name.next();
                return name.getString(1);
            }
        }
    }

    private static void fetch(Statement statement, String cursor, RowSink sink) throws SQLException {
        String next = "fetch " + ROWS_AT_A_TIME + " from \"" + cursor + "\"";
        boolean first = true;
        int copied;
        do {
            try (ResultSet rows = statement.executeQuery(next)) {
                if (first) {
                    sink.columns(names(rows));
                    first = false;
                }
                copied = copy(rows, sink);
            }
        } while (copied == ROWS_AT_A_TIME);
    }

    private static List<String> names(ResultSet rows) throws SQLException {
        ResultSetMetaData columns = rows.getMetaData();
        var names = new ArrayList<String>();
        for (int i = 1; i <= columns.getColumnCount(); i++) {
            names.add(columns.getColumnLabel(i).toLowerCase(Locale.ROOT));
        }
        return names;
    }

    private static int copy(ResultSet rows, RowSink sink) throws SQLException {
        int columns = rows.getMetaData().getColumnCount();
        int copied = 0;
        while (rows.next()) {
            sink.row(values(rows, columns));
            copied++;
        }
        return copied;
    }

    private static List<@Nullable Object> values(ResultSet rows, int count) throws SQLException {
        var values = new ArrayList<@Nullable Object>(count);
        for (int i = 1; i <= count; i++) {
            Object value = rows.getObject(i);
            if (value instanceof OffsetDateTime time) {
                values.add(time.toInstant());
            } else if (value instanceof java.sql.Timestamp time) {
                values.add(
                        isZoned(rows, i)
                                ? time.toInstant()
                                : time.toLocalDateTime().toString());
            } else {
                values.add(value instanceof Clob clob ? clob.getSubString(1, (int) clob.length()) : value);
            }
        }
        return values;
    }

    /** PostgreSQL's driver answers with a Timestamp for both kinds. */
    private static boolean isZoned(ResultSet rows, int column) throws SQLException {
        return rows.getMetaData().getColumnTypeName(column).equalsIgnoreCase("timestamptz");
    }

    private static String firstLine(SQLException refused) {
        String message = String.valueOf(refused.getMessage());
        int end = message.indexOf("; SQL statement:");
        return (end < 0 ? message : message.substring(0, end)).strip();
    }
}
