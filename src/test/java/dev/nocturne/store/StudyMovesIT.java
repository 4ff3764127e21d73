package dev.nocturne.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.nocturne.archive.ArchiveException;
import dev.nocturne.archive.ArchiveFile;
import dev.nocturne.archive.Archives;
import dev.nocturne.archive.Manifest;
import dev.nocturne.archive.MovedTable;
import dev.nocturne.archive.MovedTables;
import dev.nocturne.archive.RenamedStudy;
import dev.nocturne.archive.StudyRows;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.support.JdbcTransactionManager;

/** Studies between H2 and PostgreSQL. */
class StudyMovesIT {
    private static final String TOKEN = "0f8fad5b-d9cb-469f-a165-70867728950";
    private static final double[] NUMBERS = {0.1, 1.0 / 3, Double.MIN_VALUE, -Double.MAX_VALUE, 2.2250738585072011e-308
    };
    private static final List<String> TEXTS = List.of(
            "", "a,\"b\"", "line\r\nline\n", " \u202E<script>", "\uD83D\uDE00", "\uFB03", "'; drop table trial; --");

    @TempDir
    private Path folder;

    private LedgerDatabase h2;
    private LedgerDatabase postgres;

    @BeforeEach
    void open() {
        h2 = LedgerDatabase.h2(folder);
        postgres = LedgerDatabase.postgres();
    }

