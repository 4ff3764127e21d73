package dev.nocturne.objective.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.nocturne.objective.EvaluationException;
import dev.nocturne.objective.ObjectiveSettings;
import dev.nocturne.objective.ProgramEnd;
import dev.nocturne.objective.Trials;
import dev.nocturne.study.Study;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** What an attempt's program leaves behind, and the end of one whose trial is hopeless. */
@Timeout(60)
@EnabledOnOs(OS.LINUX)
class ProgramEndTest {
    private static final String HOPELESS = "echo '{\"step\": 1, \"value\": 9}'; ";

    @TempDir
    Path folder;

    private final Trials trial = Trials.of().hopelessFrom(9);

    @Test
    void aProgramThatEndsWellLeavesItsPidItsCodeAndWhatItPrinted() throws Exception {
        assertThat(evaluate("echo $$ > pid; echo loading; echo; echo slow >&2; echo 3"))
                .isEqualTo(3);

        assertThat(trial.end())
                .isEqualTo(new ProgramEnd(
                        OptionalLong.of(Processes.pidIn(folder.resolve("pid"))),
                        OptionalInt.of(0),
                        "loading\n3",
                        "slow"));
    }

    @Test
    void aProgramThatFailsLeavesItsExitCode() {
        assertThatThrownBy(() -> evaluate("echo first >&2; printf 'no \\000 luck\\n' >&2; exit 3"))
                .isInstanceOf(EvaluationException.class);

        assertThat(trial.end().exitCode()).hasValue(3);
        assertThat(trial.end().errorOutput()).isEqualTo("first\nno ? luck");
    }

    @Test
    void aProgramThatWasEndedAtItsTimeoutLeavesNoExitCode() {
        assertThatThrownBy(() -> evaluate("echo waiting >&2; exec sleep 1000", Duration.ofMillis(500)))
                .isInstanceOf(EvaluationException.class);

        assertThat(trial.end().pid()).isPresent();
        assertThat(trial.end().exitCode()).isEmpty();
        assertThat(trial.end().errorOutput()).isEqualTo("waiting");
    }

    @Test
    void aProgramThatWasInterruptedLeavesNoExitCode() throws Exception {
        var thread = new Thread(() -> catchThrowable(() -> evaluate("echo $$ > pid; exec sleep 1000")));
        thread.start();
        long pid = Processes.pidIn(folder.resolve("pid"));

        thread.interrupt();
        thread.join();

        assertThat(trial.end().pid()).hasValue(pid);
        assertThat(trial.end().exitCode()).isEmpty();
        assertThat(Processes.lives(pid)).isFalse();
    }

    @Test
    void aProgramThatCannotBeStartedLeavesNothing() {
        var settings = new ObjectiveSettings.Command(List.of("./not-here"), Optional.empty(), Map.of(), folder);
        var objective = new CommandObjective(settings, Study.named("none").build(), "token-of-ProgramEndTest");

        assertThatThrownBy(() -> objective.evaluate(trial)).isInstanceOf(EvaluationException.class);

        assertThat(trial.end()).isEqualTo(new ProgramEnd(OptionalLong.empty(), OptionalInt.empty(), "", ""));
    }

    @Test
    void aReportThatFailsLeavesNoExitCode() {
        trial.whoseReportsFail("no more");

        assertThatThrownBy(() -> evaluate(HOPELESS + "exec sleep 1000")).hasMessage("no more");

        assertThat(trial.end().exitCode()).isEmpty();
    }

    @Test
    void ofAFloodOnlyTheEndIsKept() throws Exception {
        assertThat(evaluate("head -c 50000000 /dev/zero | tr '\\000' x | tee /dev/stderr; echo; echo 1"))
                .isEqualTo(1);

        assertThat(trial.end().errorOutput()).startsWith("…x").hasSize(4000);
        assertThat(trial.end().output()).startsWith("…x").endsWith("x\n1").hasSize(4000);
    }

    @Test
    void halfCharactersAndEscapesAreMadeHarmless() throws Exception {
        assertThat(evaluate("printf '\\355\\240\\200 \\033[31m \\000 \\360\\237 é\\n' >&2; echo 1"))
                .isEqualTo(1);

        assertThat(trial.end().errorOutput())
                .endsWith("é")
                .contains("?[31m")
                .doesNotContain("\0", "\u001b")
                .matches(text -> text.chars().noneMatch(c -> Character.isSurrogate((char) c)));
    }

    @Test
    void aHopelessTrialsProgramIsEndedWithTheTreeThatIgnoresTheRequest() throws Exception {
        double result = evaluate("trap '' TERM; echo $$ > pid; (trap '' TERM; setsid sh -c "
                + "'echo $$ > forked; while :; do sleep 0.05; done') & "
                + "until [ -s forked ]; do sleep 0.02; done; " + HOPELESS + "while :; do sleep 0.05; done");

        assertThat(result).isNaN();
        assertThat(trial.end().exitCode()).isEmpty();
        assertThat(trial.end().pid()).hasValue(Processes.pidIn(folder.resolve("pid")));
        assertThat(Processes.lives(Processes.pidIn(folder.resolve("pid")))).isFalse();
        assertThat(Processes.lives(Processes.pidIn(folder.resolve("forked")))).isFalse();
    }

    @Test
    void aHopelessTrialsProgramMayPrintOnUntilItIsGone() throws Exception {
        assertThat(evaluate("trap '' TERM; " + HOPELESS + "exec yes \"$(head -c 200 /dev/zero | tr '\\000' z)\""))
                .isNaN();

        assertThat(trial.measurements()).containsExactly("1=9.0");
    }

    @Test
    void whatHasTheTimeToEndAfterAHopelessValueLeavesItsExitCode() throws Exception {
        // The value comes with the program's end: nobody can say which is seen first, but nothing is lost or hangs.
        evaluate(HOPELESS + "echo 4");

        assertThat(trial.isPruned()).isTrue();
        assertThat(trial.measurements()).containsExactly("1=9.0");
        assertThat(trial.end().pid()).isPresent();
    }

    @Test
    void theCheckpointDirectoryIsInTheEnvironmentIfThereIsOne() throws Exception {
        trial.withCheckpoints(folder.resolve("trial-7"));

        evaluate("echo \"$NOCTURNE_CHECKPOINT_DIR\" > told; echo 1");

        assertThat(folder.resolve("told")).hasContent(folder.resolve("trial-7").toString());
    }

    private double evaluate(String script) throws Exception {
        return evaluate(script, Duration.ofMinutes(1));
    }

    private double evaluate(String script, Duration timeout) throws Exception {
        var settings =
                new ObjectiveSettings.Command(List.of("sh", "-c", script), Optional.of(timeout), Map.of(), folder);
        return new CommandObjective(settings, Study.named("ends").build(), "token-of-ProgramEndTest").evaluate(trial);
    }
}
