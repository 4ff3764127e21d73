package dev.nocturne.objective.plugin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nocturne.objective.ObjectiveFactory;
import dev.nocturne.objective.ObjectiveProblem;
import dev.nocturne.objective.ObjectiveSettings;
import dev.nocturne.objective.Trials;
import dev.nocturne.space.ContinuousParameter;
import dev.nocturne.space.Scale;
import dev.nocturne.study.InvalidStudyException;
import dev.nocturne.study.Study;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is wrong with a plugin is found before the night. */
class PluginPlanTest {
    private static final Study STUDY = Study.named("s")
            .parameter(new ContinuousParameter("x", 0, 1, Scale.LINEAR))
            .build();
    private static final ObjectiveFactory FACTORY = new ObjectiveFactory();
    private static final String FINE = PluginSource.evaluating("1");

    @TempDir
    Path folder;

    private static ObjectiveSettings settings(Optional<String> type, Map<String, String> options, Path... jars) {
        return new ObjectiveSettings.Plugin(
                List.of(jars), jars[0].toAbsolutePath().getParent(), type, options, Optional.empty());
    }

    private static List<String> problems(Optional<String> type, Path... jars) {
        return FACTORY.check(settings(type, Map.of(), jars), STUDY).stream()
                .map(problem -> String.join(".", problem.path()) + ": " + problem.message())
                .toList();
    }

    private static String problem(Path... jars) {
        List<String> problems = problems(Optional.empty(), jars);
        assertThat(problems).hasSize(1);
        return problems.get(0);
    }

    @Test
    void theOnlyPluginNeedNotBeNamed() throws Exception {
        Path jar = PluginJar.of(folder, "a b é.jar", FINE);
        assertThat(problems(Optional.empty(), jar)).isEmpty();
        assertThat(problems(Optional.of("plugins.Plugin"), jar)).isEmpty();
        try (var objective = FACTORY.create(settings(Optional.empty(), Map.of(), jar), STUDY, "run")) {
            assertThat(objective.evaluateAll(Trials.of())).containsExactly(1);
        }
    }

    @Test
    void filesThatAreNoJars() throws IOException {
        Path jar = PluginJar.of(folder, "fine.jar", FINE);
        Path text = Files.writeString(folder.resolve("text.jar"), "hello");
        Path missing = folder.resolve("missing.jar");
        assertThat(problem(missing)).isEqualTo("objective.jar: There is no file " + missing + ".");
        assertThat(problem(folder)).startsWith("objective.jar: There is no file ");
        assertThat(problem(text)).startsWith("objective.jar: " + text + " is not a jar: ");
        assertThat(problems(Optional.empty(), jar, missing, text))
                .hasSize(2)
                .anyMatch(problem -> problem.startsWith("objective.jar.1: "))
                .anyMatch(problem -> problem.startsWith("objective.jar.2: "));
    }

    @Test
    void aJarWithoutAProvider() {
        Path jar = PluginJar.of(folder, "none.jar", List.of(FINE), List.of());
        assertThat(problem(jar)).contains("no jar has a file META-INF/services/dev.nocturne.objective.ObjectivePlugin");
        assertThat(problems(Optional.of("plugins.Plugin"), jar))
                .singleElement()
                .asString()
                .contains("only none");
    }

    @Test
    void severalProvidersMustBeToldApart() throws Exception {
        Path jar = PluginJar.of(
                folder,
                "two.jar",
                List.of(
                        PluginSource.named("One", "", "return trial -> 1;"),
                        PluginSource.named("Two", "", "return trial -> 2;")),
                List.of("plugins.One", "plugins.Two"));
        assertThat(problem(jar)).contains("several plugins, plugins.One, plugins.Two");
        assertThat(problems(Optional.of("plugins.Tow"), jar))
                .singleElement()
                .asString()
                .startsWith("objective.class: ")
                .endsWith("Did you mean plugins.Two?");
        try (var objective = FACTORY.create(settings(Optional.of("plugins.Two"), Map.of(), jar), STUDY, "run")) {
            assertThat(objective.evaluateAll(Trials.of())).containsExactly(2);
        }
    }

    @Test
    void providersThatAreNotThereOrNoPlugins() {
        Path missing = PluginJar.of(folder, "missing.jar", List.of(FINE), List.of("plugins.Other"));
        assertThat(problem(missing))
                .isEqualTo("objective.jar: A plugin cannot be used: Provider plugins.Other not found.");
        Path other = PluginJar.of(
                folder, "other.jar", List.of("package plugins; public class Plugin {}"), List.of("plugins.Plugin"));
        assertThat(problem(other))
                .contains("plugins.Plugin does not implement dev.nocturne.objective.ObjectivePlugin.");
        Path both = PluginJar.of(folder, "both.jar", List.of(FINE), List.of("plugins.Other", "plugins.Plugin"));
        assertThat(problems(Optional.of("plugins.Plugin"), both)).isEmpty();
        assertThat(problems(Optional.of("plugins.Other"), both)).hasSize(2);
        Path words = PluginJar.of(folder, "words.jar", List.of(FINE), List.of("not a class"));
        assertThat(problem(words)).contains("cannot be used");
    }

