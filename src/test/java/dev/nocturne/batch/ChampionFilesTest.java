package dev.nocturne.batch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nocturne.store.ChampionRecord;
import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The files that other programs read, as those programs read them. */
class ChampionFilesTest {
    private static final JsonMapper JSON = new JsonMapper();

    @TempDir
    private Path root;

    private static ChampionRecord champion(int number, String value) {
        Map<String, String> parameters = new LinkedHashMap<>();
        parameters.put("kernel-size", value);
        parameters.put("rate", "1.0E-4");
        return new ChampionRecord(
                number,
                "FIRST",
                parameters,
                JSON.writeValueAsString(parameters),
                0.125,
                1,
                "2026-11-23",
                7,
                null,
                null,
                "because",
                Instant.parse("2026-11-23T02:00:00Z"));
    }

    private Path written(String study, String value) {
        var files = new ChampionFiles(root);
        files.write(study, champion(1, value));
        return files.folder(study);
    }

    static Stream<String> values() {
        return Stream.of(
                "rbf",
                "it's",
                "$(touch pwned) `touch pwned` $HOME; touch pwned",
                "a  b\t",
                "\\n \\' \\\\",
                "two\nlines",
                "ü – 本 \u2028 \uD83E\uDD89",
                "",
                "#x",
                "!x = : y",
                " leading",
                "~",
                "<b>\"quoted\"</b>",
                "a'\n'b");
    }

    @ParameterizedTest
    @MethodSource("values")
    void aShellThatSourcesThemHasTheValue(String value) throws Exception {
        Path folder = written("demo", value);
        Process shell = new ProcessBuilder(
                        "sh",
                        "-c",
                        ". ./best.env; printf '%s|%s' \"$NOCTURNE_PARAM_KERNEL_SIZE\" \"$NOCTURNE_PARAM_RATE\"")
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .start();
        String out = new String(shell.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(shell.waitFor()).isZero();
        assertThat(out).isEqualTo(value + "|1.0E-4");
        assertThat(folder.resolve("pwned")).doesNotExist();
    }

    @ParameterizedTest
    @MethodSource("values")
    void javaReadsTheValueFromBytesAndFromCharacters(String value) throws IOException {
        Path file = written("demo", value).resolve("best.properties");
        var ofBytes = new Properties();
        try (InputStream in = Files.newInputStream(file)) {
            ofBytes.load(in);
        }
        var ofCharacters = new Properties();
        try (Reader in = Files.newBufferedReader(file)) {
            ofCharacters.load(in);
        }
        assertThat(ofBytes)
                .isEqualTo(Map.of("kernel-size", value, "rate", "1.0E-4"))
                .isEqualTo(ofCharacters);
    }

    @ParameterizedTest
    @MethodSource("values")
    void jsonHasTheValue(String value) throws IOException {
        JsonNode best = JSON.readTree(
                Files.readString(written("demo \"<'" + value, value).resolve("best.json")));
        assertThat(best.get("study").asString()).isEqualTo("demo \"<'" + value);
        assertThat(best.get("champion").asInt()).isEqualTo(1);
        assertThat(best.get("run_key").asString()).isEqualTo("2026-11-23");
        assertThat(best.get("trial_id").asInt()).isEqualTo(7);
        assertThat(best.get("objective").asDouble()).isEqualTo(0.125);
        assertThat(best.get("promoted_at").asString()).isEqualTo("2026-11-23T02:00:00Z");
        assertThat(best.get("parameters").get("kernel-size").asString()).isEqualTo(value);
    }

    @ParameterizedTest
    @ValueSource(strings = {"../../up", "/etc/passwd", ".", "..", "a/b", "a\\b", "a\nb", "-rf", "CON ", "ü"})
    void aStudyHasAFolderOfItsOwnBelowTheRootWhateverItsName(String study) throws Exception {
        Path folder = written(study, "rbf");
        assertThat(folder.getParent()).isEqualTo(root);
        assertThat(folder.toRealPath().getParent()).isEqualTo(root.toRealPath());
        assertThat(folder.getFileName().toString()).matches("[A-Za-z0-9_.-]+").isNotIn(".", "..");
        assertThat(folder).isNotEqualTo(new ChampionFiles(root).folder(study.replaceAll("\\W", "_")));
        Process shell = new ProcessBuilder("sh", "-c", ". ./best.env; printf '%s' \"$NOCTURNE_STUDY\"")
                .directory(folder.toFile())
                .start();
        assertThat(new String(shell.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                .isEqualTo(study);
    }

    /** Who has a file open reads the old one to its end; nobody sees half a file. */
    @Test
    void anotherChampionReplacesTheFilesAsAWhole() throws IOException {
        Path folder = written("demo", "x".repeat(100_000));
        try (InputStream open = Files.newInputStream(folder.resolve("best.json"))) {
            assertThat(open.read()).isEqualTo('{');
            new ChampionFiles(root).write("demo", champion(2, "rbf"));
            assertThat(new String(open.readAllBytes(), StandardCharsets.UTF_8))
                    .contains("\"champion\":1")
                    .endsWith("}\n");
        }
        assertThat(Files.readString(folder.resolve("best.json"))).contains("\"champion\":2");
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .containsExactlyInAnyOrder("best.json", "best.properties", "best.env");
        }
    }

    @Test
    void onlyWhatIsMissingOrOldIsWritten() throws IOException {
        Path folder = written("demo", "rbf");
        List<Object> before = List.of(key(folder, "best.json"), key(folder, "best.env"));
        Files.delete(folder.resolve("best.properties"));
        Files.writeString(folder.resolve("best.env"), "half");
        written("demo", "rbf");
        assertThat(folder.resolve("best.properties")).hasContent("kernel-size=rbf\nrate=1.0E-4");
        assertThat(folder.resolve("best.env")).content().contains("NOCTURNE_PARAM_RATE=1.0E-4\n");
        assertThat(key(folder, "best.json")).isEqualTo(before.get(0));
        assertThat(key(folder, "best.env")).isNotEqualTo(before.get(1));
    }

    private static Object key(Path folder, String file) throws IOException {
        return Files.readAttributes(folder.resolve(file), java.nio.file.attribute.BasicFileAttributes.class)
                .fileKey();
    }

    @Test
    void whereNothingCanBeWrittenThatIsSaid() throws IOException {
        Files.writeString(root.resolve("demo"), "a file where the folder should be");
        assertThatThrownBy(() -> written("demo", "rbf")).isInstanceOf(UncheckedIOException.class);
        assertThat(root.resolve("demo")).hasContent("a file where the folder should be");
    }
}
