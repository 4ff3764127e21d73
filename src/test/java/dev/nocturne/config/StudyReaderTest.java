package dev.nocturne.config;

import static dev.nocturne.config.StudyFixtures.parse;
import static dev.nocturne.config.StudyFixtures.problemsOf;
import static dev.nocturne.config.StudyFixtures.with;
import static dev.nocturne.config.StudyFixtures.withObjective;
import static dev.nocturne.config.StudyFixtures.withSpace;
import static org.assertj.core.api.Assertions.assertThat;

import dev.nocturne.objective.HttpHeaders;
import dev.nocturne.objective.ObjectiveSettings;
import dev.nocturne.space.CategoricalParameter;
import dev.nocturne.space.Condition;
import dev.nocturne.space.ContinuousParameter;
import dev.nocturne.space.DiscreteParameter;
import dev.nocturne.space.IntegerParameter;
import dev.nocturne.space.Parameter;
import dev.nocturne.space.Scale;
import dev.nocturne.space.Value;
import dev.nocturne.study.Direction;
import dev.nocturne.study.Execution;
import dev.nocturne.study.Goal;
import dev.nocturne.study.Limits;
import dev.nocturne.study.Study;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a study file means. */
class StudyReaderTest {
    static List<String> validStudies() {
        return ValidStudies.all();
    }

    @ParameterizedTest
    @MethodSource("validStudies")
    void acceptsEveryValidStudy(String text) {
        assertThat(parse(text).source()).isEqualTo(text);
    }

    @Test
    void readsEveryKeyOfTheExample() {
        StudyPlan plan = parse(StudyFixtures.EXAMPLE);
        Study study = plan.study();
        assertThat(study.name()).isEqualTo("breast-cancer-forest");
        assertThat(study.direction()).isEqualTo(Direction.MAXIMIZE);
        assertThat(study.strategy()).isEqualTo("auto");
        assertThat(study.limits()).isEqualTo(new Limits(OptionalInt.of(200), OptionalInt.empty()));
        assertThat(study.seed()).isEqualTo(OptionalLong.of(42));
        assertThat(study.lag()).isEqualTo(OptionalInt.of(2));
        assertThat(study.execution()).isEqualTo(new Execution(2, 1, 1));
        assertThat(study.space().parameters())
                .containsExactly(
                        new ContinuousParameter("learning-rate", 0.0001, 0.1, Scale.LOG),
                        new DiscreteParameter("dropout", List.of(0.1, 0.2, 0.3)),
                        new IntegerParameter("trees", 10, 500, 10, Scale.LINEAR, Condition.always()),
                        new CategoricalParameter("kernel", List.of("rbf", "linear")),
                        new ContinuousParameter(
                                "gamma",
                                0.001,
                                1,
                                Scale.LOG,
                                ContinuousParameter.DEFAULT_GRID_POINTS,
                                new Condition(Map.of("kernel", List.of(new Value.Text("rbf"))))));
        assertThat(plan.objective())
                .isEqualTo(new ObjectiveSettings.Command(
                        List.of("python3", "train.py", "--lr", "{learning-rate}"),
                        Optional.of(Duration.ofMinutes(10)),
                        Map.of(),
                        StudyFixtures.BASE));
    }

    @Test
    void whatIsNotSaidHasItsDefault() {
        StudyPlan plan = parse(withSpace("x: {type: integer, min: 0, max: 9}"));
        Study study = plan.study();
        assertThat(study)
                .isEqualTo(Study.named("demo")
                        .parameter(new IntegerParameter("x", 0, 9))
                        .build());
        assertThat(study.execution()).isEqualTo(Execution.DEFAULT);
        assertThat(plan.objective()).isEqualTo(new ObjectiveSettings.Function("norm", Duration.ZERO));
    }

    @Test
    void theHashIsThatOfTheBytes() {
        StudyPlan plan = parse(with("# ü"));
        assertThat(plan.sha256()).hasSize(64).matches("[0-9a-f]+");
        assertThat(parse(with("# ü")).sha256()).isEqualTo(plan.sha256());
        assertThat(parse(with("# u")).sha256()).isNotEqualTo(plan.sha256());
    }

