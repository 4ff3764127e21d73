package dev.nocturne.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.nocturne.store.JdbcPruning.RecordedRun;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.TransactionException;

/** A run goes whole, and nothing else goes with it, wherever whoever deletes it dies. */
abstract class PruningContract {
    private static final int ROWS = 15;

    private JdbcTemplate sql;
    private Map<String, List<Map<String, Object>>> others;

    /** The database of the test class. */
    abstract LedgerDatabase database();

    @BeforeEach
    void threeRuns() {
        sql = new JdbcTemplate(database().pool());
        var written = new WrittenRuns(sql, database().address().isH2());
        for (String key : List.of("first", "middle", "last")) {
            long run = written.plain(key, 0, 1, 30);
            sql.update("update tuning_run set status = 'STOPPED' where run_id = ?", run);
            fill(run);
        }
        others = rows("run_id <> " + middle().runId());
        assertThat(rows("run_id = " + middle().runId()).values())
                .as("tables filled")
                .doesNotContain(List.of());
    }

    @AfterEach
    void forgetThem() {
        tables().forEach(table -> {
            if (!table.equals("tuning_run")) {
                sql.update("delete from " + table);
            }
        });
        sql.update("delete from tuning_run");
        for (String table : List.of(
                "batch_step_execution_context",
                "batch_step_execution",
                "batch_job_execution_context",
                "batch_job_execution_params",
                "batch_job_execution",
                "batch_job_instance",
                "event_outbox")) {
            sql.update("delete from " + table);
        }
    }

    /** Something in every table that the runs of {@link WrittenRuns} leave empty. */
    private void fill(long run) {
        String now = "current_timestamp";
        sql.update(
                "insert into worker (run_id, worker, host, pid, started_at) values (?, 'w', 'h', 1, " + now + ")", run);
        sql.update(
                "insert into run_lease (run_id, starts, process, version, lease_until, objective_files)"
                        + " values (?, 1, 'p', 'v', " + now + ", '')",
                run);
        sql.update("insert into run_objective values (?, 0, 'loss', 'MINIMIZE')", run);
        sql.update("insert into confirmation (run_id, place, trial_id, role) values (?, 0, 0, 'CHAMPION')", run);
        sql.update(
                "insert into tuning_summary (run_id, trials_ran, trials_failed, total_time_us, completed_at)"
                        + " values (?, 30, 0, 1, " + now + ")",
                run);
        for (int i = 0; i < 20; i++) {
            sql.update(
                    "insert into run_known_trial (run_id, position, source, source_id, status, objectives, parameters)"
                            + " values (?, ?, 's', 1, 'COMPLETED', '[1]', '{}')",
                    run,
                    i);
            sql.update("insert into trial_parameter values (?, ?, 'a', 1, '1'), (?, ?, 'b', 1, '1')", run, i, run, i);
            sql.update("insert into trial_objective values (?, ?, 0, 1)", run, i);
            sql.update("insert into pareto_trial values (?, ?)", run, i);
            sql.update(
                    "insert into tuning_event (run_id, trial_id, type, occurred_at, payload)"
                            + " values (?, ?, 'TRIAL_STARTED', " + now + ", '{}')",
                    run,
                    i);
        }
        job(run);
    }

    private void job(long run) {
        String now = "current_timestamp";
        sql.update("insert into batch_job_instance values (?, 0, 'tuning', ?)", run, "key " + run);
        sql.update("update tuning_run set job_instance_id = ? where run_id = ?", run, run);
        for (long execution : new long[] {run * 10, run * 10 + 1}) {
            sql.update(
                    "insert into batch_job_execution (job_execution_id, job_instance_id, create_time) values (?, ?, "
                            + now + ")",
                    execution,
                    run);
            sql.update("insert into batch_job_execution_context values (?, '{}', null)", execution);
            sql.update("insert into batch_job_execution_params values (?, 'n', 't', 'v', 'Y')", execution);
            sql.update(
                    "insert into batch_step_execution (step_execution_id, version, step_name, job_execution_id, create_time)"
                            + " values (?, 0, 's', ?, " + now + ")",
                    execution,
                    execution);
            sql.update("insert into batch_step_execution_context values (?, '{}', null)", execution);
        }
    }

