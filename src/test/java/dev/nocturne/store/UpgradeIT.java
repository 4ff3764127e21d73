package dev.nocturne.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nocturne.KeptFigures;
import dev.nocturne.PostgresServer;
import dev.nocturne.study.TuningException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.configuration.FluentConfiguration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Tables of version 12, the last before totals were kept with runs, with runs in them, become today's. */
class UpgradeIT {
    private static final Path MIGRATIONS = Path.of("src/main/resources/db/migration");
    private static final Path VIEWS_OF_THEN = Path.of("src/test/resources/db/version12/R__views.sql");
    private static final int THEN = 12;

    @TempDir
    private Path folder;

    private Path then;

    @BeforeEach
    void migrationsOfThen() throws IOException {
        then = Files.createDirectory(folder.resolve("then"));
        for (String kind : List.of("common", "h2", "postgresql")) {
            Files.createDirectory(then.resolve(kind));
            try (Stream<Path> files = Files.list(MIGRATIONS.resolve(kind))) {
                for (Path file : files.filter(UpgradeIT::wasThere).toList()) {
                    Files.copy(file, then.resolve(kind).resolve(file.getFileName()));
                }
            }
        }
        Files.copy(VIEWS_OF_THEN, then.resolve("common/R__views.sql"));
    }

    private static boolean wasThere(Path file) {
        String name = file.getFileName().toString();
        return name.startsWith("V") && Integer.parseInt(name.substring(1, name.indexOf("__"))) <= THEN;
    }

    @Test
    void allViewsSayTheSameOnH2() {
        upgraded(new DriverManagerDataSource("jdbc:h2:file:" + folder.resolve("nocturne"), "sa", ""), "h2");
    }

    @Test
    void allViewsSayTheSameOnPostgres() {
        upgraded(postgres(), "postgresql");
    }

    private static DataSource postgres() {
        return new DriverManagerDataSource(PostgresServer.shared().newDatabase(), "postgres", "");
    }

    private void upgraded(DataSource database, String kind) {
        var sql = new JdbcTemplate(database);
        makeThen(database, kind);
        Map<String, List<String>> columns = columns(sql);
        Map<String, List<?>> said = said(sql, columns);
        assertThat(said.get("v_run")).hasSize(3);

        var versions = new TableVersions(flyway(database, kind, "classpath:db/migration/"), "migrate");
        TableVersions.Upgrade upgrade = kind.equals("h2") ? versions.upgradeAlone() : versions.upgrade();

        assertThat(upgrade.before()).contains(String.valueOf(THEN));
        assertThat(said(sql, columns)).isEqualTo(said);
        columns(sql)
                .forEach((view, now) -> assertThat(now)
                        .as(view)
                        .startsWith(columns.getOrDefault(view, List.of()).toArray(String[]::new)));
        KeptFigures.check(sql);
    }

    @Test
    void notWhileAnOlderProgramGoesOnWithARun() throws InterruptedException {
        DataSource database = postgres();
        var sql = new JdbcTemplate(database);
        makeThen(database, "postgresql");
        var versions = new TableVersions(flyway(database, "postgresql", "classpath:db/migration/"), "nocturne migrate");
        var locks = new PostgresRunLocks(database::getConnection);
        try (RunLock executing = locks.tryLock("written", "rungs").orElseThrow()) {
            assertThat(executing).isNotNull();
            assertThatThrownBy(versions::upgrade)
                    .isInstanceOf(TuningException.class)
                    .hasMessageMatching(
                            "The tables are of version 12 and this Nocturne needs version \\d+, but an older"
                                    + " Nocturne is executing run rungs of study written\\. Start the same command again when"
                                    + " that has ended, or stop it with `stop` first\\.");
        }
        sql.update("insert into worker (run_id, worker, host, pid, remote, started_at, lease_until)"
                + " select run_id, 'lent', 'elsewhere', 1, true, now(), now() + interval '1 hour'"
                + " from tuning_run where run_key = 'plain'");
        assertThatThrownBy(versions::upgrade).hasMessageContaining("executing run plain of study written.");
        sql.update("update worker set lease_until = now() where worker = 'lent'");
        assertThat(versions.upgrade().changed()).isTrue();
    }

