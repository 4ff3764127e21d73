package dev.nocturne.bench;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.flywaydb.core.Flyway;

/** What the rate of the pipeline is measured against: batches of inserts, one connection, a commit a chunk. */
final class PlainJdbc {
    static final List<String> TABLES = List.of("trial", "trial_parameter", "trial_attempt", "tuning_event");

    private PlainJdbc() {}

    /** Writes all rows of those tables into an empty database; the time is that of writing them. */
    static Duration copy(BenchmarkDatabases.Database from, BenchmarkDatabases.Database to, int chunk)
            throws SQLException {
        List<List<Object[]>> rows = new ArrayList<>();
        List<String> inserts = new ArrayList<>();
        try (Connection source = from.connect();
                Statement select = source.createStatement()) {
            for (String table : TABLES) {
                String where = table.equals("tuning_event") ? " where trial_id is not null" : "";
                try (ResultSet result = select.executeQuery("select * from " + table + where + " order by trial_id")) {
                    int columns = result.getMetaData().getColumnCount();
                    inserts.add("insert into " + table + " values ("
                            + String.join(", ", Collections.nCopies(columns, "?")) + ")");
                    rows.add(read(result, columns));
                }
            }
        }
        prepare(to);
        try (Connection target = to.connect()) {
            target.setAutoCommit(false);
            return write(target, inserts, rows, chunk);
        }
    }

    /** Makes the tables, with a run that trials can belong to. */
    static void prepare(BenchmarkDatabases.Database database) throws SQLException {
        Flyway.configure()
                .dataSource(database.url(), database.user(), database.password())
                .locations("classpath:db/migration/" + database.vendor(), "classpath:db/migration/common")
                .load()
                .migrate();
        try (Connection target = database.connect();
                Statement run = target.createStatement()) {
            run.execute("insert into study values (1, 'recording', current_timestamp)");
            run.execute("insert into tuning_run (run_id, study_id, run_key, status, strategy, direction, seed, lag,"
                    + " planned_trials, horizon, configuration, configuration_file, configuration_sha256, run_token,"
                    + " started_at) values (1, 1, 'b', 'RUNNING', 'random_search', 'MINIMIZE', 1, 1, 1, 1, '', '', '', '',"
                    + " current_timestamp)");
        }
    }

    private static List<Object[]> read(ResultSet result, int columns) throws SQLException {
        var rows = new ArrayList<Object[]>();
        while (result.next()) {
            var row = new Object[columns];
            for (int i = 0; i < columns; i++) {
                row[i] = result.getObject(i + 1);
            }
            rows.add(row);
        }
        return rows;
    }

    private static Duration write(Connection target, List<String> inserts, List<List<Object[]>> rows, int chunk)
            throws SQLException {
        int trials = rows.get(0).size();
        long start = System.nanoTime();
        var statements = new ArrayList<PreparedStatement>();
        for (String insert : inserts) {
            statements.add(target.prepareStatement(insert));
        }
        for (int first = 0; first < trials; first += chunk) {
            int last = Math.min(trials, first + chunk);
            for (int table = 0; table < rows.size(); table++) {
                int rowsPerTrial = rows.get(table).size() / trials;
                for (Object[] row : rows.get(table).subList(first * rowsPerTrial, last * rowsPerTrial)) {
                    for (int i = 0; i < row.length; i++) {
                        statements.get(table).setObject(i + 1, row[i]);
                    }
                    statements.get(table).addBatch();
                }
                statements.get(table).executeBatch();
            }
            target.commit();
        }
        return Duration.ofNanos(System.nanoTime() - start);
    }
}