    /** All tables that know runs, as the database says. */
    private List<String> tables() {
        return sql.queryForList("""
                        select lower(c.table_name)
                          from information_schema.columns c
                          join information_schema.tables t
                            on t.table_schema = c.table_schema and t.table_name = c.table_name
                         where lower(c.table_schema) = 'public' and t.table_type = 'BASE TABLE'
                           and lower(c.column_name) = 'run_id' and lower(c.table_name) not in ('champion', 'pruned_run')
                         order by 1
                        """, String.class);
    }

    private Map<String, List<Map<String, Object>>> rows(String condition) {
        var rows = new TreeMap<String, List<Map<String, Object>>>();
        for (String table : tables()) {
            rows.put(
                    table,
                    sql.queryForList("select * from " + table + " where " + condition).stream()
                            .sorted(java.util.Comparator.comparing(Object::toString))
                            .toList());
        }
        return rows;
    }

    private JdbcPruning pruning(DataSource through) {
        return new JdbcPruning(new JdbcTemplate(through), new JdbcTransactionManager(through), ROWS);
    }

    private RecordedRun middle() {
        return pruning(database().pool()).runs(Optional.of(WrittenRuns.STUDY)).stream()
                .filter(run -> run.runKey().equals("middle"))
                .findFirst()
                .orElseThrow();
    }

    private void assertAllOfItIsGone(long run) {
        assertThat(rows("run_id = " + run).values()).allMatch(List::isEmpty);
        assertThat(rows("run_id <> " + run)).isEqualTo(others);
        assertThat(sql.queryForList("select run_id from pruned_run", Long.class))
                .isEmpty();
        assertThat(sql.queryForList("select job_instance_id from batch_job_instance", Long.class))
                .hasSize(2)
                .doesNotContain(run);
        for (String table : List.of("_execution_context", "_execution_params", "_execution")) {
            assertThat(sql.queryForObject("select count(*) from batch_job" + table, Integer.class))
                    .isEqualTo(4);
        }
        for (String table : List.of("_execution_context", "_execution")) {
            assertThat(sql.queryForObject("select count(*) from batch_step" + table, Integer.class))
                    .isEqualTo(4);
        }
    }

