package dev.nocturne.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Collections;
import java.util.List;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;
import org.springframework.jdbc.core.ConnectionCallback;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Inserts rows into a table, many at once: as a batch, or, where there are enough of them to be worth it, with PostgreSQL's
 * {@code COPY}, which costs the server less than half as much. Either way in the transaction of its caller. Thread-safe.
 */
final class ManyRows {
    /** From how many rows on they are copied; a batch of fewer takes fewer messages. */
    private static final int WORTH_COPYING = 8;

    /** So that the bound values of very many rows need not all be in memory. */
    private static final int ROWS_AT_ONCE = 1000;

    private final String insert;
    private final String copy;

    ManyRows(String table, String... columns) {
        String names = table + " (" + String.join(", ", columns) + ")";
        this.insert = "insert into " + names + " values (" + String.join(", ", Collections.nCopies(columns.length, "?"))
                + ")";
        this.copy = "copy " + names + " from stdin";
    }

    /** The statement that inserts a row. */
    String insert() {
        return insert;
    }

    /** Inserts a row for each item, in their order. */
    <T> void insert(JdbcTemplate jdbc, List<T> items, Cells.Filler<T> filler) {
        if (items.isEmpty()) {
            return;
        }
        jdbc.execute((ConnectionCallback<Void>) connection -> {
            if (items.size() >= WORTH_COPYING && connection.isWrapperFor(PGConnection.class)) {
                copy(connection.unwrap(PGConnection.class), items, filler);
            } else {
                batch(connection, items, filler);
            }
            return null;
        });
    }

    private <T> void batch(Connection connection, List<T> items, Cells.Filler<T> filler) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(insert)) {
            var row = new BoundCells(statement);
            int waiting = 0;
            for (T item : items) {
                row.startRow();
                filler.fill(row, item);
                statement.addBatch();
                waiting++;
                if (waiting == ROWS_AT_ONCE) {
                    statement.executeBatch();
                    waiting = 0;
                }
            }
            if (waiting > 0) {
                statement.executeBatch();
            }
        }
    }

    private <T> void copy(PGConnection connection, List<T> items, Cells.Filler<T> filler) throws SQLException {
        CopyIn copying = connection.getCopyAPI().copyIn(copy);
        try {
            var row = new CopiedCells(copying);
            for (T item : items) {
                filler.fill(row, item);
                row.endRow();
            }
            row.flush();
            copying.endCopy();
        } finally {
            if (copying.isActive()) {
                copying.cancelCopy();
            }
        }
    }
}
