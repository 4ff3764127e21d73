package dev.nocturne.objective.plugin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.nocturne.objective.EvaluationException;
import dev.nocturne.objective.Objective;
import dev.nocturne.objective.ObjectiveFactory;
import dev.nocturne.objective.ObjectiveSettings;
import dev.nocturne.objective.Trials;
import dev.nocturne.space.ContinuousParameter;
import dev.nocturne.space.Scale;
import dev.nocturne.study.FailureKind;
import dev.nocturne.study.Study;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A plugin's code is called, and held apart. */
@Timeout(120)
class PluginObjectiveTest {
    private static final Study STUDY = Study.named("s")
            .parameter(new ContinuousParameter("x", 0, 1, Scale.LINEAR))
            .build();

    @TempDir
    Path folder;

    private Objective objective(String source) {
        return objective(source, Optional.empty());
    }

    private Objective objective(String source, Optional<Duration> timeout) {
        PluginJar.of(folder, "plugin.jar", source);
        var settings = new ObjectiveSettings.Plugin(
                List.of(Path.of("plugin.jar")), folder, Optional.empty(), Map.of("factor", "3"), timeout);
        return new ObjectiveFactory().create(settings, STUDY, "run");
    }

    private static EvaluationException failure(Objective objective) {
        var failure = catchThrowableOfType(EvaluationException.class, () -> objective.evaluateAll(Trials.of("x", 0.5)));
        assertThat(failure).as("no failure").isNotNull();
        return failure;
    }

    @Test
    void itSeesItsTrialAndItsOptions() throws Exception {
        var trial = Trials.of("x", 2.0);
        try (var objective = objective(PluginSource.doing(
                "trial.report(1, 0.5); return trial.parameters().number(\"x\") * Integer.parseInt(context.options()"
                        + ".get(\"factor\")) + trial.seed() + context.study().space().parameters().size();"))) {
            assertThat(objective.evaluateAll(trial)).containsExactly(2 * 3 + 42 + 1);
            assertThat(trial.measurements()).containsExactly("1=0.5");
        }
    }

    @Test
    void severalObjectives() throws Exception {
        try (var objective = objective(
                PluginSource.named("Plugin", "", "MultiObjective pair = trial -> new double[] {1, 2}; return pair;"))) {
            assertThat(objective.evaluateAll(Trials.of())).containsExactly(1, 2);
        }
        try (var objective =
                objective(PluginSource.named("Plugin", "", "MultiObjective pair = trial -> null; return pair;"))) {
            assertThat(failure(objective).kind()).isEqualTo(FailureKind.NO_RESULT);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "dev.nocturne.config.StudyReader",
                "dev.nocturne.objective.command.CommandObjective",
                "dev.nocturne.objective.plugin.PluginPlan",
                "dev.nocturne.study.rule.Rule",
                "dev.nocturne.NocturneApplication",
                "org.springframework.batch.core.job.Job",
                "tools.jackson.databind.JsonNode",
                "org.h2.Driver"
            })
    void nocturnesInnardsAndLibrariesAreHidden(String type) throws Exception {
        assertThat(Class.forName(type, false, getClass().getClassLoader())).isNotNull();
        try (var objective = objective(PluginSource.doing("Class.forName(\"" + type + "\"); return 1;"))) {
            assertThat(failure(objective)).hasMessageContaining("java.lang.ClassNotFoundException: " + type);
        }
    }

    @Test
    void theThreadsClassLoaderIsThePluginsDuringACallOnly() throws Exception {
        ClassLoader before = Thread.currentThread().getContextClassLoader();
        try (var objective = objective(PluginSource.doing(
                "return Thread.currentThread().getContextClassLoader() == Plugin.class.getClassLoader() ? 1 : 0;"))) {
            assertThat(objective.evaluateAll(Trials.of())).containsExactly(1);
        }
        assertThat(Thread.currentThread().getContextClassLoader()).isSameAs(before);
    }

