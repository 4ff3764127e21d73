package dev.nocturne.batch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nocturne.config.StudyReader;
import dev.nocturne.objective.ObjectiveFactory;
import dev.nocturne.strategy.StrategyFactory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What makes results comparable; another fingerprint for the same thing would begin a new epoch in every study. */
class FingerprintTest {
    private static final StudyReader READER = new StudyReader(new StrategyFactory(), new ObjectiveFactory());

    private static final String COMMAND = """
            study: demo
            strategy: random_search
            max-trials: 20
            workers: 2
            direction: minimize
            search-space:
              rate: {type: continuous, min: 0.001, max: 0.1, scale: log}
              trees: {type: integer, min: 10, max: 500, step: 10}
              share: {type: discrete, choices: [0.5, 0.25]}
              kernel: {type: categorical, choices: [rbf, linear, poly]}
              gamma: {type: continuous, min: 0.1, max: 1, when: {kernel: [rbf, poly], share: [0.5]}}
            constraints: [trees * share < 200]
            objective:
              type: command
              command: [sh, train.sh, "{rate}", data.csv]
              environment: {MODE: fast, A: b}
              timeout: 10m
              retries: 1
            """;

    private static final String HTTP = """
            study: demo
            search-space: {x: {type: continuous, min: 0, max: 1}}
            objective:
              type: http
              url: http://127.0.0.1:9/score
              timeout: 5s
              headers: {X-Team: one}
            """;

    @TempDir
    private Path folder;

    @BeforeEach
    void write() throws IOException {
        Files.writeString(folder.resolve("train.sh"), "echo 1\n");
        Files.writeString(folder.resolve("data.csv"), "a,b\n1,2\n");
    }

    private String of(String study) {
        try {
            Path file = folder.resolve("study.yml");
            Files.writeString(file, study);
            return Fingerprint.of(READER.read(file)).sha256();
        } catch (IOException failure) {
            throw new IllegalStateException(failure);
        }
    }

    /** The value itself is of no importance; that it stays is. */
    @Test
    void aReleaseDoesNotChangeIt() {
        assertThat(of(COMMAND)).isEqualTo("a48be09ec6175f133894d3a6fd48afa268f3386705becb4d97bfa0d83f18ba25");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "study: demo; study: other",
                "random_search; sobol_search",
                "max-trials: 20; max-trials: 30",
                "workers: 2; workers: 3",
                "timeout: 10m; timeout: 1h",
                "retries: 1; retries: 4",
                "MODE: fast, A: b; A: b, MODE: fast"
            })
    void howAndHowLongIsSearchedHasNoPart(String was, String is) {
        assertThat(COMMAND).contains(was);
        assertThat(of(COMMAND.replace(was, is))).isEqualTo(of(COMMAND));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "minimize; maximize",
                "max: 0.1; max: 0.2",
                "scale: log; scale: linear",
                "step: 10; step: 20",
                "[0.5, 0.25]; [0.25, 0.5]",
                "[rbf, linear, poly]; [rbf, linear, poly, sigmoid]",
                "kernel: [rbf, poly]; kernel: [rbf]",
                "< 200; < 201",
                "train.sh; ./train.sh",
                "'\"{rate}\", data.csv'; 'data.csv, \"{rate}\"'",
                "MODE: fast; MODE: slow"
            })
    void whatIsSearchedAndWithWhatIsAnotherEpoch(String was, String is) {
        assertThat(COMMAND).contains(was);
        assertThat(of(COMMAND.replace(was, is))).isNotEqualTo(of(COMMAND));
    }

    @ParameterizedTest
    @CsvSource({"train.sh", "data.csv"})
    void theContentsOfItsFilesCountAndNotWhenTheyWereWritten(String name) throws IOException {
        String before = of(COMMAND);
        String content = Files.readString(folder.resolve(name));
        Files.writeString(folder.resolve(name), content + "\n");
        assertThat(of(COMMAND)).isNotEqualTo(before);
        Files.writeString(folder.resolve(name), content);
        assertThat(of(COMMAND)).isEqualTo(before);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {"X-Team: one; X-Team: two", "timeout: 5s; timeout: 6s"})
    void howAServiceIsAskedHasNoPart(String was, String is) {
        assertThat(of(HTTP.replace(was, is))).isEqualTo(of(HTTP));
        assertThat(of(HTTP.replace("/score", "/other"))).isNotEqualTo(of(HTTP));
    }

    @ParameterizedTest
    @CsvSource({
        "folds: 5,folds: 4",
        "fold-seed: 1,fold-seed: 2",
        "target: species,target: island",
        "learner: decision-tree,learner: random-forest"
    })
    void howAModelIsEvaluatedCounts(String was, String is) throws IOException {
        Files.copy(Path.of("config/studies/data/penguins.csv"), folder.resolve("penguins.csv"));
        String model = """
                study: demo
                direction: maximize
                search-space: {max-depth: {type: integer, min: 1, max: 9}}
                objective: {type: model, learner: decision-tree, data: penguins.csv, target: species, metric: accuracy,
                            folds: 5, fold-seed: 1}
                """;
        assertThat(model).contains(was);
        assertThat(of(model.replace(was, is))).isNotEqualTo(of(model));
    }
}
