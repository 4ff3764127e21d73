package dev.nocturne.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.nocturne.engine.LaggingStrategy;
import dev.nocturne.objective.ObjectiveFactory;
import dev.nocturne.space.CategoricalParameter;
import dev.nocturne.space.ContinuousParameter;
import dev.nocturne.space.Point;
import dev.nocturne.space.Value;
import dev.nocturne.strategy.StrategyFactory;
import dev.nocturne.study.Direction;
import dev.nocturne.study.FailureKind;
import dev.nocturne.study.KnownTrial;
import dev.nocturne.study.KnownTrials;
import dev.nocturne.study.Study;
import dev.nocturne.study.Trial;
import dev.nocturne.study.TrialState;
import dev.nocturne.study.WarmStart;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Warm starts as a study file names them, and the tables of results that they read. */
@Timeout(60)
class EarlierResultsTest {
    private static final StudyReader READER = new StudyReader(
            new StrategyFactory().with("learning", (study, settings) -> new LaggingStrategy(settings.lag())),
            new ObjectiveFactory());

    @TempDir
    private Path folder;

    private Path study(String... lines) throws IOException {
        Path file = folder.resolve("study.yml");
        Files.writeString(
                file,
                "study: demo\nstrategy: learning\nobjective: {type: function, name: norm}\n" + String.join("\n", lines)
                        + "\n");
        return file;
    }

    private Path simple() throws IOException {
        return study(
                "search-space:",
                "  x: {type: continuous, min: 0, max: 1}",
                "  kind: {type: categorical, choices: [a, b]}",
                "warm-start: {csv: results.csv}");
    }

    private void results(String... lines) throws IOException {
        Files.writeString(folder.resolve("results.csv"), String.join("\n", lines) + "\n");
    }

    private KnownTrials read(Path file) {
        StudyPlan plan = READER.read(file);
        var collector = new KnownTrials.Collector(plan.study());
        READER.readEarlierResults(plan, file, collector);
        return collector.collected();
    }

    private List<String> mistakes(Path file) {
        StudyFileException failure = catchThrowableOfType(StudyFileException.class, () -> read(file));
        StudyFileException validated = catchThrowableOfType(StudyFileException.class, () -> READER.validate(file));
        assertThat(failure).as("read").isNotNull();
        assertThat(validated).as("validated").hasMessage(failure.getMessage());
        assertThat(failure.getMessage()).startsWith(failure.problems().get(0).file() + " has ");
        return failure.problems().stream()
                .map(problem -> problem.toString().replace(folder + "/", ""))
                .toList();
    }

    private static KnownTrial known(int line, double x, String kind, TrialState state) {
        return new KnownTrial(
                "file results.csv",
                new Trial(line, new Point(Map.of("x", new Value.Real(x), "kind", new Value.Text(kind))), state));
    }

    @Test
    void whichRunsIsSaidInThreeWays() throws IOException {
        String space = "search-space: {x: {type: continuous, min: 0, max: 1}}";
        assertThat(warmStart(space, "warm-start: {runs: all}").runs()).contains(new WarmStart.AllRuns());
        assertThat(warmStart(space, "warm-start: {runs: 3}").runs()).contains(new WarmStart.LatestRuns(3));
        assertThat(warmStart(space, "warm-start: {runs: [2026-11-20, 7]}").runs())
                .contains(new WarmStart.NamedRuns(List.of("2026-11-20", "7")));
        WarmStart both = warmStart(space, "warm-start: {runs: all, csv: ../r.csv}");
        assertThat(both.csv()).contains(folder.getParent().resolve("r.csv"));
        assertThat(both).hasToString("{runs: all, csv: " + folder.getParent().resolve("r.csv") + "}");
    }

    private WarmStart warmStart(String... lines) throws IOException {
        return READER.read(study(lines)).study().warmStart().orElseThrow();
    }

    @Test
    void aTableNeedsOnlyParametersAndObjectiveInAnyOrder() throws IOException {
        results("\uFEFFobjective,note,kind,x", " 1e3 ,hello,a,0.25", "", "-2,\"two", "lines\",b, 1 ");
        assertThat(read(simple()).trials())
                .containsExactly(
                        known(2, 0.25, "a", new TrialState.Completed(1000)),
                        known(4, 1, "b", new TrialState.Completed(-2)));
        assertThat(READER.validate(simple()).study().name()).isEqualTo("demo");
    }

