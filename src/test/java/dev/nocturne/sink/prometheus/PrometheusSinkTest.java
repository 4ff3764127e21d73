package dev.nocturne.sink.prometheus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nocturne.sink.DeliveryException;
import dev.nocturne.sink.SinkState;
import dev.nocturne.sink.Snapshot;
import dev.nocturne.sink.Snapshot.StudyState;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PrometheusSinkTest {
    private static final String HOSTILE = "a \"b\" \\n\n} 1\n# é<script>";
    private static final Instant NIGHT = Instant.parse("2026-03-01T02:00:00.250Z");

    @TempDir
    private Path folder;

    private static Snapshot snapshot() {
        return new Snapshot(
                List.of(
                        new StudyState(
                                HOSTILE,
                                "COMPLETED",
                                Map.of("COMPLETED", 17L, "FAILED", 3L),
                                -1.5e-12,
                                NIGHT,
                                Duration.ofMillis(61_500),
                                0.25),
                        new StudyState("new", "RUNNING", Map.of(), null, null, Duration.ZERO, null)),
                List.of(
                        new SinkState("hook", "webhook", 12, 3, 2, "down", NIGHT, NIGHT, Duration.ZERO),
                        new SinkState("node", "prometheus", 0, 0, 0, null, null, null, Duration.ZERO)));
    }

    private Map<String, Double> read(Path file) throws Exception {
        return StrictMetrics.read(Files.readString(file));
    }

    @Test
    void itSaysWhereThingsStand() throws Exception {
        Path file = folder.resolve("nocturne.prom");
        new PrometheusSink(file).write(snapshot());
        Map<String, Double> samples = read(file);
        assertThat(samples)
                .containsEntry("nocturne_run_status|status=COMPLETED|study=" + HOSTILE, 1.0)
                .containsEntry("nocturne_run_status|status=RUNNING|study=" + HOSTILE, 0.0)
                .containsEntry("nocturne_run_status|status=RUNNING|study=new", 1.0)
                .containsEntry("nocturne_trials|state=COMPLETED|study=" + HOSTILE, 17.0)
                .containsEntry("nocturne_trials|state=FAILED|study=" + HOSTILE, 3.0)
                .containsEntry("nocturne_trials|state=FAILED|study=new", 0.0)
                .containsEntry("nocturne_best_objective|study=" + HOSTILE, -1.5e-12)
                .containsEntry(
                        "nocturne_last_success_timestamp_seconds|study=" + HOSTILE, NIGHT.toEpochMilli() / 1000.0)
                .containsEntry("nocturne_run_seconds|study=" + HOSTILE, 61.5)
                .containsEntry("nocturne_champion_objective|study=" + HOSTILE, 0.25)
                .containsEntry("nocturne_sink_pending_events|sink=hook|type=webhook", 12.0)
                .containsEntry("nocturne_sink_failures|sink=hook|type=webhook", 2.0)
                .containsEntry("nocturne_sink_failures|sink=node|type=prometheus", 0.0)
                .doesNotContainKey("nocturne_best_objective|study=new")
                .doesNotContainKey("nocturne_sink_last_success_timestamp_seconds|sink=node|type=prometheus");
        assertThat(samples).hasSize(10 + 10 + 1 + 1 + 2 + 1 + 2 + 2 + 1);
    }

    @Test
    void nothingToSayIsAnEmptyFile() throws Exception {
        Path file = folder.resolve("nocturne.prom");
        new PrometheusSink(file).write(new Snapshot(List.of(), List.of()));
        assertThat(read(file)).isEmpty();
    }

    @Test
    void itReplacesTheFileAndLeavesNoOther() throws Exception {
        Path file = folder.resolve("nocturne.prom");
        Files.writeString(file, "old");
        // As a kill might have left it.
        Files.writeString(folder.resolve(".nocturne.prom.tmp"), "x".repeat(100_000));
        new PrometheusSink(file).write(snapshot());
        read(file);
        try (var files = Files.list(folder)) {
            assertThat(files).containsExactly(file);
        }
        // The exporter is another user.
        Path ordinary = Files.createFile(folder.resolve("ordinary"));
        assertThat(Files.getPosixFilePermissions(file))
                .isEqualTo(Files.getPosixFilePermissions(ordinary))
                .contains(PosixFilePermission.OWNER_READ);
    }

    @Test
    void aFolderThatIsGoneIsAFailure() {
        assertThatThrownBy(() -> new PrometheusSink(folder.resolve("gone/nocturne.prom")).write(snapshot()))
                .isInstanceOf(DeliveryException.class)
                .hasMessageContaining("cannot be written: its folder is not there");
    }
}
