package dev.nocturne.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import picocli.CommandLine;

/** The files that start Nocturne by themselves can be read, start commands that there are, and keep what they say. */
class DeploymentTest {
    private static final Path CLUSTER = Path.of("config/cluster/kubernetes.yaml");
    private static final Path NIGHTLY = Path.of("config/nightly/cronjob.yaml");
    private static final Path WORKER_UNIT = Path.of("config/cluster/nocturne-worker.service");
    private static final String JAR = "nocturne.jar ";

    @TestFactory
    Stream<DynamicTest> theCommandLinesAreAccepted() throws IOException {
        var lines = new ArrayList<String>();
        for (Path manifest : List.of(CLUSTER, NIGHTLY)) {
            pods(manifest).stream().map(DeploymentTest::commandLine).forEach(lines::add);
        }
        assertThat(lines).hasSize(3);
        for (Path file : List.of(
                WORKER_UNIT,
                Path.of("config/cluster/manager.conf"),
                Path.of("config/nightly/nocturne@.service"),
                Path.of("config/nightly/crontab.example"),
                Path.of("docs/cluster.md"))) {
            List<String> found = commandLines(file);
            assertThat(found).as("commands of %s", file).isNotEmpty();
            lines.addAll(found);
        }
        return lines.stream().distinct().map(line -> DynamicTest.dynamicTest(line, () -> accept(line)));
    }

    private static void accept(String line) {
        List<String> words = Stream.of(line.strip().split(" +"))
                .map(word -> word.replace("${WORKERS}", "2"))
                .filter(word -> !word.matches("--(spring|nocturne|logging)\\.[^=]+=.*"))
                .toList();
        var nocturne = new NocturneCommand(List.of());
        var parser = new CommandLine(nocturne, new CommandFactory(nocturne));
        CommandLine command = parser.getSubcommands().get(words.get(0));
        assumeTrue(command != null, "a command of another branch");
        assumeTrue(
                !words.contains("--workers") || command.getCommandSpec().findOption("--workers") != null,
                "an option of another branch");
        assertThat(parser.parseArgs(words.toArray(String[]::new)).subcommand().commandSpec())
                .isSameAs(command.getCommandSpec());
    }

    /** What stands behind the jar in units, in crontabs and in a document's lines of indented code. */
    private static List<String> commandLines(Path file) throws IOException {
        boolean document = file.toString().endsWith(".md");
        return Files.readAllLines(file).stream()
                .filter(line -> !line.startsWith("#") && line.contains("java -jar nocturne.jar "))
                .filter(line -> !document || line.startsWith("    "))
                .map(line -> line.substring(line.indexOf(JAR) + JAR.length()).replaceFirst(" (>>|#) .*", ""))
                .toList();
    }

    private static String commandLine(Map<String, Object> pod) {
        Map<String, Object> container = container(pod);
        String words = String.join(
                " ",
                Stream.of("command", "args")
                        .flatMap(key -> texts(container.get(key)).stream())
                        .toList());
        return words.contains(JAR) ? words.substring(words.indexOf(JAR) + JAR.length()) : words;
    }

    @Test
    void podsOfTheClusterHaveNoRightsThatTheyDoNotNeed() throws IOException {
        assertThat(pods(CLUSTER)).hasSize(2).allSatisfy(pod -> {
            assertThat(map(pod.get("securityContext")))
                    .containsEntry("runAsNonRoot", true)
                    .containsEntry("runAsUser", 1000)
                    .containsEntry("seccompProfile", Map.of("type", "RuntimeDefault"));
            assertThat(pod).containsEntry("automountServiceAccountToken", false);
            assertThat(map(container(pod).get("securityContext")))
                    .containsEntry("allowPrivilegeEscalation", false)
                    .containsEntry("readOnlyRootFilesystem", true)
                    .containsEntry("capabilities", Map.of("drop", List.of("ALL")));
            assertThat(container(pod)).doesNotContainKey("ports");
        });
    }

    @Test
    void podsOfTheClusterMountWhatTheyName() throws IOException {
        assertThat(pods(CLUSTER)).hasSize(2).allSatisfy(pod -> {
            assertThat(names(container(pod).get("volumeMounts"))).isEqualTo(names(pod.get("volumes")));
            Map<String, Object> studies = maps(pod.get("volumes")).stream()
                    .filter(volume -> volume.get("name").equals("studies"))
                    .findFirst()
                    .orElseThrow();
            assertThat(maps(map(studies.get("configMap")).get("items")))
                    .hasSize(2)
                    .allSatisfy(item -> assertThat(Path.of("config/studies", (String) item.get("path")))
                            .exists()
                            .hasFileName((String) item.get("key")));
        });
    }

    @Test
    void passwordsAreOfASecret() throws IOException {
        assertThat(pods(CLUSTER))
                .hasSize(2)
                .allSatisfy(pod -> assertThat(maps(container(pod).get("env")))
                        .containsExactly(Map.of(
                                "name",
                                "NOCTURNE_DB_PASSWORD",
                                "valueFrom",
                                Map.of("secretKeyRef", Map.of("name", "nocturne-database", "key", "password")))));
    }

    @Test
    void aWorkerIsKilledOnlyWhenItHadItsGrace() throws IOException {
        String grace = "--nocturne.worker.stop-grace=10m";
        assertThat(pods(CLUSTER))
                .filteredOn(pod -> texts(container(pod).get("args")).contains(grace))
                .singleElement()
                .satisfies(pod -> assertThat((int) pod.get("terminationGracePeriodSeconds"))
                        .isGreaterThan(10 * 60));
        assertThat(Files.readString(WORKER_UNIT))
                .containsPattern("(?m)^ExecStart=.*" + grace)
                .contains("\nTimeoutStopSec=11min\n");
    }

    private static List<Map<String, Object>> pods(Path manifest) throws IOException {
        var yaml = new Yaml(new SafeConstructor(new LoaderOptions()));
        return StreamSupport.stream(yaml.loadAll(Files.readString(manifest)).spliterator(), false)
                .map(DeploymentTest::map)
                .filter(object -> Set.of("CronJob", "Deployment").contains(object.get("kind")))
                .map(object -> map(object.get("spec")))
                .map(spec -> spec.containsKey("jobTemplate")
                        ? map(map(spec.get("jobTemplate")).get("spec"))
                        : spec)
                .map(spec -> map(map(spec.get("template")).get("spec")))
                .toList();
    }

    private static Map<String, Object> container(Map<String, Object> pod) {
        return maps(pod.get("containers")).get(0);
    }

    private static Set<Object> names(Object list) {
        return maps(list).stream().map(entry -> entry.get("name")).collect(Collectors.toSet());
    }

    private static List<String> texts(Object list) {
        return list == null
                ? List.of()
                : ((List<?>) list).stream().map(String.class::cast).toList();
    }

    private static List<Map<String, Object>> maps(Object list) {
        return ((List<?>) list).stream().map(DeploymentTest::map).toList();
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> map(Object value) {
        return (Map<String, Object>) value;
    }
}
