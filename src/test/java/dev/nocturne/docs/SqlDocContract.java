package dev.nocturne.docs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nocturne.JarProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.json.JsonMapper;

/** What docs/sql.md says, against a database with two nights in it, the first of which was killed and continued. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class SqlDocContract {
    private static final Path DOCUMENT = Path.of("docs/sql.md");
    private static final String STUDY = """
            study: breast-cancer
            strategy: random_search
            max-trials: 14
            seed: 5
            workers: 2
            search-space:
              x:    {type: continuous, min: 0, max: 1}
              kind: {type: categorical, choices: [round, square]}
            objective:
              type: command
              command: [sh, objective.sh, "{x}"]
              retries: 1
            """;

    private static final String TRADE_OFF = """
            study: trade-off
            max-trials: 30
            seed: 5
            objectives: [{name: accuracy, direction: maximize}, {name: seconds}]
            search-space: {trees: {type: integer, min: 1, max: 100}, noise: {type: integer, min: 0, max: 3}}
            objective:
              type: command
              command: [sh, -c, 'printf "{\\"objectives\\": {\\"accuracy\\": 0.%02d, \\"seconds\\": %d}}" $(({trees} - 1)) $(({trees} + {noise}))']
            """;

    private static final String ENOUGH = """
            study: enough
            strategy: random_search
            max-trials: 200
            seed: 5
            lag: 8
            stop-at: 0.1
            pruner: {type: threshold, upper: 0.7}
            search-space: {x: {type: continuous, min: 0, max: 1}}
            objective:
              type: command
              command: [sh, -c, 'printf "{\\"step\\": 1, \\"value\\": {x}}\\n{x}\\n"']
            """;

    /** Fails for good below 0.3, the first time up to 0.6; tells that it has begun; may be made to wait. */
    private static final String OBJECTIVE = """
            touch begun
            while [ -e wait ]; do sleep 0.05; done
            echo '{"step": 1, "value": 0.5}'
            case $1 in 0.[012]*) echo 'too small' >&2; exit 3;; esac
            case $1 in 0.[345]*) if [ ! -e "tried-$1" ]; then touch "tried-$1"; exit 4; fi;; esac
            echo "$1"
            """;

    private Path folder;

    private Connection database;

    /** Where the jar is to record; its user needs no password. */
    abstract String url(Path folder);

    abstract String user();

    @BeforeAll
    void twoNights(@TempDir Path scratch) throws Exception {
        folder = scratch;
        Files.writeString(folder.resolve("study.yml"), STUDY);
        Files.writeString(folder.resolve("objective.sh"), OBJECTIVE);
        killedNight();
        assertThat(run("study.yml").exitCode()).isZero();
        assertThat(run("study.yml", "--run", "second").exitCode()).isZero();
        Files.writeString(folder.resolve("trade-off.yml"), TRADE_OFF);
        assertThat(run("trade-off.yml").exitCode()).isZero();
        Files.writeString(folder.resolve("enough.yml"), ENOUGH);
        assertThat(run("enough.yml").exitCode()).isZero();
        database = DriverManager.getConnection(url(folder), user(), "");
    }

    private void killedNight() throws IOException, InterruptedException {
        Files.createFile(folder.resolve("wait"));
        JarProcess night = JarProcess.start(folder, arguments("study.yml", "--run", "first"));
        while (Files.notExists(folder.resolve("begun"))) {
            assertThat(night.isAlive()).as("%s", folder).isTrue();
            Thread.sleep(50);
        }
        night.kill();
        Files.delete(folder.resolve("wait"));
    }

    private JarProcess run(String... arguments) {
        return JarProcess.run(folder, arguments(arguments));
    }

    private String[] arguments(String... arguments) {
        var all = new ArrayList<>(List.of("run"));
        all.addAll(List.of(arguments));
        all.add("--spring.datasource.url=" + url(folder));
        all.add("--spring.datasource.username=" + user());
        return all.toArray(String[]::new);
    }

    @AfterAll
    void close() throws SQLException {
        if (database != null) {
            database.close();
        }
    }

    static List<String> queries() {
        return Markdown.blocks(DOCUMENT, "sql");
    }

    @ParameterizedTest
    @MethodSource("queries")
    void eachQueryHasAnAnswer(String query) throws SQLException {
        assertThat(rows(query)).as("%s", query).isNotEmpty();
    }

    static List<String> queriesAfterABadNight() {
        return Markdown.blocks(Path.of("docs/bad-nights.md"), "sql");
    }

    @ParameterizedTest
    @MethodSource("queriesAfterABadNight")
    void eachQueryAfterABadNightIsUnderstood(String query) throws SQLException {
        assertThat(rows(query.replace("left-alone", "breast-cancer"))).isNotNull();
    }

    @Test
    void theSecondNightIsAsGoodAsTheFirst() throws SQLException {
        List<List<String>> rows = rows(queryWith("as change")).stream()
                .filter(row -> row.contains("breast-cancer"))
                .toList();
        assertThat(rows).hasSize(2);
        assertThat(rows.get(0)).contains("second").endsWith("0.0");
        assertThat(rows.get(1)).contains("first");
    }

    @Test
    void theCutOffAttemptsAreThoseOfTheKilledNight() throws SQLException {
        assertThat(rows(queryWith("'INTERRUPTED'")))
                .hasSizeBetween(1, 2)
                .allSatisfy(row -> assertThat(row).contains("first"));
    }

    @Test
    void failuresAreCountedByWhetherARetryHelped() throws SQLException {
        List<List<String>> rows = rows(queryWith("as mended"));
        assertThat(rows).hasSize(1);
        assertThat(rows.get(0)).contains("EXIT_CODE");
        assertThat(Integer.parseInt(rows.get(0).get(3))).isPositive();
    }

    @Test
    void theFrontIsWhatNoTrialDominates() throws SQLException {
        String all = """
                select a.trial_id, a.objective, s.objective
                  from v_trial_objective a
                  join v_trial_objective s on s.run_id = a.run_id and s.trial_id = a.trial_id
                 where a.study = 'trade-off' and a.name = 'accuracy' and s.name = 'seconds'
                """;
        List<String> undominated = rows(
                        "select t.trial_id from (" + all + ") t (trial_id, accuracy, seconds)"
                                + " where not exists (select 1 from (" + all + ") o (trial_id, accuracy, seconds)"
                                + " where o.accuracy >= t.accuracy and o.seconds <= t.seconds"
                                + " and (o.accuracy > t.accuracy or o.seconds < t.seconds)) order by t.accuracy desc, t.trial_id")
                .stream()
                .map(row -> row.get(0))
                .toList();
        assertThat(rows(queryWith("as accuracy,\n")))
                .extracting(row -> row.get(1))
                .isEqualTo(undominated);
        assertThat(undominated).hasSizeBetween(2, 29);
        assertThat(rows("select front_trials from tuning_summary where front_trials is not null"))
                .containsExactly(List.of(String.valueOf(undominated.size())));
    }

    private static String queryWith(String part) {
        return queries().stream()
                .filter(query -> query.contains(part))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void everyColumnIsDescribedAndNoneIsInvented() throws SQLException {
        Map<String, List<String>> described = new TreeMap<>();
        Markdown.headings(DOCUMENT, 3)
                .forEach(table -> described.put(
                        table,
                        Markdown.rowsBelow(DOCUMENT, table).stream()
                                .map(row -> Markdown.code(row.get(0)))
                                .toList()));
        Map<String, List<String>> actual = new TreeMap<>();
        rows("""
                select lower(table_name), lower(column_name)
                  from information_schema.columns
                 where lower(table_schema) = 'public'
                 order by table_name, ordinal_position
                """).stream()
                .filter(row -> !row.get(0).matches("(batch|flyway|int)_.*"))
                .forEach(row -> actual.computeIfAbsent(row.get(0), t -> new ArrayList<>())
                        .add(row.get(1)));
        assertThat(described).isEqualTo(actual);
    }

    @Test
    void everyFieldOfAnEventIsDescribedAndNoneIsInvented() throws SQLException {
        Map<String, Set<String>> described = new HashMap<>();
        Markdown.rowsBelow(DOCUMENT, "Events")
                .forEach(row -> described.put(
                        Markdown.code(row.get(0)),
                        new TreeSet<>(Arrays.stream(row.get(2).split(","))
                                .map(Markdown::code)
                                .toList())));
        Map<String, Set<String>> actual = new HashMap<>();
        rows("select type, payload from tuning_event")
                .forEach(row -> actual.computeIfAbsent(row.get(0), t -> new TreeSet<>())
                        .addAll(new JsonMapper().readTree(row.get(1)).propertyNames()));
        // Neither of the nights learns; what this event says is in the ledger's contract.
        assertThat(described.remove("WARM_STARTED")).containsExactly("known_trials", "left_out");
        // Nor do they keep a champion, or change their objective under way; EventJsonTest has these.
        assertThat(described.remove("CONFIRMATION_STARTED")).containsExactly("candidates", "search_trials", "trials");
        assertThat(described.remove("CHAMPION_PROMOTED"))
                .containsExactly(
                        "champion", "gain", "note", "objective", "p_value", "parameters", "reason", "trial_id");
        assertThat(described.remove("OBJECTIVE_CHANGED")).containsExactly("epoch", "files");
        assertThat(actual).isEqualTo(described);
    }

    private List<List<String>> rows(String sql) throws SQLException {
        var rows = new ArrayList<List<String>>();
        try (var statement = database.createStatement();
                ResultSet result = statement.executeQuery(sql)) {
            int columns = result.getMetaData().getColumnCount();
            while (result.next()) {
                var row = new ArrayList<String>();
                for (int i = 1; i <= columns; i++) {
                    row.add(String.valueOf(result.getObject(i)));
                }
                rows.add(row);
            }
        }
        return rows;
    }
}
