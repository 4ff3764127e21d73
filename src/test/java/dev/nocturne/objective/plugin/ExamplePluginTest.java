package dev.nocturne.objective.plugin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nocturne.config.StudyFileException;
import dev.nocturne.config.StudyReader;
import dev.nocturne.engine.TunerFactory;
import dev.nocturne.event.EventBus;
import dev.nocturne.objective.ObjectiveFactory;
import dev.nocturne.strategy.StrategyFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The published example is built against the published classes, and tunes. */
class ExamplePluginTest {
    private static final Path EXAMPLE = Path.of("examples/plugin");

    @TempDir
    Path folder;

    @Test
    void theExampleTunes() throws Exception {
        Path study = Files.copy(EXAMPLE.resolve("thermostat.yml"), folder.resolve("thermostat.yml"));
        var objectives = new ObjectiveFactory();
        var reader = new StudyReader(new StrategyFactory(), objectives);
        assertThatThrownBy(() -> reader.read(study))
                .isInstanceOf(StudyFileException.class)
                .hasMessageContaining("objective.jar: There is no file");

        PluginJar.ofFolder(EXAMPLE.resolve("src"), folder.resolve("thermostat.jar"));
        var plan = reader.read(study);
        try (var objective = objectives.create(plan.objective(), plan.study(), "example")) {
            var summary =
                    TunerFactory.create(plan.study(), objective, new EventBus()).tune();
            assertThat(summary.trialsFailed()).isZero();
            assertThat(summary.best().orElseThrow().objective()).isBetween(0.1, 0.5);
        }
    }

    @Test
    void itsOwnChecksHaveTheirPlaceInTheFile() throws Exception {
        PluginJar.ofFolder(EXAMPLE.resolve("src"), folder.resolve("thermostat.jar"));
        Path study = Files.writeString(
                folder.resolve("wrong.yml"),
                Files.readString(EXAMPLE.resolve("thermostat.yml"))
                        .replace("target: 21", "target: warm")
                        .replace("derivative:", "other:"));
        assertThatThrownBy(() -> new StudyReader(new StrategyFactory(), new ObjectiveFactory()).read(study))
                .hasMessageContaining("objective.options: The option target must be a number of degrees.")
                .hasMessageContaining("The thermostat needs a parameter 'derivative' in the search space.");
    }
}