    @Test
    void ourOwnExportIsAcceptedAsItIs() throws IOException {
        results(
                "trial_id,status,objective,duration_us,attempts,failure_kind,failure_message,worker,started_at,ended_at,x,kind",
                "0,COMPLETED,0.5,12,1,,,host-1-1,2026-11-20T01:00:00Z,2026-11-20T01:00:01Z,0.5,a",
                "1,FAILED,,12,2,EXIT_CODE,\"exit code 3, says\nthe program\",host-1-1,2026-11-20T01:00:00Z,2026-11-20T01:00:01Z,0.75,b",
                "2,FAILED,,12,2,COULD_NOT_START,no such program,host-1-1,2026-11-20T01:00:00Z,2026-11-20T01:00:01Z,0.75,b",
                "3,INTERRUPTED,,,1,,,host-1-1,2026-11-20T01:00:00Z,,0.125,a");
        KnownTrials known = read(simple());
        assertThat(known.trials())
                .containsExactly(
                        known(2, 0.5, "a", new TrialState.Completed(0.5)),
                        known(
                                3,
                                0.75,
                                "b",
                                new TrialState.Failed(FailureKind.EXIT_CODE, "exit code 3, says\nthe program")));
        assertThat(known.leftOut())
                .isEqualTo(
                        Map.of("it had not ended", 1, "it failed of something that its parameters have no part in", 1));
    }

    @Test
    void aParameterMayBeCalledWhatOneOfOurColumnsIsCalled() throws IOException {
        Path file = study(
                "search-space:",
                "  status: {type: categorical, choices: [on, off]}",
                "  objective: {type: integer, min: 1, max: 9}",
                "warm-start: {csv: results.csv}");
        results("trial_id,status,objective,status,objective", "0,COMPLETED,0.5,on,3");
        Trial only = read(file).trials().get(0).trial();
        assertThat(only.parameters().text("status")).isEqualTo("on");
        assertThat(only.parameters().text("objective")).isEqualTo("3");
        assertThat(only.state()).isEqualTo(new TrialState.Completed(0.5));

        results("status,objective", "on,3");
        assertThat(mistakes(file))
                .containsExactly(
                        "results.csv:1: objective: there is no such column, only objective, status. Did you mean"
                                + " objective?");
    }

    @Test
    void whatDoesNotFitIsLeftOutAndCounted() throws IOException {
        Path file = study(
                "search-space:",
                "  kind: {type: categorical, choices: [a, b]}",
                "  x: {type: continuous, min: 0, max: 1, when: {kind: a}}",
                "warm-start: {csv: results.csv}");
        results("x,kind,objective", "0.5,a,1", ",b,2", "0.5,b,3", "2,a,4", "-1,a,4", ",a,5", "0.5,c,6");
        KnownTrials known = read(file);
        assertThat(known.trials()).extracting(trial -> trial.trial().id()).containsExactly(2, 3);
        assertThat(known.leftOut())
                .isEqualTo(Map.of(
                        "x has a value where it is not used", 1,
                        "x is not in its range", 2,
                        "x is missing", 1,
                        "kind is none of the choices", 1));
    }

    @Test
    void everyMistakeOfATableIsSaidWithItsLine() throws IOException {
        results(
                "x,kind,objective,status,failure_kind",
                "abc,a,1,COMPLETED,",
                "0.5,a,,COMPLETED,",
                "0.5,a,nan,completed,",
                "0.5,a,1,DONE,",
                "0.5,a,,FAILED,BAD_LUCK",
                "0.5,a,1",
                "1_000,a,0x10,COMPLETED,");
        assertThat(mistakes(simple()))
                .containsExactly(
                        "results.csv:2: x: a number is expected, but this is 'abc'.",
                        "results.csv:3: objective: a number is expected, but this is ''.",
                        "results.csv:4: objective: a finite number is expected, but this is 'nan'.",
                        "results.csv:5: status: one of COMPLETED, FAILED is expected, but this is 'DONE'.",
                        "results.csv:6: failure_kind: one of EXIT_CODE, TIMEOUT, NOT_A_NUMBER, NO_RESULT,"
                                + " WRONG_OBJECTIVES, EXCEPTION, OUT_OF_MEMORY, REFUSED, COULD_NOT_START, CONNECTION,"
                                + " INTERRUPTED is expected, but this is 'BAD_LUCK'.",
                        "results.csv:7: this line has 3 cells, but the header has 5.",
                        "results.csv:8: x: write the number as 1000, without '_', ',' or blanks in it.",
                        "results.csv:8: objective: write the number '0x10' in decimal digits.");
    }

    @Test
    void columnsThatAreMissingOrTwiceThereAreMistakes() throws IOException {
        results("X,kind,kind,objektive", "0,a,a,1");
        assertThat(mistakes(simple()))
                .containsExactly(
                        "results.csv:1: x: there is no such column, only X, kind, objektive. Did you mean X?",
                        "results.csv:1: kind: there are 2 columns of this name.",
                        "results.csv:1: objective: there is no such column, only X, kind, objektive. Did you mean"
                                + " objektive?");
    }

    @Test
    void aFileThatIsNotThereIsAMistakeOfTheStudyFile() throws IOException {
        assertThat(mistakes(simple())).containsExactly("study.yml:7:19: warm-start.csv: there is no file results.csv.");
        Files.createDirectory(folder.resolve("results.csv"));
        assertThat(mistakes(simple()).get(0)).contains("there is no file");
    }