    @Test
    void whatAKilledFirstStartHadMade() {
        DataSource database = postgres();
        flywayOf(database, "postgresql", "classpath:db/migration/")
                .target("1")
                .repeatableSqlMigrationPrefix("no views yet")
                .load()
                .migrate();
        var versions = new TableVersions(flyway(database, "postgresql", "classpath:db/migration/"), "migrate");
        assertThat(versions.upgrade().before()).contains("1");
        assertThat(new JdbcTemplate(database).queryForList("select * from v_run"))
                .isEmpty();
    }

    @Test
    void whatAnOlderProgramDidNotCountIsCountedWhenItsRunIsOpened() throws IOException {
        try (LedgerDatabase database = LedgerDatabase.postgres()) {
            missed(database, false);
        }
        try (LedgerDatabase database = LedgerDatabase.h2(folder)) {
            missed(database, true);
        }
    }

    private static void open(LedgerDatabase database) {
        var transactions = new JdbcTransactionManager(database.pool());
        var store = new JdbcStore(database.pool(), transactions, WorkerHost.current(), Clock.systemUTC());
        new TransactionTemplate(transactions)
                .executeWithoutResult(transaction -> store.opening()
                        .open(store.runs().find("written", "plain").orElseThrow(), Optional.empty()));
    }

    private static void missed(LedgerDatabase database, boolean h2) {
        var sql = new JdbcTemplate(database.pool());
        long run = new WrittenRuns(sql, h2).plain("plain", 0, 1, 400);
        sql.update("update worker_total set attempts = attempts + 1 where worker = 'worker 1'");
        RecountedTotals.mend(sql, run);
        assertThat(sql.queryForObject("select sum(attempts) from worker_total", Integer.class))
                .as("left alone, as all trials are accounted for")
                .isEqualTo(1 + sql.queryForObject("select count(*) from trial_attempt", Integer.class));

        sql.update("update trial set status = 'COMPLETED', objective = -5, ended_at = started_at, duration_us = 7,"
                + " worker = 'another' where trial_id = 397");
        sql.update("insert into trial_attempt (run_id, trial_id, attempt, worker, host, pid, started_at, ended_at,"
                + " duration_us, outcome) select run_id, trial_id, 2, 'another', 'host', 1, started_at, ended_at, 7,"
                + " 'COMPLETED' from trial where trial_id = 397");
        sql.update("update tuning_run set best_trial_id = 397, best_objective = -5");
        sql.update("update tuning_run set interrupted_trials = 1");
        open(database);
        KeptFigures.check(sql);
        assertThat(sql.queryForObject("select attempts from worker_total where worker = 'another'", Integer.class))
                .isOne();
    }

    private void makeThen(DataSource database, String kind) {
        flyway(database, kind, "filesystem:" + then + "/").migrate();
        var runs = new WrittenRuns(new JdbcTemplate(database), kind.equals("h2")).withoutTotals();
        runs.plain("plain", 0, 1, 2100);
        runs.withRungs("rungs", 1, 1300);
        runs.withObjectives("objectives", 200);
    }

    private static Flyway flyway(DataSource database, String kind, String where) {
        return flywayOf(database, kind, where).load();
    }

    private static FluentConfiguration flywayOf(DataSource database, String kind, String where) {
        return Flyway.configure()
                .dataSource(database)
                .locations(where + kind, where + "common")
                .javaMigrations(new ReaderAccount("secret"))
                .baselineOnMigrate(true)
                .baselineVersion("0");
    }

    /** By view, in their order, with their types. */
    private static Map<String, List<String>> columns(JdbcTemplate sql) {
        return sql
                .queryForList(
                        "select lower(table_name), lower(column_name) || ' ' || data_type from information_schema.columns"
                                + " where lower(table_name) like 'v\\_%' and lower(table_schema) = 'public'"
                                + " order by table_name, ordinal_position")
                .stream()
                .map(row -> List.copyOf(row.values()))
                .collect(Collectors.groupingBy(
                        row -> (String) row.get(0),
                        LinkedHashMap::new,
                        Collectors.mapping(row -> (String) row.get(1), Collectors.toList())));
    }

    /** What the views say in those columns. */
    private static Map<String, List<?>> said(JdbcTemplate sql, Map<String, List<String>> columns) {
        var said = new LinkedHashMap<String, List<?>>();
        columns.forEach((view, names) -> {
            String all = names.stream()
                    .map(name -> name.substring(0, name.indexOf(' ')))
                    .collect(Collectors.joining(", "));
            said.put(view, sql.queryForList("select " + all + " from " + view + " order by " + all));
        });
        return said;
    }
}
