package dev.nocturne.batch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nocturne.objective.ObjectiveSettings;
import dev.nocturne.space.ContinuousParameter;
import dev.nocturne.space.IntegerParameter;
import dev.nocturne.space.Scale;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RecordDifferenceTest {
    @Test
    void namesOnlyThePartsThatDifferInTheWordsOfAStudyFile() {
        assertThat(RecordDifference.between(
                        "search-space.x",
                        new ContinuousParameter("x", 0.1, 1),
                        new ContinuousParameter("x", 0.1, 2, Scale.LOG)))
                .containsExactly("search-space.x.max: was 1.0, is 2.0", "search-space.x.scale: was linear, is log");
    }

    @Test
    void namesTheTypesWhereTheseDiffer() {
        assertThat(RecordDifference.between(
                        "search-space.x", new ContinuousParameter("x", 0, 1), new IntegerParameter("x", 0, 1)))
                .containsExactly("search-space.x.type: was continuous, is integer");
        assertThat(RecordDifference.between(
                        "objective",
                        new ObjectiveSettings.Function("norm", Duration.ZERO),
                        new ObjectiveSettings.Command(List.of("a"), Optional.empty(), Map.of(), Path.of("/"))))
                .containsExactly("objective.type: was function, is command");
    }

    @Test
    void saysNothingOfEqualRecords() {
        assertThat(RecordDifference.between("x", new IntegerParameter("x", 0, 1), new IntegerParameter("x", 0, 1)))
                .isEmpty();
    }
}
