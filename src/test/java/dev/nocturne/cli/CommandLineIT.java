package dev.nocturne.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nocturne.JarProcess;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every command beside what a run has recorded: what it prints, where, and its exit code. */
@Timeout(120)
class CommandLineIT {
    /** ESC would colour a terminal, BEL would ring it. */
    private static final String HOSTILE = "<b>it's; --\u001b[31m \u0007 \u2028 🦉";

    private static final String COMMAND_STUDY = """
            study: owl
            max-trials: 6
            seed: 1
            search-space:
              x: {type: continuous, min: 0, max: 1}
              word: {type: categorical, choices: ["<b>it's; --\\e[31m \\a \\L 🦉"]}
            objective: {type: function, name: norm}
            """;

    private static final String PAIR_STUDY = """
            study: pair
            max-trials: 8
            seed: 1
            objectives: [{name: "near <0>", direction: minimize}, {name: far, direction: maximize}]
            search-space:
              x: {type: continuous, min: 0, max: 2}
              word: {type: categorical, choices: [a, b]}
            objective: {type: function, name: schaffer}
            """;

    @TempDir
    private static Path folder;

    private static JarProcess ofPair;

    private record Printed(int code, String out, String err) {}

    @BeforeAll
    static void record() throws IOException {
        Files.writeString(folder.resolve("owl.yml"), COMMAND_STUDY);
        JarProcess.run(folder, "run", "owl.yml", "--run", "first").exits(0);
        Files.writeString(
                folder.resolve("bad.yml"),
                "study: bad\nmax-trials: 2\nseed: 1\nsearch-space: {x: {type: continuous, min: 0, max: 1}}\n"
                        + "objective: {type: command, command: [sh, -c, \"printf 'no \\\\033[31m' >&2; exit 7\"]}\n");
        JarProcess.run(folder, "run", "bad.yml", "--run", "first").exits(1);
        Files.writeString(folder.resolve("pair.yml"), PAIR_STUDY);
        ofPair = JarProcess.run(folder, "run", "pair.yml", "--run", "first").exits(0);
    }

    private static Printed execute(String... arguments) {
        var all = new ArrayList<>(List.of(arguments));
        all.add("--spring.datasource.url=jdbc:h2:file:" + folder.resolve("data/nocturne") + ";AUTO_SERVER=TRUE");
        return executePlain(all.toArray(String[]::new));
    }

    private static Printed executePlain(String... arguments) {
        PrintStream out = System.out;
        PrintStream err = System.err;
        var outBytes = new ByteArrayOutputStream();
        var errBytes = new ByteArrayOutputStream();
        try {
            System.setOut(new PrintStream(outBytes, true, StandardCharsets.UTF_8));
            System.setErr(new PrintStream(errBytes, true, StandardCharsets.UTF_8));
            int code = NocturneCli.execute(arguments);
            var printed = new Printed(
                    code, outBytes.toString(StandardCharsets.UTF_8), errBytes.toString(StandardCharsets.UTF_8));
            assertThat(printed.err())
                    .doesNotContain("\tat ")
                    .doesNotContain("at dev.nocturne")
                    .doesNotContain("Exception:");
            assertThat(printed.out()).doesNotContain("at dev.nocturne");
            return printed;
        } finally {
            System.setOut(out);
            System.setErr(err);
        }
    }

