package dev.nocturne;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nocturne.objective.plugin.PluginJar;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** In the packed jar classes come from other class loaders than in the build: the published plugin works there too. */
class PluginIT {
    private static final Path EXAMPLE = Path.of("examples/plugin");

    @TempDir
    Path folder;

    @Test
    void theExampleRunsInTheJar() throws IOException {
        PluginJar.ofFolder(EXAMPLE.resolve("src"), folder.resolve("thermostat.jar"));
        Files.copy(EXAMPLE.resolve("thermostat.yml"), folder.resolve("thermostat.yml"));
        var run = JarProcess.run(folder, "run", "thermostat.yml").exits(0);
        assertThat(run.out()).contains("40 trials ended", "Best objective 0.", "proportional = ");
    }
}
