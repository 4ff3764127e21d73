package dev.nocturne.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nocturne.KeptFigures;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.core.io.ClassPathResource;
import org.springframework.jdbc.core.JdbcTemplate;

/** What is kept with runs, made anew from their trials: for runs that come from elsewhere, and those of before an upgrade. */
class KeptTotalsIT {
    private static final List<String> TABLES = List.of("worker_total", "incumbent", "failed_attempt");

    @TempDir
    Path folder;

    @Test
    void onH2() throws IOException {
        try (LedgerDatabase database = LedgerDatabase.h2(folder)) {
            check(new JdbcTemplate(database.pool()), true);
        }
    }

    @Test
    void onPostgres() throws IOException {
        try (LedgerDatabase database = LedgerDatabase.postgres()) {
            check(new JdbcTemplate(database.pool()), false);
        }
    }

    private static void check(JdbcTemplate sql, boolean h2) throws IOException {
        var runs = new WrittenRuns(sql, h2);
        runs.plain("plain", 0, 1, 2500);
        runs.withRungs("rungs", 1, 1300);
        runs.withObjectives("objectives", 400);
        sql.update("update trial set objective = -objective where run_id ="
                + " (select run_id from tuning_run where run_key = 'rungs') and objective > 0");
        sql.update(
                "update tuning_run set direction = 'MAXIMIZE', best_objective = -best_objective where run_key = 'rungs'");
        stairs(sql, runs.plain("stairs", 2, 1, 2500));
        remake(sql);
        KeptFigures.check(sql);
        assertThat(sql.queryForObject("select count(*) from incumbent", Integer.class))
                .isBetween(6, 2000);
        assertThat(sql.queryForList("select distinct trial_id / 1000 from incumbent where improved", Integer.class))
                .as("thousands of trials that have better ones")
                .contains(0, 1, 2);
        assertThat(sql.queryForList("select distinct trial_id / 1000 from incumbent where not improved", Integer.class))
                .as("thousands of trials that have equal ones")
                .contains(0, 1, 2);

        // The migration, over the same trials.
        Map<String, List<?>> remade = tables(sql);
        clear(sql);
        for (String statement : statements()) {
            sql.update(statement);
            sql.update(statement);
        }
        assertThat(tables(sql)).isEqualTo(remade);
    }

    /** What is the best falls by one every hundred trials, and is met some times before it does. */
    private static void stairs(JdbcTemplate sql, long run) {
        sql.update(
                "update trial set objective = 40 - trial_id / 100 + mod(trial_id * 7, 5)"
                        + " where run_id = ? and status = 'COMPLETED' and origin <> 'CONFIRMATION'",
                run);
        String completed = "(select min(%s) from trial where run_id = " + run
                + " and status = 'COMPLETED' and origin <> 'CONFIRMATION'%s)";
        sql.update(
                "update tuning_run set best_objective = " + completed.formatted("objective", "") + " where run_id = ?",
                run);
        sql.update(
                "update tuning_run set best_trial_id = "
                        + completed.formatted("trial_id", " and objective = best_objective") + " where run_id = ?",
                run);
    }

    private static void remake(JdbcTemplate sql) {
        clear(sql);
        sql.queryForList("select run_id from tuning_run order by run_id", Long.class)
                .forEach(run -> RecountedTotals.insert(sql, run));
    }

    private static void clear(JdbcTemplate sql) {
        TABLES.forEach(table -> sql.update("delete from " + table));
    }

    private static Map<String, List<?>> tables(JdbcTemplate sql) {
        var rows = new TreeMap<String, List<?>>();
        TABLES.forEach(table -> rows.put(table, sql.queryForList("select * from " + table + " order by 1, 2, 3")));
        return rows;
    }

    private static List<String> statements() throws IOException {
        String script =
                new ClassPathResource("db/migration/common/V13__totals.sql").getContentAsString(StandardCharsets.UTF_8);
        List<String> inserts = Stream.of(script.replaceAll("(?m)^--.*\n", "").split(";\n"))
                .map(String::strip)
                .filter(statement -> statement.startsWith("insert"))
                .toList();
        assertThat(inserts).hasSize(TABLES.size());
        return inserts;
    }
}