    @Test
    void allOfARunGoesAndNothingElse() {
        RecordedRun run = middle();
        long expected = rows("run_id = " + run.runId()).entrySet().stream()
                .filter(table -> List.of(
                                "trial",
                                "trial_parameter",
                                "trial_attempt",
                                "trial_measurement",
                                "trial_objective",
                                "pareto_trial",
                                "failed_attempt",
                                "incumbent",
                                "run_known_trial",
                                "tuning_event")
                        .contains(table.getKey()))
                .mapToLong(table -> table.getValue().size())
                .sum();
        var pruning = pruning(database().pool());
        assertThat(pruning.takeAway(run)).isTrue();
        assertThat(sql.queryForList("select run_key from v_run order by run_key", String.class))
                .containsExactly("first", "last");
        assertThat(sql.queryForList("select distinct run_key from v_trial order by run_key", String.class))
                .containsExactly("first", "last");
        assertThat(pruning.hasRemains()).isTrue();
        assertThat(pruning.sweep(rows -> {})).isEqualTo(expected);
        assertAllOfItIsGone(run.runId());
        assertThat(pruning.sweep(rows -> {})).isZero();
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void whoeverDiesLeavesTheWholeRunOrNoneOfItAndTheNextGoesOn(boolean afterwards) {
        RecordedRun run = middle();
        Map<String, List<Map<String, Object>>> whole = rows("run_id = " + run.runId());
        int deaths = 0;
        boolean died = true;
        // What is done stays done, so each death comes at the same operation of what is left; sooner ones are in it
        // too.
        for (int operation = 1; died; operation++) {
            var mortal = new CrashingDataSource(database().pool(), operation, afterwards);
            try {
                var pruning = pruning(mortal);
                for (RecordedRun seen : pruning.runs(Optional.of(WrittenRuns.STUDY))) {
                    if (seen.runKey().equals("middle")) {
                        pruning.takeAway(seen);
                    }
                }
                pruning.sweep(rows -> {});
            } catch (DataAccessException | TransactionException killed) {
                assertThat(mortal.hasCrashed()).as("why it failed: " + killed).isTrue();
            }
            died = mortal.hasCrashed();
            deaths += died ? 1 : 0;
            if (sql.queryForObject("select count(*) from v_run where run_key = 'middle'", Integer.class) == 1) {
                assertThat(rows("run_id = " + run.runId())).isEqualTo(whole);
            } else {
                assertThat(sql.queryForObject("select count(*) from v_trial where run_key = 'middle'", Integer.class))
                        .isZero();
            }
        }
        assertThat(deaths).isGreaterThan(15);
        assertAllOfItIsGone(run.runId());
    }

    /** One trial has a thousand measurements, others four or none. */
    @Test
    void noStatementDeletesMoreThanItMay() {
        var deleted = new HashMap<String, List<Integer>>();
        var template = new JdbcTemplate(database().pool()) {
            @Override
            public int update(String statement, Object... arguments) {
                int rows = super.update(statement, arguments);
                deleted.computeIfAbsent(statement.strip(), first -> new ArrayList<>())
                        .add(rows);
                return rows;
            }
        };
        var pruning =
                new JdbcPruning(template, new JdbcTransactionManager(database().pool()), ROWS);
        RecordedRun run = middle();
        pruning.takeAway(run);
        pruning.sweep(rows -> {});
        assertThat(deleted).hasSizeGreaterThan(15);
        assertThat(deleted)
                .allSatisfy((statement, rows) -> assertThat(rows).as(statement).allMatch(count -> count <= ROWS));
        assertAllOfItIsGone(run.runId());
    }

    @Test
    void aRunThatIsNoLongerAsItWasSeenStays() {
        RecordedRun run = middle();
        var pruning = pruning(database().pool());
        sql.update("update tuning_run set status = 'RUNNING', starts = starts + 1 where run_id = ?", run.runId());
        assertThat(pruning.takeAway(run)).isFalse();
        sql.update("update tuning_run set status = 'STOPPED', starts = starts - 1 where run_id = ?", run.runId());
        sql.update(
                "insert into champion (study_id, champion_number, reason, parameters, run_id, trial_id, note, promoted_at)"
                        + " select study_id, 1, 'SET', '{}', run_id, 1, '', current_timestamp from tuning_run"
                        + " where run_id = ?",
                run.runId());
        try {
            assertThat(middle().champion()).isEqualTo(1);
            assertThat(pruning.takeAway(run)).isFalse();
            assertThat(rows("run_id <> " + run.runId())).isEqualTo(others);
            assertThat(pruning.hasRemains()).isFalse();
        } finally {
            sql.update("delete from champion");
        }
    }

    @Test
    void runsWhoseEventsAreAwaitedAreKnown() {
        long run = middle().runId();
        var pruning = pruning(database().pool());
        assertThat(pruning.awaited()).isEmpty();
        sql.update("insert into event_outbox select max(event_id) from tuning_event where run_id = ?", run);
        assertThat(pruning.awaited()).containsExactly(run);
        sql.update("insert into event_delivery select 's', 1, event_id from event_outbox");
        sql.update("delete from event_outbox");
        assertThat(pruning.awaited()).containsExactly(run);
        sql.update("delete from event_delivery");
        assertThatCode(() -> pruning.sweep(rows -> {})).doesNotThrowAnyException();
        assertThat(middle().runId()).isEqualTo(run);
    }
}
