package dev.nocturne.objective.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.nocturne.objective.EvaluationException;
import dev.nocturne.objective.ObjectiveSettings;
import dev.nocturne.objective.Trials;
import dev.nocturne.space.CategoricalParameter;
import dev.nocturne.space.ContinuousParameter;
import dev.nocturne.space.SearchSpace;
import dev.nocturne.study.Direction;
import dev.nocturne.study.FailureKind;
import dev.nocturne.study.Study;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(30)
class CommandObjectiveTest {
    private static final SearchSpace SPACE = SearchSpace.of(
            new ContinuousParameter("learning-rate", 0, 1),
            new CategoricalParameter("kernel", List.of("rbf", "linear")),
            new CategoricalParameter("gamma", List.of("a")));

    @TempDir
    Path folder;

    @Test
    void theLastLineThatIsANumberOrAnObjectWithAnObjectiveCounts() throws Exception {
        assertThat(evaluate("echo 1; echo 0.25; echo all done")).isEqualTo(0.25);
        assertThat(evaluate("echo 1; echo '{\"objective\": -2e-3, \"note\": \"x\"}'; echo bye"))
                .isEqualTo(-0.002);
        assertThat(evaluate("echo '{\"objective\": 3}'; printf ' +4. \\r\\n'")).isEqualTo(4);
        assertThat(evaluate("printf 5")).isEqualTo(5);
        assertThat(evaluate(
                        "echo 7; echo '{\"objective\": \"8\"}'; echo '{\"objective\": true}'; echo '{bad'; echo 0x9"))
                .isEqualTo(7);
    }

    @Test
    void measurementsAreReportedAsTheyCome() throws Exception {
        Trials trial = Trials.of();
        String script = "echo '{\"step\": 1, \"value\": 0.5}'; echo '{\"step\": 2, \"value\": NaN}';"
                + "echo '{\"step\": -1, \"value\": 1}'; echo '{\"step\": 2.5, \"value\": 1}';"
                + "echo '{\"step\": 3, \"value\": 0.25, \"objective\": 9}'";

        assertThat(objective(script).evaluate(trial)).isEqualTo(9);
        assertThat(trial.measurements()).containsExactly("1=0.5", "3=0.25");
    }

    @Test
    void aMeasurementIsThereWhileTheProgramRuns() throws Exception {
        Path go = folder.resolve("go");
        Trials trial = Trials.of();
        var objective = objective("echo '{\"step\": 1, \"value\": 0.5}'; until [ -e go ]; do sleep 0.02; done; echo 1");
        var result = new CompletableFuture<Double>();
        var thread = new Thread(() -> {
            try {
                result.complete(objective.evaluate(trial));
            } catch (Exception e) {
                result.completeExceptionally(e);
            }
        });
        thread.start();

        Processes.eventually(() -> !trial.measurements().isEmpty());
        assertThat(result).isNotDone();
        Files.createFile(go);
        assertThat(result.join()).isEqualTo(1);
    }

    @Test
    void aResultThatIsNoNumberFailsTheTrial() {
        for (String result :
                List.of("nan", "-Infinity", "inf", "1e999", "{\"objective\": NaN}", "{\"objective\": \"-inf\"}")) {
            assertThat(failure("echo 1; echo '" + result + "'").kind())
                    .as(result)
                    .isEqualTo(FailureKind.NOT_A_NUMBER);
        }
    }

    @Test
    void anExitCodeFailsTheTrialAndStderrSaysWhy() {
        var failure = failure("echo 1; printf 'first\\n\\033[31mOut of \\000luck\\n' >&2; exit 3");

        assertThat(failure.kind()).isEqualTo(FailureKind.EXIT_CODE);
        assertThat(failure)
                .hasMessage("The program ended with exit code 3. Its stderr ends with: first | ?[31mOut of ?luck");
    }

    @Test
    void aSignalIsCalledByItsName() {
        var failure = failure("kill -KILL $$");

        assertThat(failure.kind()).isEqualTo(FailureKind.EXIT_CODE);
        assertThat(failure).hasMessageContaining("exit code 137 (signal 9, SIGKILL");
    }