    @AfterEach
    void close() {
        h2.close();
        postgres.close();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void everyColumnMovesOrIsSaidToStay(boolean onH2) {
        JdbcTemplate sql = sql(onH2 ? h2 : postgres);
        for (MovedTable table : MovedTables.ALL) {
            Set<String> moving =
                    table.columns().stream().map(MovedTable.Column::name).collect(Collectors.toSet());
            Set<String> there = columns(sql, table.name());
            there.removeAll(MovedTables.STAYING.getOrDefault(table.name(), Set.of("run_id")));
            assertThat(there).as(table.name()).isEqualTo(moving);
        }
    }

    @Test
    void everyTableOfAStudyMovesOrIsSaidToStay() {
        // Totals, incumbents and failures are made anew from what moves.
        var known = new HashSet<>(
                Set.of("run_lease", "study", "pruned_run", "worker_total", "incumbent", "failed_attempt"));
        MovedTables.ALL.forEach(table -> known.add(table.name()));
        List<String> owned = sql(postgres).queryForList("""
                        select distinct c.table_name
                          from information_schema.columns c
                          join information_schema.tables t
                            on t.table_schema = c.table_schema and t.table_name = c.table_name
                         where c.table_schema = 'public' and t.table_type = 'BASE TABLE'
                           and c.column_name in ('run_id', 'study_id')
                        """, String.class);
        assertThat(known).containsAll(owned);
    }

    private static Set<String> columns(JdbcTemplate sql, String table) {
        return new HashSet<>(sql.queryForList(
                "select lower(column_name) from information_schema.columns where lower(table_name) = ?",
                String.class,
                table.toLowerCase(Locale.ROOT)));
    }

    @Test
    void thereAndBackIsTheSameToTheLastBit() {
        fill(sql(h2), 2);
        Manifest first = exported(h2, "1.zip", "s");
        assertThat(taken(postgres, "1.zip", "s").imported()).containsExactly("night-1", "night-2");
        Manifest second = exported(postgres, "2.zip", "s");
        forget(sql(h2));
        taken(h2, "2.zip", "s");
        exported(h2, "3.zip", "s");
        assertThat(second.content()).isEqualTo(first.content());
        assertThat(folder.resolve("2.zip")).hasSameBinaryContentAs(folder.resolve("1.zip"));
        assertThat(folder.resolve("3.zip")).hasSameBinaryContentAs(folder.resolve("1.zip"));
        assertThat(first.entries())
                .filteredOn(entry -> entry.name().endsWith(".csv"))
                .allSatisfy(entry -> assertThat(entry.rows()).as(entry.name()).isPositive());
    }

    private static void forget(JdbcTemplate sql) {
        var tables = new ArrayList<>(MovedTables.ALL);
        java.util.Collections.reverse(tables);
        tables.forEach(table -> sql.update("delete from " + table.name()));
        sql.update("delete from study");
    }

    @Test
    void onPostgresqlAMinusZeroComesBackToo() {
        fill(sql(postgres), 1);
        sql(postgres).update("update trial_measurement set measured_value = '-0.0'");
        Manifest first = exported(postgres, "1.zip", "s");
        forget(sql(postgres));
        taken(postgres, "1.zip", "s");
        assertThat(exported(postgres, "2.zip", "s").content()).isEqualTo(first.content());
        // H2 has one zero; that is no reason to take the archive for another study's.
        taken(h2, "1.zip", "s");
        assertThat(taken(h2, "1.zip", "s").imported()).isEmpty();
    }

    @Test
    void whatIsThereAlreadyIsLeft() {
        fill(sql(h2), 2);
        exported(h2, "1.zip", "s");
        taken(postgres, "1.zip", "s");
        var again = taken(postgres, "1.zip", "s");
        assertThat(again.imported()).isEmpty();
        assertThat(again.present()).containsExactly("night-1", "night-2");
        assertThat(count(postgres, "tuning_event")).isEqualTo(count(h2, "tuning_event"));
    }

    @Test
    void laterNightsAndChampionsFollow() {
        fill(sql(h2), 1);
        exported(h2, "1.zip", "s");
        taken(postgres, "1.zip", "s");
        fill(sql(h2), 2);
        champion(sql(h2), 3, "night-1");
        Manifest all = exported(h2, "2.zip", "s");
        var taken = taken(postgres, "2.zip", "s");
        assertThat(taken.imported()).containsExactly("night-2");
        assertThat(taken.present()).containsExactly("night-1");
        assertThat(taken.champions()).isEqualTo(2);
        assertThat(count(postgres, "tuning_event")).isEqualTo(count(h2, "tuning_event"));
        assertThat(exported(postgres, "3.zip", "s").rows(MovedTables.CHAMPIONS))
                .isEqualTo(all.rows(MovedTables.CHAMPIONS))
                .isEqualTo(3);
    }

    @Test
    void otherRunsOfTheSameNamesAreRefusedByName() {
        fill(sql(h2), 2);
        exported(h2, "1.zip", "s");
        taken(postgres, "1.zip", "s");
        sql(postgres).update("update trial set failure_message = 'x' where status = 'FAILED'");
        int events = count(postgres, "tuning_event");
        assertThatExceptionOfType(ArchiveException.class)
                .isThrownBy(() -> taken(postgres, "1.zip", "s"))
                .withMessageContaining("night-1, night-2")
                .withMessageContaining("--as");
        assertThat(count(postgres, "tuning_event")).isEqualTo(events);
        assertThat(taken(postgres, "1.zip", "copy").imported()).containsExactly("night-1", "night-2");
        assertThat(taken(postgres, "1.zip", "copy").imported()).isEmpty();
    }

    @Test
    void anotherChampionOfTheSameNumberIsRefused() {
        fill(sql(h2), 1);
        exported(h2, "1.zip", "s");
        taken(postgres, "1.zip", "s");
        sql(postgres).update("update champion set note = 'another'");
        assertThatExceptionOfType(ArchiveException.class)
                .isThrownBy(() -> taken(postgres, "1.zip", "s"))
                .withMessageContaining("another champion 1");
    }

    @Test
    void earlierNightsThanThoseThatAreThereAreRefused() {
        fill(sql(h2), 2);
        exported(h2, "1.zip", "s");
        fill(sql(postgres), 2);
        sql(postgres).update("update tuning_run set run_key = 'of here' where run_key = 'night-1'");
        sql(postgres).update("update tuning_run set run_key = 'of here, too' where run_key = 'night-2'");
        assertThatExceptionOfType(ArchiveException.class)
                .isThrownBy(() -> taken(postgres, "1.zip", "s"))
                .withMessageContaining("began before run of here, too");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void whatTheTablesRefuseLeavesNothing(boolean toH2) {
        fill(sql(h2), 1);
        LedgerDatabase to = toH2 ? LedgerDatabase.h2(folder.resolve("other")) : postgres;
        exported(h2, "1.zip", "s");
        try (ArchiveFile archive = ArchiveFile.open(folder.resolve("1.zip"))) {
            assertThatExceptionOfType(ArchiveException.class)
                    .isThrownBy(() -> moves(to).take(new Changed(archive, "trial_attempt", "outcome", "LOST")))
                    .withMessageContaining("the tables do not take");
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        assertThat(count(to, "study") + count(to, "tuning_run") + count(to, "trial"))
                .isZero();
        if (toH2) {
            to.close();
        }
    }

    /** What would be in an archive that somebody made by hand. */
    private record Changed(StudyRows rows, String table, String column, String value) implements StudyRows {
        @Override
        public String study() {
            return rows.study();
        }

        @Override
        public Instant createdAt() {
            return rows.createdAt();
        }

        @Override
        public void read(MovedTable read, Taker taker) {
            rows.read(read, (runKey, cells) -> {
                var changed = new ArrayList<>(cells);
                if (read.name().equals(table)) {
                    changed.set(read.place(column), value);
                }
                taker.take(runKey, changed);
            });
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aReaderSeesOneMomentWhateverIsRecordedMeanwhile(boolean onH2) {
        LedgerDatabase database = onH2 ? h2 : postgres;
        fill(sql(database), 1);
        int events = count(database, "tuning_event");
        int[] seen = new int[2];
        moves(database).read("s", runs -> run -> true, rows -> {
            rows.read(MovedTables.TRIALS, (run, cells) -> seen[0]++);
            meanwhile(() -> fill(sql(database), 2));
            rows.read(MovedTables.EVENTS, (run, cells) -> seen[1]++);
            return rows;
        });
        assertThat(seen[0]).isEqualTo(TEXTS.size());
        assertThat(seen[1]).isEqualTo(events);
        assertThat(count(database, "tuning_event")).isEqualTo(2 * events);
    }

    /** On another connection than the reader's, which is bound to this thread. */
    private static void meanwhile(Runnable action) {
        try {
            var thread = new Thread(action);
            thread.start();
            thread.join();
        } catch (InterruptedException interrupted) {
            throw new IllegalStateException(interrupted);
        }
    }

    private Manifest exported(LedgerDatabase from, String file, String study) {
        return moves(from).read(study, runs -> run -> true, rows -> {
            try {
                return Archives.write(folder.resolve(file), rows, "1.0");
            } catch (IOException failure) {
                throw new UncheckedIOException(failure);
            }
        });
    }

    private JdbcStudyMoves.Imported taken(LedgerDatabase to, String file, String name) {
        try (ArchiveFile archive = ArchiveFile.open(folder.resolve(file))) {
            return moves(to).take(name.equals(archive.study()) ? archive : new RenamedStudy(archive, name));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static JdbcStudyMoves moves(LedgerDatabase database) {
        return new JdbcStudyMoves(sql(database), new JdbcTransactionManager(database.pool()));
    }

    private static JdbcTemplate sql(LedgerDatabase database) {
        return new JdbcTemplate(database.pool());
    }

    private static int count(LedgerDatabase database, String table) {
        Integer count = sql(database).queryForObject("select count(*) from " + table, Integer.class);
        return count == null ? 0 : count;
    }

    /** The nights up to that number that are not there, with rows in every table. */
    private static void fill(JdbcTemplate sql, int nights) {
        Object now = Instant.parse("2026-11-20T01:02:03.000456Z").atOffset(ZoneOffset.UTC);
        if (sql.queryForList("select 1 from study").isEmpty()) {
            sql.update("insert into study (name, created_at) values ('s', ?)", now);
        }
        int there = sql.queryForList("select 1 from tuning_run").size();
        for (int night = there + 1; night <= nights; night++) {
            sql.update(
                    """
                    insert into tuning_run (study_id, run_key, status, strategy, direction, seed, lag, horizon, planned_trials,
                                            configuration, configuration_file, configuration_sha256, run_token, started_at)
                    select study_id, ?, 'COMPLETED', 'tpe', 'MINIMIZE', 7, 1, 9, 9, ?, '/a/b.yml', ?, ?, ? from study
                    """,
                    "night-" + night,
                    "study: s\n# \"x\"\n",
                    "0".repeat(64),
                    TOKEN + night,
                    Instant.parse("2026-11-20T01:02:03.000456Z")
                            .plusSeconds(86400L * night)
                            .atOffset(ZoneOffset.UTC));
            Long run = sql.queryForObject("select max(run_id) from tuning_run", Long.class);
            sql.update(
                    "insert into tuning_summary (run_id, trials_ran, trials_failed, total_time_us, completed_at)"
                            + " values (?, 1, 0, 5, ?)",
                    run,
                    now);
            sql.update("insert into run_objective values (?, 0, 'a b', 'MINIMIZE')", run);
            sql.update(
                    "insert into run_known_trial (run_id, position, source, source_id, status, objective, objectives,"
                            + " parameters) values (?, 0, 'x', 1, 'COMPLETED', 0.1, '[0.1]', '{}')",
                    run);
            for (String text : TEXTS) {
                int trial = TEXTS.indexOf(text);
                sql.update(
                        "insert into worker (run_id, worker, host, pid, started_at, remote, end_reason)"
                                + " values (?, ?, 'h', 1, ?, ?, ?)",
                        run,
                        "w" + text,
                        now,
                        trial % 2 == 0,
                        text);
                sql.update(
                        "insert into trial (run_id, trial_id, status, parameters, budget, attempts, failure_kind,"
                                + " failure_message, worker, started_at, ended_at, history_seen) values"
                                + " (?, ?, 'FAILED', '{}', ?, 1, 'TIMEOUT', ?, ?, ?, ?, 0)",
                        run,
                        trial,
                        NUMBERS[trial % NUMBERS.length],
                        text,
                        "w" + text,
                        now,
                        now);
                for (String name : TEXTS) {
                    sql.update(
                            "insert into trial_parameter values (?, ?, ?, ?, ?)",
                            run,
                            trial,
                            "p" + name,
                            name.isEmpty() ? null : NUMBERS[trial % NUMBERS.length],
                            text);
                }
                sql.update("insert into trial_objective values (?, ?, 0, 0.5)", run, trial);
                sql.update("insert into pareto_trial values (?, ?)", run, trial);
                sql.update(
                        "insert into trial_attempt (run_id, trial_id, attempt, worker, host, pid, started_at, ended_at,"
                                + " outcome, failure_kind, error_output) values (?, ?, 1, 'w', 'h', 1, ?, ?, 'FAILED', 'TIMEOUT', ?)",
                        run,
                        trial,
                        now,
                        now,
                        text);
                sql.update("insert into trial_measurement values (?, ?, 5, ?, ?)", run, trial, NUMBERS[1], now);
                sql.update(
                        "insert into tuning_event (run_id, trial_id, type, occurred_at, payload)"
                                + " values (?, ?, 'TRIAL_FAILED', ?, ?)",
                        run,
                        trial,
                        now,
                        text);
            }
            sql.update(
                    "insert into confirmation (run_id, place, trial_id, role, deviation) values (?, 0, 0, 'CHAMPION', ?)",
                    run,
                    NUMBERS[2]);
            champion(sql, night, "night-" + night);
        }
    }

    private static void champion(JdbcTemplate sql, int number, String runKey) {
        Object now = Instant.parse("2026-11-20T01:02:03.000456Z").atOffset(ZoneOffset.UTC);
        sql.update(
                "insert into champion (study_id, champion_number, reason, parameters, run_id, trial_id, note, promoted_at)"
                        + " select study_id, ?, 'SET', '{}', run_id, 0, 'by hand', ? from tuning_run where run_key = ?",
                number,
                now,
                runKey);
        sql.update(
                "insert into tuning_event (run_id, type, occurred_at, payload)"
                        + " select run_id, 'CHAMPION_PROMOTED', ?, '{}' from tuning_run where run_key = ?",
                now,
                runKey);
    }
}
