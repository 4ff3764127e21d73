package dev.nocturne.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nocturne.objective.ObjectiveFactory;
import dev.nocturne.strategy.StrategyFactory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is too long to be recorded is refused before the night. */
class LongTextsTest {
    private final StudyReader reader = new StudyReader(new StrategyFactory(), new ObjectiveFactory());

    @TempDir
    private Path folder;

    private Path study(String choice) throws IOException {
        return Files.writeString(folder.resolve("study.yml"), """
                study: texts
                max-trials: 3
                search-space:
                  y: {type: continuous, min: 0, max: 1}
                  long: {type: categorical, choices: ['%s', b]}
                objective: {type: function, name: norm}
                """.formatted(choice));
    }

    @Test
    void aTextOfHalfAMegabyteIsTaken() throws IOException {
        assertThat(reader.read(study("x".repeat(500_000))).study().space().parameters())
                .hasSize(2);
    }

    @Test
    void quotesTakeTwoCharacters() throws IOException {
        Path file = study("\"".repeat(500_000));

        assertThatThrownBy(() -> reader.read(file))
                .isInstanceOf(StudyFileException.class)
                .hasMessageContaining("at most 990,000 characters")
                .hasMessageContaining("1,000,0");
    }

    @Test
    void aFileWithMoreTextThanAnyTrialMayHaveIsRefusedAsAWhole() throws IOException {
        Path file = study("x".repeat(1_000_000));

        assertThatThrownBy(() -> reader.read(file))
                .isInstanceOf(StudyFileException.class)
                .hasMessageContaining("1,000,000 characters");
    }
}
