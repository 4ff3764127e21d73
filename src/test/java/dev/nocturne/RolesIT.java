package dev.nocturne;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The users that config/postgres makes: what each may do, and what is said where it may not. */
@Timeout(300)
class RolesIT {
    private static final String STUDY = """
            study: front
            strategy: nsga2
            max-trials: 24
            workers: 2
            seed: 1
            objectives: [{name: near}, {name: far}]
            search-space: {x: {type: continuous, min: 0, max: 2}}
            objective: {type: function, name: schaffer}
            """;

    private static final String WAITING = """
            study: waiting
            strategy: random_search
            max-trials: 1
            seed: 1
            search-space: {x: {type: continuous, min: 0, max: 1}}
            objective:
              type: command
              command: [sh, -c, "while [ ! -e go ]; do sleep 0.05; done; echo {x}"]
            """;

    @TempDir
    private static Path folder;

    private static SecuredInstallation secured;

    @BeforeAll
    static void aRunAsTheRunner() throws IOException, SQLException {
        secured = SecuredInstallation.in(folder);
        study(secured);
        refusesToMakeTables(secured, "no tables");
        assertThat(secured.as(SecuredInstallation.OWNER, "migrate").exits(0).out())
                .matches("Made the tables \\(version \\d+\\)\\.\\R");
        // Twice, as it is to be run after each upgrade.
        grant(secured);
        grant(secured);
        try (JarProcess worker =
                JarProcess.start(folder, secured.environment(SecuredInstallation.RUNNER), "worker", "--workers", "2")) {
            assertThat(secured.as(SecuredInstallation.RUNNER, "run", "front.yml", "--workers", "0")
                            .exits(0)
                            .out())
                    .contains("24 trials ended");
            worker.terminate();
            assertThat(worker.exits(0).out()).contains("Joined run").endsWith("Gone home.\n");
        }
    }

    private static void study(SecuredInstallation installation) throws IOException {
        Files.writeString(installation.folder().resolve("front.yml"), STUDY);
        Files.writeString(installation.folder().resolve("waiting.yml"), WAITING);
    }

    private static void grant(SecuredInstallation installation) throws IOException, SQLException {
        try (Connection owner = installation.connect(SecuredInstallation.OWNER);
                Statement statement = owner.createStatement()) {
            statement.execute(Files.readString(Path.of("config/postgres/grants.sql")));
        }
    }

