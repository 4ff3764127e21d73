package dev.nocturne;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nocturne.study.Trial;
import dev.nocturne.study.TrialState;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The same seed gives the same table of trials, however many workers there are and however long each trial takes. */
@Timeout(120)
class ReproductionTest {
    @TempDir
    private Path folder;

    @ParameterizedTest
    @MethodSource("dev.nocturne.VariedStudy#all")
    void anyWorkersAndAnyDelaysGiveTheSameTable(VariedStudy study) {
        List<Trial> quiet = study.quiet(folder);

        assertThat(quiet).hasSize(VariedStudy.TRIALS);
        assertThat(study.inMemory(folder, 1, 5, 0)).isEqualTo(quiet);
        assertThat(study.inMemory(folder, 4, 20, 2)).isEqualTo(quiet);
        assertThat(study.inMemory(folder, 16, 1, 3)).isEqualTo(quiet);
        assertThat(study.inMemory(folder, 16, 3, 4)).isEqualTo(quiet);
    }

    /** A worker that takes more trials at once than may be under way would wait for itself. */
    @ParameterizedTest
    @MethodSource("dev.nocturne.VariedStudy#all")
    void aChunkThatIsLongerThanTheLagNeitherHangsNorChangesAnything(VariedStudy study) {
        for (int lag = 1; lag <= 2; lag++) {
            VariedStudy tight = study.withLag(lag);
            assertThat(tight.inMemory(folder, 3, 5, lag)).isEqualTo(tight.quiet(folder));
        }
    }

    /** Else the tests that compare tables would compare little. */
    @Test
    void itsTrialsFailSometimesAndDiffer() {
        for (VariedStudy study : VariedStudy.all().toList()) {
            List<Trial> quiet = study.quiet(folder);
            if (!study.strategy().equals("grid_search")) {
                assertThat(quiet)
                        .as("%s", study)
                        .anyMatch(trial -> trial.state() instanceof TrialState.Failed)
                        .anyMatch(trial -> trial.state() instanceof TrialState.Completed);
            }
            assertThat(new HashSet<>(quiet.stream().map(Trial::parameters).toList()))
                    .as("%s", study)
                    .hasSizeGreaterThan(VariedStudy.TRIALS / 2);
        }
    }
}
