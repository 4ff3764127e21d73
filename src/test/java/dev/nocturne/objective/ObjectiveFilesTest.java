package dev.nocturne.objective;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ObjectiveFilesTest {
    @TempDir
    private Path here;

    @TempDir
    private Path there;

    @BeforeEach
    void write() throws IOException {
        for (Path folder : List.of(here, there)) {
            Files.createDirectory(folder.resolve("lib"));
            Files.writeString(folder.resolve("train.py"), "print(1)");
            Files.writeString(folder.resolve("lib/data file.csv"), "a,b\n1,2\n");
        }
    }

    private static ObjectiveFiles command(Path folder, String... command) {
        return ObjectiveFiles.of(new ObjectiveSettings.Command(List.of(command), Optional.empty(), Map.of(), folder));
    }

    private static ObjectiveFiles ofStudy(Path folder) {
        return command(folder, "python3", "train.py", "--data", "lib/data file.csv", "{x}", "-");
    }

    @Test
    void machinesWithTheSameFilesCanTakeOneAnothersPlace() {
        assertThat(ofStudy(here).contents()).containsOnlyKeys("train.py", "lib/data file.csv");
        assertThat(ofStudy(here).missingFrom(ofStudy(there))).isEmpty();
    }

    @Test
    void whatIsMissingOrDiffersIsNamed() throws IOException {
        Files.writeString(there.resolve("train.py"), "print(2)");
        Files.delete(there.resolve("lib/data file.csv"));
        assertThat(ofStudy(here).missingFrom(ofStudy(there)))
                .containsExactly(
                        "The file lib/data file.csv, which the objective uses, is not there.",
                        "The file train.py differs from that of the machine on which the run was started.");
    }

    @Test
    void aFileOfTheMachineOnlyHasToBeThere() throws IOException {
        Path ours = Files.writeString(here.resolve("interpreter"), "one");
        ObjectiveFiles before = command(here, ours.toString(), "train.py");
        Files.writeString(ours, "another");
        assertThat(before.missingFrom(command(there, ours.toString(), "train.py")))
                .isEmpty();
        Files.delete(ours);
        assertThat(before.missingFrom(command(there, ours.toString(), "train.py")))
                .hasSize(1);
    }

    @Test
    void aTextReadsBackAsTheSame() {
        assertThat(ObjectiveFiles.read(ofStudy(here).text())).isEqualTo(ofStudy(here));
        assertThat(ObjectiveFiles.read("")).isEqualTo(new ObjectiveFiles(Map.of()));
    }

    @Test
    void aModelsDataCount() throws IOException {
        Files.writeString(there.resolve("lib/data file.csv"), "a,b\n1,3\n");
        assertThat(model(here).missingFrom(model(there)))
                .containsExactly(
                        "The file data file.csv differs from that of the machine on which the run was started.");
    }

    private static ObjectiveFiles model(Path folder) {
        return ObjectiveFiles.of(new ObjectiveSettings.Model(
                "svm", folder.resolve("lib/data file.csv"), "b", "accuracy", 5, 0, Map.of()));
    }

    @Test
    void aFunctionNeedsNoFiles() {
        assertThat(ObjectiveFiles.of(new ObjectiveSettings.Function("norm", Duration.ZERO)))
                .isEqualTo(new ObjectiveFiles(Map.of()));
    }

    @Test
    void aPluginsJarsCountByTheNamesThatTheStudyGivesThem() throws IOException {
        Files.writeString(here.resolve("lib/a.jar"), "one");
        Files.writeString(there.resolve("lib/a.jar"), "another");
        assertThat(plugin(here).contents()).containsOnlyKeys("lib/a.jar", "train.py");
        assertThat(plugin(here).missingFrom(plugin(there)))
                .containsExactly("The file lib/a.jar differs from that of the machine on which the run was started.");
        Files.writeString(there.resolve("lib/a.jar"), "one");
        assertThat(plugin(here).missingFrom(plugin(there))).isEmpty();
    }

    private static ObjectiveFiles plugin(Path folder) {
        return ObjectiveFiles.of(new ObjectiveSettings.Plugin(
                List.of(Path.of("lib", "a.jar"), Path.of("train.py")),
                folder,
                Optional.empty(),
                Map.of(),
                Optional.empty()));
    }

    @Test
    void aServiceNeedsNoFiles() {
        assertThat(ObjectiveFiles.of(new ObjectiveSettings.Http(
                        URI.create("http://localhost/"), Duration.ZERO, Duration.ZERO, HttpHeaders.NONE)))
                .isEqualTo(new ObjectiveFiles(Map.of()));
    }
}
