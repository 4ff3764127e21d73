package dev.nocturne.objective.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.nocturne.objective.EvaluationException;
import dev.nocturne.objective.ObjectiveSettings;
import dev.nocturne.objective.Trials;
import dev.nocturne.study.FailureKind;
import dev.nocturne.study.Study;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Programs that do what they should not. */
@Timeout(60)
@EnabledOnOs(OS.LINUX)
class HostileProgramTest {
    private static final String TOKEN = "token-of-HostileProgramTest";

    @TempDir
    Path folder;

    @Test
    void aProgramThatSleepsForEverIsDeadWithItsChildrenAtItsTimeout() throws Exception {
        var failure = failure("sleep 1000 & echo $! > child; (sleep 1000 & echo $! > grandchild; wait) & wait", 0.5);

        assertThat(failure.kind()).isEqualTo(FailureKind.TIMEOUT);
        assertThat(failure).hasMessageContaining("timeout of 0.5s");
        assertThat(Processes.lives(Processes.pidIn(folder.resolve("child")))).isFalse();
        assertThat(Processes.lives(Processes.pidIn(folder.resolve("grandchild"))))
                .isFalse();
    }

    @Test
    void aProgramThatIgnoresTheRequestToEndIsKilled() throws Exception {
        var failure = failure("trap '' TERM; echo $$ > pid; while :; do sleep 0.05; done", 0.3);

        assertThat(failure.kind()).isEqualTo(FailureKind.TIMEOUT);
        assertThat(Processes.lives(Processes.pidIn(folder.resolve("pid")))).isFalse();
    }

    @Test
    void aDoubleForkInASessionOfItsOwnDoesNotEscape() throws Exception {
        var failure = failure("setsid sh -c 'sleep 1000 & echo $! > escaped' & wait; exec sleep 1000", 0.5);

        assertThat(failure.kind()).isEqualTo(FailureKind.TIMEOUT);
        assertThat(Processes.lives(Processes.pidIn(folder.resolve("escaped")))).isFalse();
    }

    @Test
    void childrenThatOutliveAProgramAreEndedAndNotWaitedFor() throws Exception {
        assertThat(evaluate("sleep 1000 & echo $! > child; echo 3", Optional.empty()))
                .isEqualTo(3);
        assertThat(Processes.lives(Processes.pidIn(folder.resolve("child")))).isFalse();
    }

    @Test
    void aProcessThatEscapesAndHoldsThePipeDoesNotHoldTheTrial() throws Exception {
        double result = evaluate(
                "echo 3; setsid env -i sh -c 'echo $$ > escaped; exec sleep 1000' & "
                        + "until [ -s escaped ]; do sleep 0.02; done",
                Optional.empty());

        assertThat(result).isEqualTo(3);
        ProcessHandle.of(Processes.pidIn(folder.resolve("escaped"))).ifPresent(ProcessHandle::destroyForcibly);
    }

    @Test
    void processesOfOtherTrialsAreLeftAlone() throws Exception {
        Process other = marked(TOKEN, "8");
        try {
            evaluate("echo 1", Optional.empty());

            assertThat(other.isAlive()).isTrue();
        } finally {
            other.destroyForcibly();
        }
    }

    @Test
    void whatAKilledNightLeftBehindIsFoundByItsToken() throws Exception {
        String token = TOKEN + "-killed";
        Process orphan = marked(token, "3");
        Process stranger = marked(token + "-not", "3");
        try {
            Processes.eventually(() -> RunProcesses.kill(token) > 0 || !orphan.isAlive());

            assertThat(orphan.waitFor()).isNotZero();
            assertThat(stranger.isAlive()).isTrue();
            assertThat(RunProcesses.kill(token)).isZero();
        } finally {
            orphan.destroyForcibly();
            stranger.destroyForcibly();
        }
    }

    @Test
    void neitherThisProcessNorItsAncestorsAreEverFound() {
        String ours = "PATH=" + System.getenv("PATH");

        assertThat(MarkedProcesses.with(Set.of(ours)))
                .doesNotContain(
                        ProcessHandle.current(),
                        ProcessHandle.current().parent().orElseThrow());
    }

    @Test
    void aFloodOnStdoutIsReadAndForgotten() throws Exception {
        assertThat(evaluate("head -c 200000000 /dev/zero; echo; echo 2", Optional.empty()))
                .isEqualTo(2);
        assertThat(evaluate("yes '{\"step\": 1}' | head -c 5000000; echo; echo 2", Optional.empty()))
                .isEqualTo(2);
    }

    @Test
    void aFloodOnStderrKeepsItsEnd() {
        var failure =
                failure("head -c 200000000 /dev/zero | tr '\\000' x >&2; echo >&2; echo 'the end' >&2; exit 1", 60);

        assertThat(failure.getMessage()).endsWith("x | the end").hasSizeLessThan(2200);
    }

    @Test
    void aProgramThatClosesItsOutputAndGoesOnIsEndedAtItsTimeout() {
        assertThat(failure("echo 1; exec >&- 2>&-; exec sleep 1000", 0.3).kind())
                .isEqualTo(FailureKind.TIMEOUT);
    }

    @Test
    void rubbishIsNoResult() {
        var failure = failure("head -c 100000 /dev/urandom | LC_ALL=C tr 0-9 x; echo; echo '{{{{'; echo '[1,2'", 60);

        assertThat(failure.kind()).isEqualTo(FailureKind.NO_RESULT);
        assertThat(failure).hasMessageContaining("[1,2");
    }

    @Test
    void aResultBesideALotOfJsonIsFound() throws Exception {
        String script = "printf '{\"objective\": 4, \"more\": \"'; head -c 500000 /dev/zero | tr '\\000' y; echo '\"}'";

        assertThat(evaluate(script, Optional.empty())).isEqualTo(4);
    }

    @Test
    void aLineTooLongToKeepHidesNoOther() throws Exception {
        String script = "echo 5; printf '{\"objective\": 4, \"more\": \"'; "
                + "head -c 1500000 /dev/zero | tr '\\000' y; echo '\"}'; echo bye";

        assertThat(evaluate(script, Optional.empty())).isEqualTo(5);
    }

    @Test
    void aReportThatIsSlowerThanTheProgramLosesNothing() throws Exception {
        Trials trial = Trials.of().slowedBy(15);
        String script =
                "i=0; while [ $i -lt 100 ]; do i=$((i+1)); echo \"{\\\"step\\\": $i, \\\"value\\\": 1}\"; done; echo 6";

        assertThat(objective(script, Optional.empty()).evaluate(trial)).isEqualTo(6);
        assertThat(trial.measurements()).hasSize(100);
    }

    private static Process marked(String token, String trial) throws Exception {
        var builder = new ProcessBuilder("sleep", "1000");
        builder.environment().put("NOCTURNE_RUN", token);
        builder.environment().put("NOCTURNE_TRIAL_ID", trial);
        return builder.start();
    }

    private EvaluationException failure(String script, double seconds) {
        return catchThrowableOfType(
                EvaluationException.class,
                () -> evaluate(script, Optional.of(Duration.ofMillis((long) (seconds * 1000)))));
    }

    private double evaluate(String script, Optional<Duration> timeout) throws Exception {
        return objective(script, timeout).evaluate(Trials.of());
    }

    private CommandObjective objective(String script, Optional<Duration> timeout) {
        var settings = new ObjectiveSettings.Command(List.of("sh", "-c", script), timeout, Map.of(), folder);
        return new CommandObjective(settings, Study.named("hostile").build(), TOKEN);
    }
}
