package dev.nocturne.batch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nocturne.engine.Attempt;
import dev.nocturne.engine.CheckpointException;
import dev.nocturne.space.Point;
import dev.nocturne.store.RunRecord;
import dev.nocturne.strategy.pruner.PruningRule;
import dev.nocturne.study.Budget;
import dev.nocturne.study.InvalidStudyException;
import dev.nocturne.study.Origin;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;

class RunCheckpointsTest {
    @TempDir
    private Path root;

    private RunCheckpoints checkpoints(CheckpointFolder.Keep keep) {
        return new RunCheckpoints(new CheckpointFolder(root, keep), run(), false);
    }

    private static RunRecord run() {
        return RunRecords.of("RUNNING", "hyperband", 9, "", "");
    }

    private static Attempt attempt(int trial, int number, OptionalInt promotedFrom) {
        return new Attempt(
                trial,
                number,
                new Point(Map.of()),
                1,
                new Budget(9, promotedFrom),
                Origin.SEARCH,
                Attempt.FailedBefore.NEVER,
                PruningRule.NEVER);
    }

    private static Attempt first(int trial) {
        return attempt(trial, 1, OptionalInt.empty());
    }

    private List<String> directories() throws IOException {
        if (Files.notExists(root.resolve("token"))) {
            return List.of();
        }
        try (Stream<Path> entries = Files.list(root.resolve("token"))) {
            return entries.map(entry -> entry.getFileName().toString()).sorted().toList();
        }
    }

    @Test
    void aLaterAttemptFindsWhatTheEarlierOneLeft() throws IOException {
        RunCheckpoints checkpoints = checkpoints(CheckpointFolder.Keep.BEST);
        Path directory = checkpoints.directory(first(3)).orElseThrow();
        assertThat(directory).isEmptyDirectory();
        Files.writeString(directory.resolve("epoch"), "7");
        checkpoints.ended(first(3));

        Path again = checkpoints.directory(attempt(3, 2, OptionalInt.empty())).orElseThrow();

        assertThat(again).isEqualTo(directory);
        assertThat(again.resolve("epoch")).hasContent("7");
    }

    @Test
    void aDirectoryThatWasLeftEmptyGoes() throws IOException {
        RunCheckpoints checkpoints = checkpoints(CheckpointFolder.Keep.ALL);
        checkpoints.directory(first(3));
        checkpoints.ended(first(3));
        checkpoints.ended(first(4));
        assertThat(directories()).isEmpty();
    }

    @Test
    void aPromotedTrialBeginsWithACopyAndSpoilsNothing() throws IOException {
        RunCheckpoints checkpoints = checkpoints(CheckpointFolder.Keep.BEST);
        Path lower = checkpoints.directory(first(3)).orElseThrow();
        Files.createDirectories(lower.resolve("model"));
        Files.writeString(lower.resolve("model/weights"), "low");
        Files.createSymbolicLink(lower.resolve("latest"), Path.of("model/weights"));

        Path higher = checkpoints.directory(attempt(8, 1, OptionalInt.of(3))).orElseThrow();
        assertThat(higher.resolve("latest")).isSymbolicLink().hasContent("low");
        Files.writeString(higher.resolve("model/weights"), "high");

        assertThat(lower.resolve("model/weights")).hasContent("low");
        assertThat(checkpoints
                        .directory(attempt(8, 2, OptionalInt.of(3)))
                        .orElseThrow()
                        .resolve("model/weights"))
                .as("what the attempt before had reached")
                .hasContent("high");
    }

    @Test
    void aPromotedTrialWhoseLowerRungLeftNothingBeginsFromNothing() {
        RunCheckpoints checkpoints = checkpoints(CheckpointFolder.Keep.BEST);
        assertThat(checkpoints.directory(attempt(8, 1, OptionalInt.of(3))).orElseThrow())
                .isEmptyDirectory();
    }

    /** As a process that was killed leaves it, and the next one finds it. */
    @Test
    void withAPrunerALaterAttemptBeginsAsTheFirstDid() throws IOException {
        var folder = new CheckpointFolder(root, CheckpointFolder.Keep.BEST);
        var before = new RunCheckpoints(folder, run(), true);
        Files.writeString(before.directory(first(3)).orElseThrow().resolve("epoch"), "low");
        Files.writeString(
                before.directory(attempt(8, 1, OptionalInt.of(3))).orElseThrow().resolve("epoch"), "high");

        var after = new RunCheckpoints(folder, run(), true);

        Attempt again = attempt(8, 2, OptionalInt.of(3));
        Path directory = after.directory(again).orElseThrow();
        assertThat(directory.resolve("epoch")).hasContent("low");
        Files.writeString(directory.resolve("epoch"), "on its way");
        assertThat(after.directory(again).orElseThrow().resolve("epoch")).hasContent("on its way");
        assertThat(after.directory(first(3)).orElseThrow().resolve("epoch")).hasContent("low");
    }

    @Test
    void thePolicySaysWhatStays() throws IOException {
        for (CheckpointFolder.Keep keep : CheckpointFolder.Keep.values()) {
            RunCheckpoints checkpoints = checkpoints(keep);
            for (int trial = 0; trial < 4; trial++) {
                Files.writeString(
                        checkpoints.directory(first(trial)).orElseThrow().resolve("model"), "x");
            }
            checkpoints.discard(3);
            checkpoints.complete(1);
            assertThat(directories())
                    .as("%s", keep)
                    .isEqualTo(
                            switch (keep) {
                                case BEST -> List.of("trial-1");
                                case ALL -> List.of("trial-0", "trial-1", "trial-2", "trial-3");
                                case NONE -> List.of();
                            });
            checkpoints(CheckpointFolder.Keep.NONE).complete(null);
            assertThat(directories()).isEmpty();
        }
    }

    @Test
    void whatCannotBeWrittenIsSaid() throws IOException {
        Files.writeString(root.resolve("token"), "a file where the directory would be");
        assertThatThrownBy(() -> checkpoints(CheckpointFolder.Keep.BEST).directory(first(0)))
                .isInstanceOf(CheckpointException.class)
                .hasMessageContaining("cannot be made")
                .hasMessageContaining("nocturne.checkpoints.directory");
    }

    @Test
    void anUnknownPolicyIsRefusedWithThoseThatThereAre() {
        var environment = new StandardEnvironment();
        environment
                .getPropertySources()
                .addFirst(new MapPropertySource("test", Map.of("nocturne.checkpoints.keep", "bset")));
        assertThatThrownBy(() -> CheckpointFolder.of(environment))
                .isInstanceOf(InvalidStudyException.class)
                .hasMessage("nocturne.checkpoints.keep is bset, but can only be one of best, all, none.");
    }
}
