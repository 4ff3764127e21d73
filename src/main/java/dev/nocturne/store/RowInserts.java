package dev.nocturne.store;

import dev.nocturne.archive.CellType;
import dev.nocturne.archive.MovedTable;
import dev.nocturne.archive.StudyRows;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;

/** Inserts rows of a table, many at a time. */
final class RowInserts implements StudyRows.Taker {
    private static final int ROWS = 1000;

    /** So that a thousand rows with long texts do not fill the memory. */
    private static final long CHARACTERS = 4_000_000;

    private final JdbcTemplate jdbc;
    private final MovedTable table;
    private final Map<String, Long> runs;
    private final String insert;
    private final List<Row> waiting = new ArrayList<>();
    private long characters;

    private record Row(long runId, List<@Nullable String> cells) {}

    /** Rows of those runs, with the numbers that they have here. */
    RowInserts(JdbcTemplate jdbc, MovedTable table, Map<String, Long> runs) {
        this.jdbc = jdbc;
        this.table = table;
        this.runs = runs;
        this.insert = insert(table, "run_id");
    }

    /** The statement that inserts a row; the columns that move come last. */
    static String insert(MovedTable table, String... first) {
        var columns = new ArrayList<>(List.of(first));
        table.columns().forEach(column -> columns.add(column.name()));
        return "insert into " + table.name() + " (" + String.join(", ", columns) + ") values ("
                + String.join(", ", Collections.nCopies(columns.size(), "?")) + ")";
    }

    @Override
    public void take(String runKey, List<@Nullable String> cells) {
        Long run = runs.get(runKey);
        if (run == null) {
            return;
        }
        waiting.add(new Row(run, cells));
        cells.forEach(cell -> characters += cell == null ? 0 : cell.length());
        if (waiting.size() == ROWS || characters > CHARACTERS) {
            flush();
        }
    }

    void flush() {
        jdbc.batchUpdate(insert, waiting, ROWS, (statement, row) -> {
            statement.setLong(1, row.runId());
            bind(statement, 2, table, row.cells());
        });
        waiting.clear();
        characters = 0;
    }

    /** Binds the cells from that place on. */
    static void bind(PreparedStatement statement, int from, MovedTable table, List<@Nullable String> cells)
            throws SQLException {
        for (int i = 0; i < cells.size(); i++) {
            CellType type = table.columns().get(i).type();
            String cell = cells.get(i);
            if (cell == null) {
                statement.setNull(from + i, sqlType(type));
                continue;
            }
            Object value = type.value(cell);
            if (value instanceof Instant time) {
                statement.setObject(from + i, Times.utc(time));
            } else {
                statement.setObject(from + i, value, sqlType(type));
            }
        }
    }

    private static int sqlType(CellType type) {
        return switch (type) {
            case TEXT -> Types.VARCHAR;
            case INTEGER -> Types.BIGINT;
            case REAL -> Types.DOUBLE;
            case TRUTH -> Types.BOOLEAN;
            case TIME -> Types.TIMESTAMP_WITH_TIMEZONE;
        };
    }
}