    private static void refusesToMakeTables(SecuredInstallation installation, String state) {
        JarProcess run =
                installation.as(SecuredInstallation.RUNNER, "run", "front.yml").exits(2);
        assertThat(run.err())
                .contains(state)
                .contains("As the user who owns them: java -jar")
                .contains(" migrate");
        assertThat(run.err().lines()).as("%s", run).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "create table other (x integer)",
                "create temporary table other (x integer)",
                "create or replace view v_run as select 1 as one",
                "create function other() returns integer language sql as 'select 1'",
                "alter table trial add column other integer",
                "drop table trial",
                "truncate trial",
                "delete from trial",
                "delete from tuning_event",
                "update tuning_summary set trials_ran = 0",
                "update trial_attempt set worker = 'other'",
                "update trial_attempt set started_at = now()",
                "update trial_attempt set outcome = 'FAILED', duration_us = 0",
                "delete from trial_attempt",
                "update study set name = 'other'",
                "delete from tuning_run",
                "delete from batch_job_execution",
                "update flyway_schema_history set success = false",
                "insert into flyway_schema_history select * from flyway_schema_history",
            })
    void neitherTheRunnerNorTheReaderMay(String statement) {
        denied(SecuredInstallation.RUNNER, statement);
        denied(SecuredInstallation.READER, statement);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "insert into study (name, created_at) values ('other', now())",
                "update tuning_run set stop_requested = true",
                "update trial set objective = 0",
                "delete from pareto_trial",
                "delete from batch_step_execution",
                "select nextval('int_message_seq')",
                "select * from tuning_run for update",
                "select message_content from int_channel_message",
            })
    void theReaderOnlyReads(String statement) {
        denied(SecuredInstallation.READER, statement);
    }

    private static void denied(String user, String statement) {
        assertThatThrownBy(as(user, statement))
                .as("%s: %s", user, statement)
                .isInstanceOfSatisfying(
                        SQLException.class,
                        refused -> assertThat(refused.getSQLState()).isEqualTo("42501"));
    }

    private static ThrowingCallable as(String user, String sql) {
        return () -> {
            try (Connection connection = secured.connect(user);
                    Statement statement = connection.createStatement()) {
                statement.execute(sql);
            }
        };
    }

    /** Statements that workers on other machines need, and some that a run needs now and then. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "insert into int_channel_message (message_id, group_key, created_date, region) values ('m', 'g', 1, 'r')",
                "delete from int_channel_message where message_id = (select message_id from int_channel_message"
                        + " for update skip locked limit 1) returning message_content",
                "insert into run_lease (run_id, starts, process, version, objective_files, lease_until) select run_id, 1,"
                        + " 'p', 'v', '', now() from tuning_run limit 1 on conflict (run_id) do update set starts = 1",
                "update run_lease set lease_until = now()",
                "update worker set lease_until = now()",
                "delete from batch_step_execution_context where step_execution_id = -1",
                "delete from batch_step_execution where step_execution_id = -1",
                "delete from pareto_trial where run_id = -1",
                "update trial_attempt set outcome = 'FAILED', failure_kind = 'INTERRUPTED', failure_message = 'm'"
                        + " where run_id = -1",
            })
    void theRunnerMay(String statement) throws Throwable {
        as(SecuredInstallation.RUNNER, statement).call();
    }

    /** So that nobody forgets a line in grants.sql who adds a table. */
    @Test
    void everyTableIsWrittenByTheRunnerButTheHistoryOfTheTablesAndWhatWasTakenAway() throws SQLException {
        assertThat(relations("r", "not has_table_privilege('nocturne_runner', oid, 'insert')"))
                .containsExactlyInAnyOrder("flyway_schema_history", "pruned_run");
        assertThat(relations("r", "not has_table_privilege('nocturne_reader', oid, 'select')"))
                .containsExactly("int_channel_message");
        assertThat(relations("v", "not has_table_privilege('nocturne_reader', oid, 'select')"))
                .isEmpty();
        // Those of identity columns need no right of their own.
        assertThat(relations(
                        "S",
                        "case relkind when 'S' then not has_sequence_privilege('nocturne_runner', oid, 'usage') end"))
                .allMatch(name -> name.endsWith("_id_seq"));
    }

    private static List<String> relations(String kind, String condition) throws SQLException {
        return names("select relname from pg_class where relnamespace = 'public'::regnamespace and relkind = '" + kind
                + "' and " + condition);
    }

    private static List<String> names(String query) throws SQLException {
        try (Connection connection = secured.administrator();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(query)) {
            var names = new ArrayList<String>();
            while (rows.next()) {
                names.add(rows.getString(1));
            }
            return names;
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"status", "best front", "trials front", "verify front", "sql select * from v_run", "migrate"})
    void theReaderReadsEverything(String command) {
        JarProcess reading =
                secured.as(SecuredInstallation.READER, command.split(" ", 2)).exits(0);
        assertThat(reading.out())
                .contains(
                        command.equals("migrate")
                                ? "up to date"
                                : command.startsWith("trials") ? "COMPLETED" : "front");
        assertThat(reading.err()).isEmpty();
    }

    @Test
    void theCommandsOfTheDocument(@TempDir Path other) throws IOException, SQLException {
        var installation = SecuredInstallation.withTables(other);
        Files.createDirectory(other.resolve("config/studies"));
        Files.copy(Path.of("config/studies/branin.yml"), other.resolve("config/studies/branin.yml"));
        var commands = Pattern.compile("(?m)^ {4}(?:SPRING_DATASOURCE_USERNAME=(\\w+) )?java -jar nocturne.jar (.+)$")
                .matcher(Files.readString(Path.of("docs/security.md")))
                .results()
                .toList();
        assertThat(commands).hasSizeGreaterThanOrEqualTo(3);
        for (MatchResult command : commands) {
            String user = command.group(1) == null ? SecuredInstallation.RUNNER : command.group(1);
            installation.as(user, command.group(2).split(" ")).exits(0);
        }
    }

    @Test
    void theOwnerAloneDeletesRuns(@TempDir Path other) throws IOException, SQLException {
        var installation = SecuredInstallation.withTables(other);
        study(installation);
        installation
                .as(SecuredInstallation.RUNNER, "run", "front.yml", "--run", "first")
                .exits(0);
        installation
                .as(SecuredInstallation.RUNNER, "run", "front.yml", "--run", "second")
                .exits(0);
        assertThat(installation
                        .as(SecuredInstallation.RUNNER, "prune", "--keep", "1")
                        .exits(1)
                        .err())
                .contains("may not do this: ");
        assertThat(installation
                        .as(SecuredInstallation.READER, "prune", "--keep", "1", "--dry-run")
                        .exits(0)
                        .out())
                .contains("Would delete 1 run of front");
        assertThat(installation
                        .as(SecuredInstallation.OWNER, "prune", "--keep", "1")
                        .exits(0)
                        .out())
                .contains("Deleted 1 run of front with 24 trials: first.");
    }

    @Test
    void theReaderNeitherRunsNorStops() throws IOException {
        refused("run", "front.yml", "--run", "other");
        refused("sql", "delete from trial returning trial_id");
        try (JarProcess run =
                JarProcess.start(folder, secured.environment(SecuredInstallation.RUNNER), "run", "waiting.yml")) {
            run.awaitTrials();
            refused("stop", "waiting");
            assertThat(secured.as(SecuredInstallation.RUNNER, "stop", "waiting")
                            .exits(0)
                            .out())
                    .contains("Asked run");
            Files.createFile(folder.resolve("go"));
            run.exitCode();
        }
    }

    private static void refused(String... command) {
        JarProcess refused = secured.as(SecuredInstallation.READER, command).exits(1);
        assertThat(refused.out()).isEmpty();
        assertThat(refused.err()).containsAnyOf("may not do this: ", "did not answer this query: ");
    }

    @Test
    void olderTablesAreUpgradedByTheirOwner(@TempDir Path other) throws IOException, SQLException {
        var installation = SecuredInstallation.withTables(other);
        study(installation);
        installation.as(SecuredInstallation.RUNNER, "run", "front.yml").exits(0);
        String latest = "(select max(cast(version as integer)) from flyway_schema_history)";

        installation.administer("update flyway_schema_history set checksum = 1 where version is null");
        refusesToMakeTables(installation, "with older views");
        assertThat(installation
                        .as(SecuredInstallation.OWNER, "migrate")
                        .exits(0)
                        .out())
                .startsWith("Renewed the views");
        assertThat(installation
                        .as(SecuredInstallation.READER, "status")
                        .exits(0)
                        .out())
                .contains("front");

        installation.administer("drop table int_channel_message; drop sequence int_message_seq;"
                + " delete from flyway_schema_history where cast(version as integer) >= 9");
        refusesToMakeTables(installation, "of version 8 and this Nocturne needs version");
        assertThat(installation
                        .as(SecuredInstallation.OWNER, "migrate")
                        .exits(0)
                        .out())
                .startsWith("Upgraded the tables from version 8 to ");
        assertThat(installation
                        .as(SecuredInstallation.OWNER, "migrate")
                        .exits(0)
                        .out())
                .startsWith("The tables are up to date (version ");

        installation.administer("update flyway_schema_history set version = '1000' where version is not null"
                + " and cast(version as integer) = " + latest);
        for (String user : List.of(SecuredInstallation.OWNER, SecuredInstallation.RUNNER)) {
            assertThat(installation.as(user, "run", "front.yml").exits(2).err())
                    .contains("of version 1000, made by a newer Nocturne");
        }
    }
}