    @Test
    void withoutAResultTheMessageSaysWhatWasLookedForAndSeen() {
        var failure = failure("echo 'accuracy = 0.93'");

        assertThat(failure.kind()).isEqualTo(FailureKind.NO_RESULT);
        assertThat(failure).hasMessageContaining("\"objective\"").hasMessageContaining("accuracy = 0.93");
        assertThat(failure("true")).hasMessageContaining("printed nothing");
    }

    @Test
    void aProgramThatCannotBeStartedFailsTheTrial() {
        var objective = objective(List.of("./is-not-here"), Optional.empty(), Map.of());

        assertThatThrownBy(() -> objective.evaluate(Trials.of()))
                .isInstanceOfSatisfying(
                        EvaluationException.class, e -> assertThat(e.kind()).isEqualTo(FailureKind.COULD_NOT_START));
    }

    @Test
    void argumentsGetTheValuesAndNothingIsEverAShellWord() throws Exception {
        var objective = objective(
                List.of(
                        "sh",
                        "-c",
                        "printf '%s\\n' \"$@\" > args; echo 1",
                        "sh",
                        "--lr={learning-rate}",
                        "{kernel}{gamma}",
                        "{\"a\": {learning-rate}, \"b\": {}}",
                        "{ kernel }"),
                Optional.empty(),
                Map.of());

        objective.evaluate(Trials.of("learning-rate", 0.5, "kernel", "{learning-rate}; $(touch pwned) `x`\n'\"$1\\"));

        assertThat(folder.resolve("args"))
                .hasContent(
                        "--lr=0.5\n{learning-rate}; $(touch pwned) `x`\n'\"$1\\\n{\"a\": 0.5, \"b\": {}}\n{ kernel }\n");
        assertThat(folder.resolve("pwned")).doesNotExist();
    }

    @Test
    void theEnvironmentTellsTheTrial() throws Exception {
        var objective = objective(
                List.of("sh", "-c", "env | grep -E '^(NOCTURNE|MINE)' | LC_ALL=C sort > env; pwd -P > pwd; echo 1"),
                Optional.empty(),
                Map.of("MINE", "yes"));

        objective.evaluate(Trials.of("learning-rate", 0.5, "kernel", "rbf é\"").withBudget(0.25));

        assertThat(Files.readAllLines(folder.resolve("env")))
                .contains(
                        "MINE=yes",
                        "NOCTURNE_BUDGET=0.25",
                        "NOCTURNE_PARAMETERS={\"learning-rate\":0.5,\"kernel\":\"rbf \\u00E9\\\"\"}",
                        "NOCTURNE_PARAM_LEARNING_RATE=0.5",
                        "NOCTURNE_RUN=token-of-CommandObjectiveTest",
                        "NOCTURNE_SEED=42",
                        "NOCTURNE_TRIAL_ID=7")
                .noneMatch(line -> line.startsWith("NOCTURNE_PARAM_GAMMA"));
        assertThat(folder.resolve("pwd")).hasContent(folder.toRealPath().toString());
    }

    @Test
    void stdinIsEmpty() throws Exception {
        assertThat(evaluate("cat; echo 1")).isEqualTo(1);
    }

    @Test
    void theExampleScriptSpeaksTheProtocol() throws Exception {
        Path script = Path.of("config/studies/scripts/train.sh").toAbsolutePath();
        var objective = objective(
                List.of("sh", script.toString(), "{learning-rate}", "20", "squared"), Optional.empty(), Map.of());
        Trials trial = Trials.of("learning-rate", 0.01);

        assertThat(objective.evaluate(trial)).isEqualTo(0.355709);
        assertThat(trial.measurements()).containsExactly("10=0.344341", "20=0.355709");
    }

    @Test
    void anInterruptEndsTheProgramAndIsPassedOn() throws Exception {
        var objective = objective("echo $$ > pid; exec sleep 1000");
        var outcome = new CompletableFuture<Throwable>();
        var thread = new Thread(() -> outcome.complete(
                catchThrowableOfType(InterruptedException.class, () -> objective.evaluate(Trials.of()))));
        thread.start();
        long pid = Processes.pidIn(folder.resolve("pid"));

        thread.interrupt();

        assertThat(outcome.join()).isInstanceOf(InterruptedException.class);
        assertThat(Processes.lives(pid)).isFalse();
    }