    @Test
    void readsAModel() {
        var model = parse(withObjective(
                        "type: model",
                        "learner: knn",
                        "data: ../wine.csv",
                        "target: 1",
                        "parameters: {k: 5, weighted: no}"))
                .objective();
        assertThat(model)
                .isEqualTo(new ObjectiveSettings.Model(
                        "knn",
                        Path.of("/wine.csv").toAbsolutePath(),
                        "1",
                        "accuracy",
                        5,
                        0,
                        Map.of("k", "5", "weighted", "no")));
    }

    @Test
    void readsACommandsSurroundings() {
        var command = (ObjectiveSettings.Command) parse(withObjective(
                        "type: command",
                        "command: [train, 1e3, ~x, \"\"]",
                        "environment: {A: 010, B: \"\"}",
                        "working-directory: sub/../models"))
                .objective();
        assertThat(command.command()).containsExactly("train", "1e3", "~x", "");
        assertThat(command.environment()).isEqualTo(Map.of("A", "010", "B", ""));
        assertThat(command.workingDirectory())
                .isEqualTo(StudyFixtures.BASE.toAbsolutePath().resolve("models"));
        assertThat(command.timeout()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"500ms,PT0.5S", "90s,PT90S", "10m,PT10M", "2h,PT2H", "1d,PT24H", "0s,PT0S", "365d,PT8760H"})
    void readsDurations(String written, Duration expected) {
        var plan = parse(withObjective("type: function", "name: norm", "delay: " + written));
        assertThat(plan.objective()).isEqualTo(new ObjectiveSettings.Function("norm", expected));
    }

    @ParameterizedTest
    @CsvSource({"1,1", "-1,-1", "+2.5,2.5", ".5,0.5", "3.,3", "1e-4,0.0001", "1E+2,100", "-0.0,0", "1.7e308,1.7e308"})
    void readsNumbersInDecimal(String written, double expected) {
        var parameter = only("{type: discrete, choices: [" + written + "]}");
        assertThat(((DiscreteParameter) parameter).choices()).containsExactly(expected + 0.0);
    }

