package dev.nocturne.docs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nocturne.strategy.StrategyFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What the documents say about files of the project is so. */
class DocumentsTest {
    private static final Pattern LINK = Pattern.compile("\\]\\(([^)#\\s]+)[^)]*\\)");
    private static final Path README = Path.of("README.md");

    @Test
    void everyLinkLeadsSomewhere() {
        for (Path document : Markdown.documents()) {
            List<String> links = LINK.matcher(Markdown.read(document))
                    .results()
                    .map(link -> link.group(1))
                    .filter(link -> !link.startsWith("http"))
                    .toList();
            assertThat(links)
                    .as("links of %s", document)
                    .allSatisfy(link -> assertThat(document.resolveSibling(link).normalize())
                            .exists());
        }
    }

    @Test
    void theReadmeHasTheTwoCommands() {
        assertThat(Markdown.commands(README, "./mvnw")).containsExactly("./mvnw spring-boot:run", "./mvnw verify");
    }

    @Test
    void theBuildRunsTheStudyThatTheReadmeNames() {
        assertThat(Markdown.read(Path.of("pom.xml")))
                .contains("<default.study>config/studies/breast-cancer.yml</default.study>");
    }

    @Test
    void theReadmeShowsTheStudyAroundAScriptAsItIs() throws Exception {
        var shown = Markdown.blocks(README, "yaml").get(0).lines().map(DocumentsTest::withoutComment);
        assertThat(Files.readAllLines(Path.of("config/studies/command-line.yml")).stream()
                        .map(DocumentsTest::withoutComment)
                        .toList())
                .containsAll(shown.toList());
    }

    private static String withoutComment(String line) {
        return line.replaceFirst("\\s+#.*", "").stripTrailing();
    }

    @Test
    void everyDependencyHasItsReason() {
        String pom =
                Markdown.read(Path.of("pom.xml")).replaceAll("(?s)<(exclusions|dependencyManagement)>.*?</\\1>", "");
        Set<String> artifacts = Pattern.compile("(?s)<dependency>.*?<artifactId>([^<]+)</artifactId>")
                .matcher(pom)
                .results()
                .map(dependency -> dependency.group(1))
                .filter(artifact -> !artifact.startsWith("tribuo-"))
                .collect(Collectors.toSet());
        String reasons = Markdown.read(Path.of("docs/dependencies.md"));
        assertThat(artifacts)
                .isNotEmpty()
                .allSatisfy(artifact -> assertThat(reasons).contains("`" + artifact + "`"));
    }

    @Test
    void versionsThatThePomNamesAreThoseThatAreDocumented() {
        String reasons = Markdown.read(Path.of("docs/dependencies.md"));
        var versions = Pattern.compile("<[a-z-]+\\.version>(\\d+\\.[^<]+)</")
                .matcher(Markdown.read(Path.of("pom.xml")))
                .results()
                .map(version -> version.group(1))
                .toList();
        assertThat(versions)
                .isNotEmpty()
                .allSatisfy(version -> assertThat(reasons).contains(version));
    }

    @Test
    void everyStrategyIsDescribedAndNoneIsInvented() {
        Path strategies = Path.of("docs/strategies.md");
        var names = new StrategyFactory().names();
        assertThat(Markdown.headings(strategies, 3)).containsExactlyInAnyOrderElementsOf(names);
        assertThat(Markdown.rowsBelow(Path.of("docs/study-file.md"), "Strategies").stream()
                        .map(row -> Markdown.code(row.get(0))))
                .containsExactlyInAnyOrderElementsOf(names);
        assertThat(Markdown.rowsBelow(strategies, "Which one").toString()).contains(names);
    }

    @Test
    void theOperatorsSettingsBeginAsThoseOfTheJar() {
        List<String> jar = settings(Path.of("src/main/resources/application.yml"));
        assertThat(settings(Path.of("config/application.yml"))).hasSize(3).isEqualTo(jar);
    }

    private static List<String> settings(Path file) {
        return Markdown.read(file)
                .lines()
                .map(String::strip)
                .filter(line -> line.matches("(url|username|password): .*"))
                .toList();
    }

    @Test
    void theEmbeddedExampleIsTheOneThatIsCompiled() throws Exception {
        String example = Files.readString(Path.of("src/test/java/dev/nocturne/example/EmbeddedTuning.java"));
        assertThat(Markdown.blocks(Path.of("docs/embedding.md"), "java")).containsExactly(example);
    }
}
