package dev.nocturne.sink;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

/** What CloudEvents 1.0 asks of an event in its structured form. */
class CloudEventTest {
    @Test
    void anEventOfATrial() {
        String text = CloudEvent.json(EventMessages.of(
                7,
                "TRIAL_COMPLETED",
                3,
                "{\"attempt\":1,\"objective\":0.1,\"study\":\"other\",\"parameters\":{\"x\":1.0E-7,\"k\":\"a\\nb\"}}"));
        assertThat(text).doesNotContain("\n");
        var event = new JsonMapper().readTree(text);
        assertThat(event.propertyNames())
                .containsExactlyInAnyOrder(
                        "specversion",
                        "id",
                        "source",
                        "type",
                        "subject",
                        "time",
                        "sequence",
                        "datacontenttype",
                        "data");
        assertThat(event.path("specversion").asString()).isEqualTo("1.0");
        assertThat(event.path("id").asString()).isEqualTo("107");
        assertThat(URI.create(event.path("source").asString()).getPath()).isEqualTo("/nocturne/a \"b\" é/../night 1");
        assertThat(event.path("source").asString()).doesNotContain("é").contains("%2F..", "night%201");
        assertThat(event.path("type").asString()).isEqualTo("dev.nocturne.trial-completed.v1");
        assertThat(event.path("subject").asString()).isEqualTo("trial/3");
        assertThat(Instant.parse(event.path("time").asString())).isEqualTo("2026-03-01T02:00:07.123456Z");
        assertThat(event.path("sequence").asString()).hasSize(19).endsWith("7");
        var data = event.path("data");
        assertThat(data.path("study").asString()).isEqualTo("a \"b\" é/..");
        assertThat(data.path("run_key").asString()).isEqualTo("night 1");
        assertThat(data.path("trial_id").asInt()).isEqualTo(3);
        assertThat(data.path("objective").asDouble()).isEqualTo(0.1);
        assertThat(data.path("parameters").path("x").asDouble()).isEqualTo(1e-7);
        assertThat(data.path("parameters").path("k").asString()).isEqualTo("a\nb");
    }

    @Test
    void anEventOfARunHasNoSubject() {
        var event = new JsonMapper().readTree(CloudEvent.json(EventMessages.of(1, "TUNING_STARTED", null, "{}")));
        assertThat(event.has("subject")).isFalse();
        assertThat(event.path("data").propertyNames()).containsExactly("study", "run_key");
    }
}