    @ParameterizedTest
    @CsvSource({"10,10", "1e3,1000", "10.0,10", "0e99,0", "-9007199254740992,-9007199254740992", "120e-1,12"})
    void readsWholeNumbers(String written, long expected) {
        var parameter = only("{type: integer, min: " + written + ", max: 9007199254740992}");
        assertThat(((IntegerParameter) parameter).min()).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"no", "yes", "on", "1", "1.0", "true", "010", "0x10", "1e3", "2026-11-22", "1:30", ".nan"})
    void choicesAreTheWordsAsWritten(String word) {
        var parameter = only("{type: categorical, choices: [" + word + ", x y]}");
        assertThat(((CategoricalParameter) parameter).choices()).containsExactly(word, "x y");
    }

    @Test
    void conditionsHoldValuesOfTheParentsKind() {
        Study study = parse(withSpace(
                        "a: {type: integer, min: 0, max: 9}",
                        "b: {type: discrete, choices: [0.5, 1]}",
                        "c: {type: categorical, choices: [no, 1.0]}",
                        "d: {type: discrete, choices: [1], when: {a: [1, 2e0], b: 1.0, c: [no]}}"))
                .study();
        assertThat(study.space().parameter("d").orElseThrow().condition().allowed())
                .isEqualTo(Map.of(
                        "a", List.of(new Value.Whole(1), new Value.Whole(2)),
                        "b", List.of(new Value.Real(1)),
                        "c", List.of(new Value.Text("no"))));
    }

    @Test
    void anAliasRepeatsARange() {
        Study study = parse(withSpace("a: &r {type: integer, min: 0, max: 9}", "b: *r"))
                .study();
        assertThat(study.space().parameters())
                .containsExactly(new IntegerParameter("a", 0, 9), new IntegerParameter("b", 0, 9));
    }

    @Test
    void hostileNamesAreData() {
        String name = "'; DROP TABLE study; -- <script>../../x";
        assertThat(parse(with().replace("study: demo", "study: \"" + name + "\""))
                        .study()
                        .name())
                .isEqualTo(name);
    }

    @Test
    void aLargeGridWithMaxTrialsIsFine() {
        String space = withSpace("a: {type: integer, min: 1, max: 1e15}", "b: {type: integer, min: 1, max: 1e15}");
        assertThat(parse(space + "strategy: grid_search\nmax-trials: 5\n")
                        .study()
                        .strategy())
                .isEqualTo("grid_search");
        assertThat(problemsOf(space + "strategy: grid_search\n")).hasSize(1);
    }

    private static Parameter only(String range) {
        return parse(withSpace("x: " + range)).study().space().parameters().get(0);
    }

    @Test
    void severalObjectivesAreReadInTheirOrder() {
        String text = StudyFixtures.with("objectives: [{name: accuracy, direction: maximize}, {name: seconds}]");
        assertThat(parse(text).study().goals())
                .containsExactly(new Goal("accuracy", Direction.MAXIMIZE), new Goal("seconds", Direction.MINIMIZE));
        assertThat(parse(StudyFixtures.with("direction: maximize")).study().goals())
                .containsExactly(Goal.only(Direction.MAXIMIZE));
    }

    @Test
    void readsAService() {
        var plan = StudyFixtures.parse(StudyFixtures.withObjective(
                "type: http",
                "url: HTTPS://example.org:8443/evaluate?model=a",
                "timeout: 2h",
                "headers: {Authorization: \"Bearer ${TOKEN}\", X-Number: 5}"));
        assertThat(plan.objective())
                .isEqualTo(new ObjectiveSettings.Http(
                        URI.create("HTTPS://example.org:8443/evaluate?model=a"),
                        Duration.ofHours(2),
                        Duration.ofSeconds(10),
                        new HttpHeaders(Map.of("Authorization", "Bearer ${TOKEN}", "X-Number", "5"))));
        var plain = StudyFixtures.parse(StudyFixtures.withObjective("type: http", "url: http://[::1]/"));
        assertThat(plain.objective().limit()).contains(Duration.ofMinutes(10));
    }

    @Test
    void readsAPlugin() {
        var plan = StudyFixtures.parse(StudyFixtures.withObjective(
                "type: plugin",
                "jar: [lib/../mine.jar, /opt/library.jar]",
                "class: com.example.Mine",
                "options: {depth: 3}",
                "timeout: 5s"));
        var settings = new ObjectiveSettings.Plugin(
                List.of(Path.of("lib/../mine.jar"), Path.of("/opt/library.jar")),
                StudyFixtures.BASE,
                Optional.of("com.example.Mine"),
                Map.of("depth", "3"),
                Optional.of(Duration.ofSeconds(5)));
        assertThat(plan.objective()).isEqualTo(settings);
        assertThat(settings.files()).containsExactly(Path.of("/studies/mine.jar"), Path.of("/opt/library.jar"));
        var one = StudyFixtures.parse(StudyFixtures.withObjective("type: plugin", "jar: mine.jar"));
        assertThat(one.objective())
                .isEqualTo(new ObjectiveSettings.Plugin(
                        List.of(Path.of("mine.jar")),
                        StudyFixtures.BASE,
                        Optional.empty(),
                        Map.of(),
                        Optional.empty()));
    }

    @Test
    void modelsAndFunctionsMayHaveATimeout() {
        assertThat(StudyFixtures.parse(StudyFixtures.withObjective("type: function", "name: norm", "timeout: 1s"))
                        .objective()
                        .limit())
                .contains(Duration.ofSeconds(1));
        assertThat(StudyFixtures.parse(StudyFixtures.withObjective(
                                "type: model", "learner: svm", "data: a.csv", "target: t", "timeout: 1s"))
                        .objective()
                        .limit())
                .contains(Duration.ofSeconds(1));
    }
}
