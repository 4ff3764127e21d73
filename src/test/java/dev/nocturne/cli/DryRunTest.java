package dev.nocturne.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The objective is started once, before the night, and nothing is recorded. */
@Timeout(60)
class DryRunTest {
    @TempDir
    Path folder;

    @Test
    void aProgramsResultIsShownAsItIsRead() throws IOException {
        Printed printed = dryRun("echo loading; echo '{\"step\": 3, \"value\": 0.5}'; echo 0.25; echo bye; echo x >&2");

        assertThat(printed.code()).as(printed.toString()).isZero();
        assertThat(printed.out())
                .contains("Dry run of the middle of the search space; nothing is recorded.")
                .contains("  lr   = 0.5\n", "  word = rbf\n")
                .contains("Started as: sh -c ", "0.5\n")
                .contains("The end of its stdout:\n  | loading\n", "The end of its stderr:\n  | x\n")
                .contains("1 measurement: 0.5 at step 3.")
                .contains("Read as: objective 0.25, from the line: 0.25\n")
                .contains("all 200 trials take ", "with 4 workers.")
                .contains("In 1 h there is room for ", "In 8 h there is room for ");
        assertThat(printed.err()).isEmpty();
        assertThat(folder).isDirectoryNotContaining("glob:**.db");
    }

    @Test
    void theFirstEnqueuedPointIsTried() throws IOException {
        Printed printed = dryRun("echo 1", "enqueue: [{lr: 0.125, word: linear}, {lr: 0.7}]\n");

        assertThat(printed.out()).contains("Dry run of the first enqueued point", "lr   = 0.125\n", "word = linear\n");
    }

    @Test
    void whereTheMiddleIsRefusedTheSameOtherPointIsTriedEachTime() throws IOException {
        Printed first = dryRun("echo $0; echo 1", "constraints: [\"lr < 0.4\"]\n");
        Printed second = dryRun("echo $0; echo 1", "constraints: [\"lr < 0.4\"]\n");

        assertThat(first.out()).contains("a random point, as the constraints refuse the middle");
        assertThat(parameters(first)).isEqualTo(parameters(second));
    }

    private static String parameters(Printed printed) {
        return printed.out()
                .lines()
                .filter(line -> line.contains(" = "))
                .toList()
                .toString();
    }

    @Test
    void aFailureIsToldWithItsKind() throws IOException {
        Printed printed = dryRun("echo hello; printf 'no \\\\033[31m luck\\\\n' >&2; exit 7");

        assertThat(printed.code()).isEqualTo(1);
        assertThat(printed.err()).contains("The trial failed after ", "EXIT_CODE: ", "exit code 7");
        assertThat(printed.out()).contains("  | hello\n", "  | no ?[31m luck\n").doesNotContain("\u001b", "Read as");
    }

    @Test
    void aTimeoutIsTheStudys() throws IOException {
        Printed printed = dryRun("exec sleep 1000", "", "timeout: 300ms");

        assertThat(printed.code()).isEqualTo(1);
        assertThat(printed.err()).contains("TIMEOUT: ");
    }

    @Test
    void aFailureIsNotTriedAgain() throws IOException {
        Printed printed = dryRun("echo once >> tries; exit 1", "", "retries: 3");

        assertThat(printed.code()).isEqualTo(1);
        assertThat(folder.resolve("tries")).hasContent("once");
    }

    @Test
    void whatItKeepsForLaterIsDeletedAfterwards() throws IOException {
        Printed printed = dryRun("ln -s / $NOCTURNE_CHECKPOINT_DIR/root; echo a > $NOCTURNE_CHECKPOINT_DIR/epoch; "
                + "echo $NOCTURNE_CHECKPOINT_DIR > told; echo 1");

        assertThat(printed.code()).as(printed.toString()).isZero();
        Path told = Path.of(Files.readString(folder.resolve("told")).strip());
        assertThat(told).isAbsolute().doesNotExist();
    }

    @Test
    void otherObjectivesAreTriedAsWell() throws IOException {
        Path file = folder.resolve("owl.yml");
        Files.writeString(file, """
                study: owl
                max-trials: 6
                objectives: [{name: near, direction: minimize}, {name: far, direction: maximize}]
                search-space: {x: {type: continuous, min: 0, max: 2}}
                objective: {type: function, name: schaffer}
                """);

        Printed printed = Printed.by("validate", "--dry-run", file.toString());

        assertThat(printed.code()).as(printed.toString()).isZero();
        assertThat(printed.out())
                .contains("Read as: near 1.0\n", "Read as: far 1.0\n", "all 6 trials take less than a second")
                .doesNotContain("stdout");
    }

    @Test
    void aBrokenFileIsRefusedBeforeAnythingIsStarted() throws IOException {
        Printed printed = dryRun("echo $0 > started; echo 1", "max-trial: 3\n");

        assertThat(printed.code()).isEqualTo(2);
        assertThat(folder.resolve("started")).doesNotExist();
    }

    private Printed dryRun(String script) throws IOException {
        return dryRun(script, "");
    }

    private Printed dryRun(String script, String more) throws IOException {
        return dryRun(script, more, "timeout: 1m");
    }

    private Printed dryRun(String script, String more, String ofObjective) throws IOException {
        Path file = folder.resolve("study.yml");
        Files.writeString(file, """
                study: tried
                max-trials: 200
                workers: 4
                search-space:
                  lr: {type: continuous, min: 0, max: 1}
                  word: {type: categorical, choices: [rbf, linear]}
                %sobjective:
                  type: command
                  command: [sh, -c, "%s", "{lr}"]
                  %s
                """.formatted(more, script.replace("\"", "\\\""), ofObjective));
        return Printed.by("validate", "--dry-run", file.toString());
    }
}
