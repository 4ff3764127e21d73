package dev.nocturne.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** From a file to a text. */
class StudyTextTest {
    private static final Duration AT_ONCE = Duration.ofSeconds(2);

    @TempDir
    Path folder;

    @Test
    void pathsStartAtTheFilesFolder() throws IOException {
        Path file = write("study.yml", StudyFixtures.withObjective("type: function", "name: norm"));
        StudyPlan plan = StudyFixtures.READER.read(file);
        assertThat(plan.study().name()).isEqualTo("demo");
        assertThat(plan.sha256())
                .isEqualTo(StudyFixtures.parse(Files.readString(file)).sha256());
    }

    @Test
    void aFileThatIsNotThereIsSaidSoWithItsNeighbour() throws IOException {
        write("nightly.yml", "");
        assertThat(failure(folder.resolve("nightli.yml")))
                .contains("there is no such file.")
                .contains("Did you mean 'nightly.yml' beside it?");
        assertThat(failure(folder.resolve("none/a.yml"))).contains("Its folder does not exist, either.");
    }

    @Test
    void aFolderIsNoFile() {
        assertThat(failure(folder)).contains("this is a folder");
    }

    @Test
    void aFileThatMayNotBeReadIsSaidSo() throws IOException {
        Path file = write("secret.yml", "study: x");
        assumeFalse(!file.toFile().setReadable(false) || Files.isReadable(file), "this user may read everything");
        assertThat(failure(file)).contains("this user may not read the file.");
    }

    @Test
    void bytesThatAreNoTextAreShownWithTheirPlace() throws IOException {
        Path file = folder.resolve("latin.yml");
        Files.write(file, "study: a\nseed: \"gr\u00fc\u00dfe\"\n".getBytes(StandardCharsets.ISO_8859_1));
        assertThat(failure(file)).contains("latin.yml:2:10: the file is not in UTF-8: byte 19 ");
        Files.write(file, "study: a\n".getBytes(StandardCharsets.UTF_16));
        assertThat(failure(file)).contains("latin.yml:1:1: the file is not in UTF-8: byte 1 ");
        Files.write(file, new byte[] {'a', (byte) 0xe2, (byte) 0x82});
        assertThat(failure(file)).contains("latin.yml:1:2: the file is not in UTF-8: byte 2 ");
    }

    @Test
    void aByteOrderMarkIsNoMistake() throws IOException {
        Path file = write("bom.yml", "\ufeff" + StudyFixtures.with("seed: 5"));
        assertThat(StudyFixtures.READER.read(file).study().seed()).hasValue(5);
    }

    @Test
    void controlCharactersAreShownWithTheirPlace() throws IOException {
        Path file = write("control.yml", "study: a\nseed: \u0007\n");
        assertThat(failure(file)).contains("control.yml:2:7: the character U+0007 cannot stand in a YAML file");
    }

    @Test
    void anEmptyFileSaysWhatItNeeds() throws IOException {
        assertThat(failure(write("empty.yml", ""))).contains("search-space and objective");
    }

    @Test
    void tenMegabytesAnswerAtOnce() throws IOException {
        byte[] bytes = new byte[10_000_000];
        Arrays.fill(bytes, (byte) 'a');
        Path file = Files.write(folder.resolve("large.yml"), bytes);
        Assertions.assertTimeout(AT_ONCE, () -> assertThat(failure(file)).contains("more than 1,000,000 characters"));
        String text = "x".repeat(1_000_001);
        Assertions.assertTimeout(
                AT_ONCE,
                () -> assertThat(StudyFixtures.failureOf(text).getMessage())
                        .contains("more than 1,000,000 characters"));
    }

    private Path write(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text);
    }

    private static String failure(Path file) {
        return catchThrowableOfType(StudyFileException.class, () -> StudyFixtures.READER.read(file))
                .getMessage();
    }
}
