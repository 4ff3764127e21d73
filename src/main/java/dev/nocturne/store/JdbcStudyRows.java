package dev.nocturne.store;

import dev.nocturne.archive.CellType;
import dev.nocturne.archive.MovedTable;
import dev.nocturne.archive.MovedTables;
import dev.nocturne.archive.StudyRows;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.RowCallbackHandler;

/** The rows of a study in the tables, as the transaction of the caller sees them. */
final class JdbcStudyRows implements StudyRows {
    private static final String RUNS = """
            select r.run_id, r.run_key
              from tuning_run r
             where r.study_id = ?
             order by r.run_id
            """;

    private final JdbcTemplate jdbc;
    private final long studyId;
    private final String study;
    private final Instant createdAt;

    /** Keys of the runs by their numbers, the earliest first. */
    private final Map<Long, String> runs = new LinkedHashMap<>();

    /** The runs of that study that are wanted, by their keys. */
    JdbcStudyRows(JdbcTemplate jdbc, long studyId, Predicate<String> wanted) {
        this.jdbc = jdbc;
        this.studyId = studyId;
        record Found(String name, Instant createdAt) {}
        Found found = jdbc.queryForObject(
                "select name, created_at from study where study_id = ?",
                (row, i) -> new Found(row.getString("name"), Times.instant(row, "created_at")),
                studyId);
        this.study = found.name();
        this.createdAt = found.createdAt();
        jdbc.query(
                RUNS,
                row -> {
                    if (wanted.test(row.getString("run_key"))) {
                        runs.put(row.getLong("run_id"), row.getString("run_key"));
                    }
                },
                studyId);
    }

    @Override
    public String study() {
        return study;
    }

    @Override
    public Instant createdAt() {
        return createdAt;
    }

    @Override
    public void read(MovedTable table, Taker taker) {
        String select = "select run_id, "
                + String.join(
                        ", ",
                        table.columns().stream().map(MovedTable.Column::name).toList())
                + " from " + table.name();
        if (!MovedTables.isOfRuns(table)) {
            String order = table == MovedTables.EVENTS ? "event_id" : String.join(", ", table.order());
            String ofStudy = " where run_id in (select run_id from tuning_run where study_id = ?) order by ";
            jdbc.query(select + ofStudy + order, handing(table, taker), studyId);
            return;
        }
        var order = new ArrayList<>(List.of("run_id"));
        order.addAll(table.order());
        String ofRun = select + " where run_id = ? order by " + String.join(", ", order);
        for (long run : runs.keySet()) {
            var sorted = new Sorted(table, taker);
            jdbc.query(ofRun, handing(table, sorted), run);
            sorted.finish();
        }
    }

    private RowCallbackHandler handing(MovedTable table, Taker taker) {
        return row -> {
            String runKey = runs.get(row.getLong(1));
            if (runKey != null) {
                taker.take(runKey, cells(table, row));
            }
        };
    }

    private static List<@Nullable String> cells(MovedTable table, ResultSet row) throws SQLException {
        int width = table.columns().size();
        var cells = new ArrayList<@Nullable String>(width);
        for (int i = 0; i < width; i++) {
            CellType type = table.columns().get(i).type();
            Object value = value(type, row, i + 2);
            cells.add(value == null ? null : type.text(value));
        }
        return cells;
    }

    private static @Nullable Object value(CellType type, ResultSet row, int place) throws SQLException {
        Object value = switch (type) {
            case TEXT -> row.getString(place);
            case INTEGER -> row.getLong(place);
            case REAL -> row.getDouble(place);
            case TRUTH -> row.getBoolean(place);
            case TIME -> {
                OffsetDateTime time = row.getObject(place, OffsetDateTime.class);
                yield time == null ? null : time.toInstant();
            }
        };
        return row.wasNull() ? null : value;
    }

    /** Sorts the rows that are alike in all that the database sorted by, by the text that it did not. */
    private static final class Sorted implements Taker {
        private final Taker taker;
        private final int leading;
        private final int last;
        private final List<Row> alike = new ArrayList<>();

        private record Row(String runKey, List<@Nullable String> cells) {}

        Sorted(MovedTable table, Taker taker) {
            this.taker = taker;
            this.leading = table.order().size();
            this.last = table.last().map(table::place).orElse(-1);
        }

        @Override
        public void take(String runKey, List<@Nullable String> cells) {
            if (last < 0) {
                taker.take(runKey, cells);
                return;
            }
            if (!alike.isEmpty() && !alike.get(0).cells().subList(0, leading).equals(cells.subList(0, leading))) {
                finish();
            }
            alike.add(new Row(runKey, cells));
        }

        void finish() {
            alike.sort(Comparator.comparing(row -> String.valueOf(row.cells().get(last))));
            alike.forEach(row -> taker.take(row.runKey(), row.cells()));
            alike.clear();
        }
    }
}