    @Test
    void whatTheReportThrowsIsThrownAndTheProgramIsEnded() {
        var objective = objective("echo '{\"step\": 1, \"value\": 2}'; exec sleep 1000");
        Trials trial = Trials.of().whoseReportsFail("no more");

        assertThatThrownBy(() -> objective.evaluate(trial)).hasMessage("no more");
    }

    private double evaluate(String script) throws Exception {
        return objective(script).evaluate(Trials.of());
    }

    private EvaluationException failure(String script) {
        return catchThrowableOfType(EvaluationException.class, () -> evaluate(script));
    }

    private CommandObjective objective(String script) {
        return objective(List.of("sh", "-c", script), Optional.empty(), Map.of());
    }

    /** An objective of a study that wants accuracy and seconds. */
    private CommandObjective objectiveOfTwo(String script) {
        var settings = new ObjectiveSettings.Command(List.of("sh", "-c", script), Optional.empty(), Map.of(), folder);
        Study study = Study.named("two")
                .goal("accuracy", Direction.MAXIMIZE)
                .goal("seconds", Direction.MINIMIZE)
                .build();
        return new CommandObjective(settings, study, "token-of-CommandObjectiveTest");
    }

    private EvaluationException failureOfTwo(String script) {
        return catchThrowableOfType(
                EvaluationException.class, () -> objectiveOfTwo(script).evaluateAll(Trials.of()));
    }

    @Test
    void severalObjectivesComeByNameAndTheLastCount() throws Exception {
        String script = "echo '{\"objectives\": {\"accuracy\": 0.1, \"seconds\": 1}}'; echo 7;"
                + "echo '{\"objectives\": {\"seconds\": 12, \"accuracy\": 9e-1}, \"objective\": 3}'; echo bye";
        assertThat(objectiveOfTwo(script).evaluateAll(Trials.of())).containsExactly(0.9, 12);
    }

    @Test
    void namesThatAreMissingOrUnknownFailTheTrial() {
        EvaluationException missing = failureOfTwo("echo '{\"objectives\": {\"accuracy\": 0.9}}'");
        assertThat(missing.kind()).isEqualTo(FailureKind.WRONG_OBJECTIVES);
        assertThat(missing).hasMessageContaining("no number for the objective 'seconds', only for 'accuracy'");
        EvaluationException unknown =
                failureOfTwo("echo '{\"objectives\": {\"accuracy\": 0.9, \"seconds\": 1, \"loss\": 2}}'");
        assertThat(unknown.kind()).isEqualTo(FailureKind.WRONG_OBJECTIVES);
        assertThat(unknown).hasMessageContaining("'loss'").hasMessageContaining("only 'accuracy', 'seconds'");
        assertThat(failureOfTwo("echo '{\"objectives\": {\"accuracy\": \"high\", \"seconds\": 1}}'")
                        .kind())
                .isEqualTo(FailureKind.WRONG_OBJECTIVES);
        assertThat(failureOfTwo("echo '{\"objectives\": {}}'").kind()).isEqualTo(FailureKind.WRONG_OBJECTIVES);
    }

    @Test
    void oneNumberIsNoResultForSeveralObjectives() {
        EvaluationException failure = failureOfTwo("echo 0.5; echo '{\"objective\": 1}'; echo '{\"objectives\": 1}'");
        assertThat(failure.kind()).isEqualTo(FailureKind.NO_RESULT);
        assertThat(failure).hasMessageContaining("\"objectives\"");
    }

    @Test
    void whichOfSeveralResultsIsNoNumberIsTold() {
        EvaluationException failure = failureOfTwo("echo '{\"objectives\": {\"accuracy\": NaN, \"seconds\": 1}}'");
        assertThat(failure.kind()).isEqualTo(FailureKind.NOT_A_NUMBER);
        assertThat(failure).hasMessageContaining("NaN for the objective 'accuracy'");
    }

    private CommandObjective objective(
            List<String> command, Optional<Duration> timeout, Map<String, String> environment) {
        var settings = new ObjectiveSettings.Command(command, timeout, environment, folder);
        return new CommandObjective(settings, study(), "token-of-CommandObjectiveTest");
    }

    private static Study study() {
        var study = Study.named("one");
        SPACE.parameters().forEach(study::parameter);
        return study.build();
    }
}