    @Test
    void whatIsNoTableIsAMistake() throws IOException {
        results("");
        Files.writeString(folder.resolve("results.csv"), "");
        assertThat(mistakes(simple()))
                .containsExactly("results.csv: the file is empty: a line with the names of the columns is expected.");
        Files.write(
                folder.resolve("results.csv"),
                "x,kind,objective\n0.5,\u00e4,1\n".getBytes(StandardCharsets.ISO_8859_1));
        assertThat(mistakes(simple()).get(0)).startsWith("results.csv: the file cannot be read as CSV in UTF-8 (");
        results("x,kind,objective", "0.5,\"a,1");
        assertThat(mistakes(simple()).get(0)).startsWith("results.csv: the file cannot be read as CSV in UTF-8 (");
    }

    @Test
    void mistakesOfStudyAndTableAreSaidAtOnce() throws IOException {
        results("x,kind,objective", "0.5,a,\u001b[31m");
        Path file = study(
                "search-space:",
                "  x: {type: continuous, min: 0, max: 1}",
                "  kind: {type: categorical, choices: [a, b]}",
                "workers: 0",
                "warm-start: {csv: results.csv}");
        StudyFileException failure = catchThrowableOfType(StudyFileException.class, () -> READER.validate(file));
        assertThat(failure.problems())
                .extracting(problem -> problem.toString().replace(folder + "/", ""))
                .containsExactly(
                        "study.yml:7:10: workers: it must be at least 1, but is 0.",
                        "results.csv:2: objective: a number is expected, but this is '\\u001b[31m'.");
    }

    /** Whatever bytes a file has, there is an answer, and no innards are shown. */
    @Test
    void rubbishHarmsNothing() throws IOException {
        var random = new SplittableRandom(11);
        String alphabet = "x,kind,objective\n\"\r 0.5a;\u00e4\0";
        for (int i = 0; i < 300; i++) {
            var text = new StringBuilder(random.nextBoolean() ? "x,kind,objective\n" : "");
            int length = random.nextInt(60);
            for (int j = 0; j < length; j++) {
                text.append(alphabet.charAt(random.nextInt(alphabet.length())));
            }
            Files.writeString(folder.resolve("results.csv"), text);
            Path file = simple();
            Optional<StudyFileException> failure =
                    Optional.ofNullable(catchThrowableOfType(StudyFileException.class, () -> read(file)));
            failure.ifPresent(mistakes -> assertThat(mistakes.getMessage())
                    .contains("results.csv")
                    .doesNotContain("Exception", "dev.nocturne", "Optional", "null "));
        }
    }

    @Test
    void aTableOfManyRowsIsReadInOneGo() throws IOException {
        var rows = new StringBuilder("x,kind,objective\n");
        for (int i = 0; i < 50_000; i++) {
            rows.append("0.5,a,").append(i).append('\n');
        }
        Files.writeString(folder.resolve("results.csv"), rows);
        KnownTrials known = read(simple());
        assertThat(known.trials()).hasSize(KnownTrials.MOST);
        assertThat(known.trials().get(KnownTrials.MOST - 1))
                .isEqualTo(known(50_001, 0.5, "a", new TrialState.Completed(49_999)));
        assertThat(known.leftOut()).isEqualTo(Map.of("older than the latest 10000", 40_000));
    }

    @Test
    void severalObjectivesHaveAColumnEach() throws IOException {
        Study study = Study.named("s")
                .parameter(new ContinuousParameter("x", 0, 1))
                .parameter(new CategoricalParameter("kind", List.of("a")))
                .goal("loss", Direction.MINIMIZE)
                .goal("speed", Direction.MAXIMIZE)
                .build();
        results("speed,x,loss,kind", "7,0.5,0.25,a");
        var collector = new KnownTrials.Collector(study);
        var problems = new Problems("study.yml");
        new EarlierResultsReader(folder.resolve("results.csv"), study, problems, collector).read(Position.START);
        problems.throwIfAny();
        assertThat(collector.collected().trials())
                .containsExactly(known(2, 0.5, "a", new TrialState.Completed(List.of(0.25, 7.0))));
    }

    /** Of a study whose whole budget is 27. */
    @Test
    void resultsOfAPartOfTheBudgetAreLeftOut() throws IOException {
        Path file = study("search-space:", "  x: {type: continuous, min: 0, max: 1}", "warm-start: {csv: results.csv}");
        Files.writeString(
                file,
                Files.readString(file).replace("strategy: learning", "strategy: hyperband\nbudget: {min: 1, max: 27}"));
        results(
                "objective,status,budget,x",
                "1,COMPLETED,1,0.5",
                "2,COMPLETED,27,0.25",
                ",FAILED,3,0.75",
                "3,COMPLETED,,1");
        KnownTrials known = read(file);

        assertThat(known.trials())
                .extracting(trial -> trial.trial().parameters().number("x"))
                .containsExactly(0.25, 1.0);
        assertThat(known.leftOut()).isEqualTo(Map.of("it was not evaluated at the whole budget", 2));
        results("objective,budget,x", "1,1,0.5", "2,500,0.25");
        assertThat(read(file).trials()).hasSize(2);
    }
}
