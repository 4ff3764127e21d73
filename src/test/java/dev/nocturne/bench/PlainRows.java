package dev.nocturne.bench;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Timestamp;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;

/**
 * Rows of trials that a run recorded, to be written again under other trial ids: 1 of {@code trial}, one of {@code
 * trial_parameter} for each parameter, 1 of {@code trial_attempt} and 2 of {@code tuning_event} each.
 */
record PlainRows(List<Table> tables) {
    /** More different rows would not be written any slower. */
    private static final int TRIALS = 1000;

    /** The rows of one table: those of a trial are a list. */
    record Table(String insert, int trialIdColumn, List<List<Object[]>> byTrial) {
        /** Adds the rows of this trial to a batch. */
        void add(PreparedStatement statement, int trialId) throws SQLException {
            for (Object[] row : byTrial.get(trialId % byTrial.size())) {
                for (int i = 0; i < row.length; i++) {
                    statement.setObject(i + 1, i == trialIdColumn ? (Integer) trialId : row[i]);
                }
                statement.addBatch();
            }
        }
    }

    /** How many rows a trial has. */
    double perTrial() {
        return tables.stream()
                .mapToDouble(table -> table.byTrial().get(0).size())
                .sum();
    }

    /** Reads trials that were completed. */
    static PlainRows of(BenchmarkDatabases.Database recorded) throws SQLException {
        try (Connection connection = recorded.connect();
                Statement select = connection.createStatement()) {
            int trials;
            try (ResultSet row = select.executeQuery("select coalesce(min(trial_id), " + TRIALS
                    + ") from trial where status <> 'COMPLETED' and trial_id < " + TRIALS)) {
                row.next();
                trials = row.getInt(1);
            }
            var tables = new ArrayList<Table>();
            for (String table : PlainJdbc.TABLES) {
                tables.add(table(select, table, trials));
            }
            return new PlainRows(List.copyOf(tables));
        }
    }

    private static Table table(Statement select, String name, int trials) throws SQLException {
        List<List<Object[]>> byTrial = new ArrayList<>();
        for (int i = 0; i < trials; i++) {
            byTrial.add(new ArrayList<>());
        }
        try (ResultSet result =
                select.executeQuery("select * from " + name + " where trial_id < " + trials + " order by trial_id")) {
            // The database gives events their keys.
            int skipped = name.equals("tuning_event") ? 1 : 0;
            var names = new ArrayList<String>();
            for (int i = 1 + skipped; i <= result.getMetaData().getColumnCount(); i++) {
                names.add(result.getMetaData().getColumnName(i));
            }
            while (result.next()) {
                var row = new Object[names.size()];
                for (int i = 0; i < row.length; i++) {
                    row[i] = value(result, i + 1 + skipped);
                }
                byTrial.get(result.getInt("trial_id")).add(row);
            }
            String insert = "insert into " + name + " (" + String.join(", ", names) + ") values ("
                    + String.join(", ", Collections.nCopies(names.size(), "?")) + ")";
            return new Table(insert, upperCase(names).indexOf("TRIAL_ID"), byTrial);
        }
    }

    private static List<String> upperCase(List<String> names) {
        return names.stream().map(name -> name.toUpperCase(Locale.ROOT)).toList();
    }

    private static Object value(ResultSet result, int column) throws SQLException {
        Object value = result.getObject(column);
        return value instanceof Timestamp ? result.getObject(column, OffsetDateTime.class) : value;
    }
}
