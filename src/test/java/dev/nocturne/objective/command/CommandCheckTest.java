package dev.nocturne.objective.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nocturne.objective.ObjectiveProblem;
import dev.nocturne.objective.ObjectiveSettings;
import dev.nocturne.space.CategoricalParameter;
import dev.nocturne.space.ContinuousParameter;
import dev.nocturne.space.SearchSpace;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CommandCheckTest {
    private static final SearchSpace SPACE = SearchSpace.of(
            new ContinuousParameter("learning-rate", 0, 1), new CategoricalParameter("kernel", List.of("rbf")));

    @TempDir
    Path folder;

    @Test
    void aGoodCommandHasNoProblem() throws Exception {
        Path script = Files.createDirectory(folder.resolve("bin")).resolve("train");
        Files.writeString(script, "#!/bin/sh\n");
        assertThat(script.toFile().setExecutable(true)).isTrue();

        assertThat(check("sh", "-c", "echo {learning-rate}")).isEmpty();
        assertThat(check("bin/train")).isEmpty();
        assertThat(check(script.toString())).isEmpty();
        assertThat(check("./train-{kernel}.sh")).isEmpty();
    }

    @Test
    void aProgramThatIsNotThereIsFoundOutBeforeTheNight() throws Exception {
        Files.writeString(folder.resolve("train.sh"), "echo 1\n");

        assertThat(check("no-such-program-anywhere")).singleElement().satisfies(problem -> {
            assertThat(problem.path()).containsExactly("objective", "command", "0");
            assertThat(problem.message()).contains("on PATH");
        });
        assertThat(messages("./nothing")).singleElement().asString().contains("There is no program " + folder);
        assertThat(messages("./train.sh")).singleElement().asString().contains("chmod +x");
        assertThat(messages("train.sh")).singleElement().asString().contains("./train.sh");
        assertThat(messages(folder.toString())).singleElement().asString().contains("folder");
        assertThat(check("")).hasSize(1);
        assertThat(check()).hasSize(1);
    }

    @Test
    void bracesAroundWhatIsNoParameterAreReportedUnlessTheyAreMeant() {
        assertThat(check("sh", "--lr={learning-rat}")).singleElement().satisfies(problem -> {
            assertThat(problem.path()).containsExactly("objective", "command", "1");
            assertThat(problem.message()).contains("Did you mean {learning-rate}?");
        });
        assertThat(check("sh", "{\"a\": 1}", "${HOME}", "{ print }", "{}", "{1,2}", "{print $1}"))
                .isEmpty();
    }

    @Test
    void twoParametersWithOneVariableAreRefused() {
        var space = SearchSpace.of(new ContinuousParameter("a-b", 0, 1), new ContinuousParameter("a.B", 0, 1));

        assertThat(CommandObjective.check(settings(Map.of(), "sh"), space))
                .singleElement()
                .satisfies(problem -> {
                    assertThat(problem.path()).containsExactly("search-space", "a.B");
                    assertThat(problem.message()).contains("'a-b'").contains("NOCTURNE_PARAM_A_B");
                });
    }

    @Test
    void nulCharactersAreRefused() {
        var space = SearchSpace.of(new CategoricalParameter("kernel", List.of("a\0b")));

        assertThat(CommandObjective.check(settings(Map.of("A", "\0"), "sh", "x\0"), space))
                .extracting(ObjectiveProblem::path)
                .containsExactly(
                        List.of("objective", "command", "1"),
                        List.of("objective", "environment", "A"),
                        List.of("search-space", "kernel"));
    }

    @Test
    void theVariablesOfTheProtocolAreNotForTheStudyToSet() {
        assertThat(CommandObjective.check(settings(Map.of("NOCTURNE_SEED", "1"), "sh"), SPACE))
                .extracting(ObjectiveProblem::path)
                .containsExactly(List.of("objective", "environment", "NOCTURNE_SEED"));
    }

    @Test
    void aMissingWorkingDirectoryIsReported() {
        var settings =
                new ObjectiveSettings.Command(List.of("sh"), Optional.empty(), Map.of(), folder.resolve("not-here"));

        assertThat(CommandObjective.check(settings, SPACE))
                .extracting(ObjectiveProblem::path)
                .containsExactly(List.of("objective", "working-directory"));
    }

    private List<String> messages(String... command) {
        return check(command).stream().map(ObjectiveProblem::message).toList();
    }

    private List<ObjectiveProblem> check(String... command) {
        return CommandObjective.check(settings(Map.of(), command), SPACE);
    }

    private ObjectiveSettings.Command settings(Map<String, String> environment, String... command) {
        return new ObjectiveSettings.Command(List.of(command), Optional.empty(), environment, folder);
    }
}