    @Test
    void aPluginThatCannotBeConstructed() {
        assertThat(problem(PluginJar.of(
                        folder,
                        "throwing.jar",
                        PluginSource.named(
                                "Plugin",
                                "public Plugin() { throw new IllegalStateException(\"no licence\"); }",
                                "return null;"))))
                .contains(
                        "The plugin plugins.Plugin cannot be made: java.lang.IllegalStateException: no licence (plugins.");
        assertThat(problem(PluginJar.of(
                        folder,
                        "static.jar",
                        PluginSource.named("Plugin", "static final int X = Integer.parseInt(\"x\");", "return null;"))))
                .contains("For input string");
        assertThat(problem(PluginJar.of(
                        folder, "private.jar", PluginSource.named("Plugin", "private Plugin() {}", "return null;"))))
                .contains("plugins.Plugin");
    }

    @Test
    void classesForANewerJavaOrWithoutTheirLibraries() throws IOException {
        Path jar = PluginJar.of(folder, "now.jar", FINE);
        assertThat(problem(rewritten(jar, "newer.jar", 88)))
                .contains("plugins.Plugin is compiled for Java 44, but this is Java "
                        + Runtime.version().feature());
        Path needy = PluginJar.of(
                folder,
                "needy.jar",
                List.of(
                        PluginSource.named("Plugin", "Object library = new Library();", "return trial -> 1;"),
                        "package plugins; public class Library {}"),
                List.of("plugins.Plugin"));
        Path library =
                PluginJar.of(folder, "library.jar", List.of("package plugins; public class Library {}"), List.of());
        assertThat(problem(without(needy, "without.jar", "plugins/Library.class")))
                .contains("it needs the class plugins.Library, which is in none of its jars");
        assertThat(problems(Optional.empty(), folder.resolve("without.jar"), library))
                .isEmpty();
    }

    @Test
    void whatAPluginSaysOfItsOptions() {
        Path jar = PluginJar.of(
                folder, "strict.jar", PluginSource.named("Plugin", """
                        @Override
                        public List<String> check(PluginContext context) {
                            if (context.options().isEmpty()) {
                                throw new IllegalStateException("boom");
                            }
                            return List.of(context.options() + " " + context.study().name() + " " + context.studyFolder());
                        }
                        """, "throw new java.io.IOException(\"no data\");"));
        assertThat(problem(jar)).contains("it threw java.lang.IllegalStateException: boom");
        assertThat(FACTORY.check(settings(Optional.empty(), Map.of("depth", "3"), jar), STUDY))
                .containsExactly(new ObjectiveProblem(
                        List.of("objective", "options"), "{depth=3} s " + folder.toAbsolutePath()));
        Path late = PluginJar.of(
                folder, "late.jar", PluginSource.named("Plugin", "", "throw new java.io.IOException(\"no data\");"));
        assertThatThrownBy(() -> FACTORY.create(settings(Optional.empty(), Map.of(), late), STUDY, "run"))
                .isInstanceOf(InvalidStudyException.class)
                .hasMessageContaining("it threw java.io.IOException: no data");
        Path nothing = PluginJar.of(folder, "nothing.jar", PluginSource.named("Plugin", "", "return null;"));
        assertThatThrownBy(() -> FACTORY.create(settings(Optional.empty(), Map.of(), nothing), STUDY, "run"))
                .isInstanceOf(InvalidStudyException.class)
                .hasMessageContaining("it made no objective");
    }

    /** The jar with its classes' version changed. */
    private Path rewritten(Path jar, String name, int version) throws IOException {
        return copied(jar, name, "", version);
    }

    private Path without(Path jar, String name, String entry) throws IOException {
        return copied(jar, name, entry, 0);
    }

    private Path copied(Path jar, String name, String without, int version) throws IOException {
        Path copy = folder.resolve(name);
        try (var from = new java.util.jar.JarFile(jar.toFile());
                var to = new JarOutputStream(Files.newOutputStream(copy))) {
            for (JarEntry entry : java.util.Collections.list(from.entries())) {
                if (!entry.getName().equals(without)) {
                    byte[] bytes = from.getInputStream(entry).readAllBytes();
                    if (version > 0 && entry.getName().endsWith(".class")) {
                        bytes[7] = (byte) version;
                    }
                    to.putNextEntry(new JarEntry(entry.getName()));
                    to.write(bytes);
                    to.closeEntry();
                }
            }
        }
        return copy;
    }
}
