package dev.nocturne.sink.mlflow;

import dev.nocturne.sink.DeliveryException;
import dev.nocturne.sink.EventFilter;
import dev.nocturne.sink.EventMessage;
import dev.nocturne.sink.EventSink;
import dev.nocturne.study.Sha256;
import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Shows runs in MLflow: one there for each run, and below it one for each trial that has ended. Each carries a tag by which
 * it is found again, so that an event which is delivered twice makes no second one.
 */
public final class MlflowSink implements EventSink {
    /** What it shows. */
    public static final EventFilter EVENTS = EventFilter.of(
            List.of("TUNING_STARTED", "TRIAL_COMPLETED", "TRIAL_FAILED", "TRIAL_PRUNED", "TUNING_FINISHED"));

    private static final String KEY = "nocturne.key";
    private static final int REQUESTS_FOR_AN_EVENT = 9;

    private final MlflowServer server;
    private final String experiment;
    private final Duration timeout;
    private final Map<String, String> experiments = new HashMap<>();
    private final Map<String, String> runs = new HashMap<>();

    /**
     * The tracking server at that URL.
     *
     * @param experiment its name; {@code {study}} in it stands for the study's
     * @param token sent as a bearer token; empty: none
     */
    public MlflowSink(URI url, String experiment, Optional<String> token, Duration timeout) {
        this.server = new MlflowServer(url, token, timeout);
        this.experiment = experiment;
        this.timeout = timeout;
    }

    @Override
    public void deliver(EventMessage message) throws DeliveryException {
        try {
            show(message, MlflowServer.MAPPER.readTree(message.payload()));
        } catch (DeliveryException failed) {
            // What was known may have been deleted there, or be another server's.
            experiments.clear();
            runs.clear();
            throw failed;
        }
    }

    private void show(EventMessage message, JsonNode event) throws DeliveryException {
        switch (message.type()) {
            case "TUNING_STARTED" -> begun(message, event);
            case "TUNING_FINISHED" -> finished(message, event);
            case "TRIAL_COMPLETED" -> trial(message, event, "FINISHED", "COMPLETED");
            case "TRIAL_PRUNED" -> trial(message, event, "KILLED", "PRUNED");
            case "TRIAL_FAILED" -> {
                // One that is tried again has not ended.
                if (!event.path("retried").asBoolean(false)) {
                    trial(message, event, "FAILED", "FAILED");
                }
            }
            default -> {
                // Nothing that MLflow could show.
            }
        }
    }

    private void begun(EventMessage message, JsonNode event) throws DeliveryException {
        String run = runOf(message);
        update(run, "RUNNING", 0);
        new LoggedValues()
                .tag("nocturne.start", event.path("start").asString())
                .tag("nocturne.planned_trials", event.path("planned_trials").asString())
                .send(server, run, millis(message));
    }

    private void finished(EventMessage message, JsonNode event) throws DeliveryException {
        String run = runOf(message);
        new LoggedValues()
                .metric("best_objective", event.path("best_objective"))
                .metric("best_trial_id", event.path("best_trial_id"))
                .metric("front_trials", event.path("front_trials"))
                .metric("duration_seconds", event.path("total_time_us").asDouble() / 1e6)
                .parameters(event.path("best_parameters"))
                .send(server, run, millis(message));
        update(run, "FINISHED", millis(message));
    }

    private void trial(EventMessage message, JsonNode event, String status, String state) throws DeliveryException {
        long took = event.path("duration_us").asLong() / 1000;
        String parent = runOf(message);
        String number = String.valueOf(message.trialId());
        ObjectNode fresh = fresh(message, name(event, number), key(message, number), millis(message) - took);
        tag(fresh, "nocturne.trial", number);
        tag(fresh, "mlflow.parentRunId", parent);
        String run = found(fresh, key(message, number));
        var values = new LoggedValues()
                .metric("objective", event.path("objective"))
                .metrics(event.path("objectives"))
                .metric("duration_seconds", event.path("duration_us").asDouble() / 1e6)
                .parameters(event.path("parameters"))
                .tag("nocturne.state", state)
                .tag("nocturne.origin", event.path("origin").asString(""))
                .tag("nocturne.attempt", event.path("attempt").asString());
        if (state.equals("FAILED")) {
            values.tag("nocturne.failure_kind", event.path("failure_kind").asString())
                    .tag(
                            "nocturne.failure_message",
                            event.path("failure_message").asString());
        } else if (state.equals("PRUNED")) {
            values.metric("pruned_step", event.path("step")).metric("pruned_value", event.path("value"));
        }
        values.send(server, run, millis(message));
        update(run, status, millis(message));
    }

    /** What is evaluated again after the search is no result of it: whoever sorts by objective should see that. */
    private static String name(JsonNode event, String number) {
        return event.path("origin").asString("").equals("CONFIRMATION")
                ? "trial " + number + " (confirmation)"
                : "trial " + number;
    }

    private String runOf(EventMessage message) throws DeliveryException {
        String key = key(message, "");
        String known = runs.get(key);
        if (known == null) {
            known = found(fresh(message, message.runKey(), key, millis(message)), key);
            runs.put(key, known);
        }
        return known;
    }

    private ObjectNode fresh(EventMessage message, String name, String key, long begun) throws DeliveryException {
        String where = experiment.replace("{study}", message.study());
        String id = experiments.get(where);
        if (id == null) {
            id = server.experiment(where);
            experiments.put(where, id);
        }
        ObjectNode run = MlflowServer.MAPPER.createObjectNode();
        run.put("experiment_id", id).put("run_name", name).put("start_time", begun);
        tag(run, KEY, key);
        tag(run, "nocturne.study", message.study());
        tag(run, "nocturne.run", message.runKey());
        return run;
    }

    private static void tag(ObjectNode run, String key, String value) {
        JsonNode known = run.get("tags");
        (known instanceof ArrayNode tags ? tags : run.putArray("tags"))
                .addObject()
                .put("key", key)
                .put("value", value);
    }

    private String found(ObjectNode fresh, String key) throws DeliveryException {
        Optional<String> known = server.run(fresh.path("experiment_id").asString(), KEY, key);
        return known.isPresent() ? known.get() : server.create(fresh);
    }

    private void update(String run, String status, long ended) throws DeliveryException {
        ObjectNode update = MlflowServer.MAPPER.createObjectNode();
        update.put("run_id", run).put("status", status);
        if (ended > 0) {
            update.put("end_time", ended);
        }
        server.post("runs/update", update);
    }

    private static long millis(EventMessage message) {
        return message.occurredAt().toEpochMilli();
    }

    /** Of hexadecimal digits, so that it can stand in a filter whatever the names are. */
    private static String key(EventMessage message, String trial) {
        String text = message.study().length() + ":" + message.study()
                + message.runKey().length() + ":" + message.runKey() + trial;
        return Sha256.of(text);
    }

    @Override
    public Duration patience() {
        return timeout.multipliedBy(REQUESTS_FOR_AN_EVENT);
    }

    @Override
    public void close() {
        server.close();
    }
}