    private static void assertHarmless(String text) {
        assertThat(text.codePoints()
                        .filter(c -> c != '\n' && Character.isISOControl(c))
                        .count())
                .as(text)
                .isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"status", "best owl", "trials owl", "sql select*from(v_run)", "status owl"})
    void everyTableComesInEveryFormat(String command) {
        String[] words = command.split(" ", 2);
        for (String format : List.of("table", "csv", "json", "JSON")) {
            var arguments = new ArrayList<>(List.of(words));
            arguments.addAll(List.of("--format", format));
            Printed printed = execute(arguments.toArray(String[]::new));
            assertThat(printed.code()).as(command + printed).isZero();
            assertThat(printed.err()).isEmpty();
            assertThat(printed.out()).contains(command.startsWith("trials") ? "word" : "owl");
            if (format.equals("table")) {
                assertHarmless(printed.out());
            }
        }
    }

    @Test
    void jsonAndCsvKeepHostileValuesAsTheyAre() {
        var json = new tools.jackson.databind.json.JsonMapper()
                .readTree(execute("trials", "owl", "--format", "json").out());
        assertThat(json.size()).isEqualTo(6);
        assertThat(json.get(0).get("word").asString()).isEqualTo(HOSTILE);
        assertThat(execute("trials", "owl", "--format", "csv").out()).contains(HOSTILE);
        var best = new tools.jackson.databind.json.JsonMapper()
                .readTree(execute("best", "owl", "--format", "json").out());
        assertThat(best.get("parameters").get("word").asString()).isEqualTo(HOSTILE);
        assertHarmless(execute("trials", "bad").out());
        assertHarmless(execute("sql", "select failure_message from v_failure").out());
    }

    @Test
    void namesOfStudiesAreForgiving() {
        assertThat(execute("best", folder.resolve("owl.yml").toString()).code()).isZero();
        Printed wrong = execute("best", "owll");
        assertThat(wrong.code()).isEqualTo(2);
        assertThat(wrong.err()).contains("Did you mean 'owl'?");
        assertThat(wrong.out()).isEmpty();
        assertThat(execute("trials", "owl", "--run", "never").err()).contains("never");
        assertHarmless(execute("status", "\u001b[31mred").err());
    }

    @Test
    void aRunWithoutACompletedTrialHasNoBest() {
        Printed best = execute("best", "bad");
        assertThat(best.code()).isEqualTo(1);
        assertThat(best.err()).contains("No trial");
    }

    @Test
    void severalObjectivesHaveAFrontInEveryFormat() {
        assertThat(ofPair.out())
                .contains("on the Pareto front of near <0> (minimize), far (maximize):")
                .contains("far = ")
                .doesNotContain("Best objective");
        List<String> csv =
                execute("best", "pair", "--format", "csv").out().lines().toList();
        assertThat(csv.get(0)).isEqualTo("study,run_key,trial_id,near <0>,far,duration_us,x,word");
        var json = new tools.jackson.databind.json.JsonMapper()
                .readTree(execute("best", "pair", "--format", "json").out());
        assertThat(json.get("objectives").get(1).get("direction").asString()).isEqualTo("MAXIMIZE");
        assertThat(json.get("front").size()).isEqualTo(csv.size() - 1).isPositive();
        double last = Double.NEGATIVE_INFINITY;
        for (var trial : json.get("front")) {
            double near = trial.get("objectives").get("near <0>").asDouble();
            double x = trial.get("parameters").get("x").asDouble();
            assertThat(near).isEqualTo(x * x).isGreaterThanOrEqualTo(last);
            last = near;
        }
        assertThat(execute("best", "pair").out()).contains("Study pair, run first", "on the Pareto front", "trial_id");
    }

    @Test
    void severalObjectivesAreColumnsOfTrialsAndTheFrontOneOfStatus() {
        String trials = execute("trials", "pair", "--format", "csv").out();
        assertThat(trials).startsWith("trial_id,status,near <0>,far,duration_us,");
        assertThat(trials.lines()).hasSize(9);
        assertThat(execute("trials", "owl", "--format", "csv").out())
                .startsWith("trial_id,status,objective,duration_us,");
        assertThat(execute("status", "pair", "--format", "csv").out().lines().findFirst())
                .get()
                .asString()
                .endsWith(",end_reason,front_trials");
        assertThat(execute("status", "owl", "--format", "csv").out().lines().findFirst())
                .get()
                .asString()
                .endsWith(",end_reason");
    }

    @Test
    void validateTellsOfSeveralObjectives() {
        assertThat(executePlain("validate", folder.resolve("pair.yml").toString())
                        .out())
                .contains("2 objectives");
        assertThat(executePlain("validate", folder.resolve("owl.yml").toString())
                        .out())
                .doesNotContain("objective");
    }

    @Test
    void theDoctorExplainsRunsInPlainLines() {
        Printed complete = execute("doctor", folder.resolve("owl.yml").toString(), "--run", "first");
        assertThat(complete.code()).as(complete.toString()).isZero();
        assertThat(complete.err()).isEmpty();
        assertThat(complete.out())
                .startsWith("Complete: 6 of 6 trials have ended.\n")
                .contains("Last events, the latest first:", "TUNING_FINISHED")
                .endsWith("owl.yml --run first\" says that run first is complete, and does nothing.\n");
        assertHarmless(complete.out());
        Printed failed = execute("doctor", "bad");
        assertThat(failed.code()).isZero();
        assertThat(failed.out())
                .startsWith("Complete: 2 of 2 trials have ended.\n")
                .contains("2 x EXIT_CODE, the latest in trial 1, attempt 1", "exit code 7", "    | no ?[31m\n");
        assertHarmless(failed.out());
        assertThat(execute("doctor", "nobody").code()).isEqualTo(2);
    }

    @Test
    void verifyAndStopSpeakPlainly() {
        assertThat(execute("verify", "owl").out()).contains("6 proposals").contains("as recorded");
        assertThat(execute("stop", "owl").out()).contains("nothing to stop");
    }

    @ParameterizedTest
    @MethodSource("writes")
    void sqlRefusesWhateverWrites(String query) {
        Printed refused = execute("sql", query);
        assertThat(refused.code()).as(query + refused).isNotZero();
        assertThat(refused.err()).isNotBlank();
        assertThat(execute("sql", "select count(*) as n from v_trial", "--format", "csv")
                        .out())
                .isEqualTo("n\n16\n");
    }

    static List<String> writes() {
        return List.of(
                "delete from trial",
                "drop table trial",
                "select * from final table (insert into study (name, created_at) values ('x', current_timestamp))",
                "select csvwrite('/tmp/nocturne-cli', 'select 1')",
                "select file_write('x', '/tmp/nocturne-cli')",
                "select 1; delete from trial",
                "shutdown",
                "nonsense");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "''|Which command",
                "rnu|rnu",
                "run|STUDY.yml",
                "run no-such-file.yml|no-such-file.yml",
                "validate no-such-file.yml|no-such-file.yml",
                "status --format xml|xml",
                "status --nonsense|nonsense",
                "best|STUDY",
                "sql|QUERY",
                "validate .|.",
                "run owl.yml --run|--run",
                "compare owl|--runs",
                "compare owl --runs first|two runs",
                "compare owl --runs first,no|It has first."
            })
    void misuseIsToldInASentence(String command, String hint) {
        Printed printed = execute(command.isEmpty() ? new String[0] : command.split(" "));
        assertThat(printed.code()).as(command + printed).isEqualTo(2);
        assertThat(printed.err()).contains(hint);
    }

    @Test
    void nothingIsRecordedWhereNothingWasRun(@TempDir Path empty) {
        String url = "--spring.datasource.url=jdbc:h2:file:" + empty.resolve("none");
        for (String command : List.of("best x", "trials x", "stop x", "verify x", "doctor x", "sql select(1)")) {
            Printed printed = executePlain((command + " " + url).split(" "));
            assertThat(printed.code()).as(command).isEqualTo(2);
            assertThat(printed.err()).contains("Nothing is recorded yet");
            assertThat(empty).isEmptyDirectory();
        }
    }

    @Test
    void theStatusOfNothingIsNothing(@TempDir Path empty) {
        Printed printed = executePlain("status", "--spring.datasource.url=jdbc:h2:file:" + empty.resolve("none"));
        assertThat(printed.code()).isZero();
        assertThat(empty).isEmptyDirectory();
    }

    @Test
    void anUnknownDatabaseIsWrongUsage() {
        Printed printed = executePlain("status", "--spring.datasource.url=jdbc:mysql://h/x?password=secret");
        assertThat(printed.code()).isEqualTo(2);
        assertThat(printed.err()).contains("neither H2 nor PostgreSQL").doesNotContain("secret");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "run", "status", "best", "trials", "validate", "verify", "sql", "stop", "doctor", "compare"})
    void everyCommandHelps(String command) {
        Printed help = executePlain((command + " --help").strip().split(" "));
        assertThat(help.code()).isZero();
        assertThat(help.out()).contains("Usage: nocturne").contains("java -jar").contains("Exit codes");
        assertThat(help.err()).isEmpty();
    }

    @Test
    void theVersionIsShown() {
        assertThat(executePlain("--version").out()).contains("nocturne").contains("Java");
    }

    @ParameterizedTest
    @MethodSource("brokenStudies")
    void brokenStudiesAreRefusedWithTheirPlace(Path study) {
        Printed printed = executePlain("validate", study.toString());
        assertThat(printed.code()).as(study + " " + printed).isEqualTo(2);
        assertThat(printed.err()).isNotBlank().contains(study.getFileName().toString());
        assertHarmless(printed.err());
        assertThat(printed.out()).isEmpty();
    }

    static List<Path> brokenStudies() throws IOException {
        try (Stream<Path> files = Files.list(Path.of("src", "test", "resources", "broken-studies"))) {
            List<Path> studies = files.filter(file -> file.toString().endsWith(".yml"))
                    .sorted()
                    .toList();
            assertThat(studies).hasSizeGreaterThanOrEqualTo(40);
            return studies;
        }
    }
}