    @Test
    void theJdkIsThere() throws Exception {
        try (var objective = objective(PluginSource.doing(
                "Class.forName(\"java.sql.Connection\"); Class.forName(\"java.net.http.HttpClient\"); return 1;"))) {
            assertThat(objective.evaluateAll(Trials.of())).containsExactly(1);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "throw new IllegalStateException(\"no\");        | java.lang.IllegalStateException: no (plugins.Plugin.",
                "throw new java.io.IOException(\"disk\");        | java.io.IOException: disk",
                "throw new NoClassDefFoundError(\"x/Y\");        | java.lang.NoClassDefFoundError: x/Y",
                "throw new AssertionError(5);                    | java.lang.AssertionError: 5",
                "throw new Error(\"odd\");                       | java.lang.Error: odd",
                "throw new Throwable() {};                       | plugins.Plugin$",
                "return evaluate(trial, context) + 1;            | java.lang.StackOverflowError",
                "throw new RuntimeException(new Exception(\"why\")); | java.lang.Exception: why",
                "throw new RuntimeException() { @Override public String getMessage() { throw new Error(); } "
                        + "@Override public Throwable getCause() { return this; } }; | plugins.Plugin$"
            })
    void whateverItThrowsFailsTheTrial(String statements, String message) {
        try (var objective = objective(PluginSource.doing(statements))) {
            var failure = failure(objective);
            assertThat(failure.kind()).isEqualTo(FailureKind.EXCEPTION);
            assertThat(failure).hasMessageContaining("The plugin tested threw ").hasMessageContaining(message);
        }
    }

    @Test
    void aFailureOfItsOwnKindStaysThat() {
        String source = PluginSource.doing(
                "throw new EvaluationException(" + "dev.nocturne.study.FailureKind.NO_RESULT, \"diverged\");");
        try (var objective = objective(source)) {
            assertThat(failure(objective).kind()).isEqualTo(FailureKind.NO_RESULT);
        }
        try (var objective = objective(PluginSource.doing("throw new EvaluationException(null, null);"))) {
            assertThat(failure(objective).kind()).isEqualTo(FailureKind.EXCEPTION);
        }
    }

    @Test
    void aPluginThatHangsIsTimedOut() {
        try (var objective = objective(
                PluginSource.doing("Thread.sleep(10_000_000); return 1;"), Optional.of(Duration.ofMillis(200)))) {
            var failure = failure(objective);
            assertThat(failure.kind()).isEqualTo(FailureKind.TIMEOUT);
            assertThat(failure).hasMessageContaining("0.2s and was interrupted");
        }
    }

    @Test
    void theEndReachesThePluginAndClosesItsJar() throws Exception {
        Path trace = folder.resolve("closed");
        Objective objective = objective(PluginSource.named("Plugin", "", """
                return new Objective() {
                    @Override
                    public double evaluate(TrialContext trial) {
                        return Plugin.class.getResource("/META-INF/services/dev.nocturne.objective.ObjectivePlugin") == null
                            ? 0 : 1;
                    }

                    @Override
                    public void close() {
                        try {
                            java.nio.file.Files.writeString(context.studyFolder().resolve("closed"), "yes");
                        } catch (java.io.IOException e) {
                            throw new IllegalStateException(e);
                        }
                        throw new IllegalStateException("badly");
                    }
                };
                """));
        assertThat(objective.evaluateAll(Trials.of())).containsExactly(1);
        objective.close();
        assertThat(Files.readString(trace)).isEqualTo("yes");
        assertThat(objective.evaluateAll(Trials.of())).containsExactly(0);
    }

    @Test
    void anInterruptIsPassedOn() {
        try (var objective = objective(PluginSource.doing("throw new InterruptedException();"))) {
            assertThatThrownBy(() -> objective.evaluateAll(Trials.of())).isInstanceOf(InterruptedException.class);
        }
    }
}
