package dev.nocturne.sink.mlflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nocturne.sink.DeliveryException;
import dev.nocturne.sink.EventMessage;
import dev.nocturne.sink.EventMessages;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class MlflowSinkTest {
    private static final EventMessage STARTED =
            EventMessages.of(1, "TUNING_STARTED", null, "{\"start\":1,\"planned_trials\":3,\"ended_trials\":0}");
    private static final EventMessage COMPLETED = EventMessages.of(
            2,
            "TRIAL_COMPLETED",
            0,
            "{\"attempt\":1,\"objective\":0.5,\"duration_us\":2000000,\"parameters\":{\"x\":0.1,\"k\":\"a\"}}");
    private static final EventMessage RETRIED = EventMessages.of(
            3,
            "TRIAL_FAILED",
            1,
            "{\"attempt\":1,\"failure_kind\":\"TIMEOUT\",\"failure_message\":\"m\",\"retried\":true,\"parameters\":{}}");
    private static final EventMessage FAILED = EventMessages.of(
            4,
            "TRIAL_FAILED",
            1,
            "{\"attempt\":2,\"failure_kind\":\"EXIT_CODE\",\"failure_message\":\"<b>\",\"retried\":false,\"parameters\":{\"x\":1}}");
    private static final EventMessage PRUNED =
            EventMessages.of(5, "TRIAL_PRUNED", 2, "{\"attempt\":1,\"step\":3,\"value\":9.5,\"parameters\":{\"x\":2}}");
    private static final EventMessage FINISHED = EventMessages.of(
            6,
            "TUNING_FINISHED",
            null,
            "{\"best_trial_id\":0,\"best_objective\":0.5,\"best_parameters\":{\"x\":0.1},\"total_time_us\":3000000}");
    private static final List<EventMessage> NIGHT = List.of(STARTED, COMPLETED, RETRIED, FAILED, PRUNED, FINISHED);

    private final TrackingServer server = new TrackingServer();

    @AfterEach
    void close() {
        server.close();
    }

    private MlflowSink sink() {
        return new MlflowSink(
                URI.create(server.url()), "all of {study}", Optional.of("geheim"), Duration.ofSeconds(10));
    }

    private TrackingServer.Run run(String name) {
        return server.runs().stream()
                .filter(run -> run.tags.get("mlflow.runName").equals(name))
                .findFirst()
                .orElseThrow();
    }

    private void checkNight() {
        assertThat(server.experiments()).containsOnlyKeys("all of a \"b\" é/..");
        assertThat(server.runs()).hasSize(4);
        TrackingServer.Run parent = run("night 1");
        assertThat(parent.status).isEqualTo("FINISHED");
        assertThat(parent.end).isEqualTo(FINISHED.occurredAt().toEpochMilli());
        assertThat(parent.metrics).containsEntry("best_objective", 0.5).containsEntry("duration_seconds", 3.0);
        assertThat(parent.parameters).containsOnlyKeys("x");
        assertThat(parent.tags)
                .containsEntry("nocturne.study", "a \"b\" é/..")
                .containsEntry("nocturne.run", "night 1")
                .doesNotContainKey("mlflow.parentRunId");
        TrackingServer.Run completed = run("trial 0");
        assertThat(completed.status).isEqualTo("FINISHED");
        assertThat(completed.metrics).containsEntry("objective", 0.5).containsEntry("duration_seconds", 2.0);
        assertThat(completed.parameters).containsEntry("x", "0.1").containsEntry("k", "a");
        assertThat(completed.tags).containsKey("mlflow.parentRunId").containsEntry("nocturne.trial", "0");
        TrackingServer.Run failed = run("trial 1");
        assertThat(failed.status).isEqualTo("FAILED");
        assertThat(failed.tags)
                .containsEntry("nocturne.failure_kind", "EXIT_CODE")
                .containsEntry("nocturne.failure_message", "<b>")
                .containsEntry("nocturne.attempt", "2");
        TrackingServer.Run pruned = run("trial 2");
        assertThat(pruned.status).isEqualTo("KILLED");
        assertThat(pruned.metrics).containsEntry("pruned_step", 3.0).containsEntry("pruned_value", 9.5);
    }

    @Test
    void aNightIsARunWithItsTrialsInIt() throws Exception {
        try (MlflowSink sink = sink()) {
            for (EventMessage message : NIGHT) {
                sink.deliver(message);
            }
        }
        checkNight();
        assertThat(server.authorizations()).isNotEmpty().containsOnly("Bearer geheim");
    }

    /** After each number of requests the server does as it is told and says that it failed, as a crash would have it. */
    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 12})
    void whatIsDeliveredAgainIsThereOnce(int answers) throws Exception {
        server.failsAfter(answers);
        int delivered = 0;
        try (MlflowSink sink = sink()) {
            for (EventMessage message : NIGHT) {
                sink.deliver(message);
                delivered++;
            }
        } catch (DeliveryException failure) {
            assertThat(failure).hasMessageMatching("http://127.0.0.1:\\d+ answered 500");
        }
        assertThat(delivered).isLessThan(NIGHT.size());
        server.failsAfter(Integer.MAX_VALUE);
        try (MlflowSink sink = sink()) {
            for (EventMessage message : NIGHT.subList(delivered, NIGHT.size())) {
                sink.deliver(message);
            }
            for (EventMessage message : NIGHT) {
                sink.deliver(message);
            }
        }
        checkNight();
    }

    @Test
    void limitsAndNamesAreMlflows() throws Exception {
        String parameters = IntStream.range(0, 250)
                .mapToObj(i -> "\"é" + i % 2 + "/p" + i / 2 + "\":\"" + "v".repeat(i == 0 ? 10_000 : 3) + "\"")
                .collect(Collectors.joining(","));
        String odd = ",\"\":\"1\",\"/a\":\"1\",\"../a\":\"1\",\"a//b\":\"1\",\"" + "n".repeat(400)
                + "\":\"1\",\"a b\":\"1\"," + "\"q\\\"\":\"1\",\"q<\":\"2\"";
        try (MlflowSink sink = sink()) {
            sink.deliver(EventMessages.of(
                    1,
                    "TRIAL_COMPLETED",
                    0,
                    "{\"attempt\":1,\"objective\":1,\"objectives\":{\"a<\":1,\"a>\":2},\"parameters\":{" + parameters
                            + odd + "}}"));
        }
        TrackingServer.Run trial = run("trial 0");
        assertThat(trial.parameters).hasSize(258).containsEntry("q_", "1").containsEntry("q__2", "2");
        assertThat(trial.parameters.get("_0/p0")).hasSize(6000);
        assertThat(trial.metrics).containsEntry("a_", 1.0).containsEntry("a__2", 2.0);
    }

    @Test
    void aServerThatIsNoTrackingServerIsSaid() {
        try (MlflowSink sink = new MlflowSink(
                URI.create(server.url() + "elsewhere"), "e", Optional.of("geheim"), Duration.ofSeconds(10))) {
            assertThatThrownBy(() -> sink.deliver(STARTED))
                    .isInstanceOf(DeliveryException.class)
                    .hasMessageMatching("http://127.0.0.1:\\d+ answered 404");
        }
    }
}
