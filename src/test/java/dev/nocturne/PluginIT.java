package dev.nocturne;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nocturne.objective.plugin.PluginJar;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** In the packed jar classes come from other class loaders than in the build: plugins work there too. */
class PluginIT {
    private static final Path EXAMPLE = Path.of("examples/plugin");

    /** Hands every trial to the other plugin, which it finds by way of the thread, and leaves a trace of the end. */
    private static final String AROUND_ANOTHER = """
            package plugins;

            import dev.nocturne.objective.*;
            import java.nio.file.Files;
            import java.util.ServiceLoader;

            public class Plugin implements ObjectivePlugin {
                @Override
                public String name() {
                    return "around another";
                }

                @Override
                public Objective create(PluginContext context) throws Exception {
                    Objective other = ServiceLoader.load(ObjectivePlugin.class).stream()
                            .filter(provider -> provider.type() != Plugin.class)
                            .findFirst().orElseThrow().get().create(context);
                    return new Objective() {
                        @Override
                        public double evaluate(TrialContext trial) throws EvaluationException, InterruptedException {
                            return other.evaluate(trial);
                        }

                        @Override
                        public void close() {
                            try {
                                Files.writeString(context.studyFolder().resolve("closed"), "once\\n",
                                        java.nio.file.StandardOpenOption.CREATE_NEW);
                            } catch (java.io.IOException e) {
                                throw new java.io.UncheckedIOException(e);
                            }
                        }
                    };
                }
            }
            """;

    @TempDir
    Path folder;

    @Test
    void theExampleRunsInTheJarWithAnotherPluginAroundIt() throws IOException {
        PluginJar.ofFolder(EXAMPLE.resolve("src"), folder.resolve("thermostat.jar"));
        PluginJar.of(folder, "around.jar", List.of(AROUND_ANOTHER), List.of("plugins.Plugin"));
        Files.writeString(
                folder.resolve("thermostat.yml"),
                Files.readString(EXAMPLE.resolve("thermostat.yml"))
                        .replace("jar: thermostat.jar", "jar: [thermostat.jar, around.jar]")
                        .replace("class: com.example.Thermostat", "class: plugins.Plugin"));
        var run = JarProcess.run(folder, "run", "thermostat.yml").exits(0);
        assertThat(run.out()).contains("40 trials ended", "Best objective 0.", "proportional = ");
        assertThat(folder.resolve("closed")).hasContent("once\n");
    }
}
