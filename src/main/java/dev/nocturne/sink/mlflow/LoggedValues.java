package dev.nocturne.sink.mlflow;

import dev.nocturne.sink.DeliveryException;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The metrics, parameters and tags of one run, sent within MLflow's limits. */
final class LoggedValues {
    private static final int MOST_AT_ONCE = 100;
    private static final int LONGEST_NAME = 250;
    private static final int LONGEST_PARAMETER = 6000;
    private static final int LONGEST_TAG = 5000;

    private final Map<String, Double> metrics = new LinkedHashMap<>();
    private final Map<String, String> parameters = new LinkedHashMap<>();
    private final Map<String, String> tags = new LinkedHashMap<>();

    LoggedValues metric(String name, JsonNode value) {
        if (value.isNumber() && Double.isFinite(value.asDouble())) {
            metrics.put(name, value.asDouble());
        }
        return this;
    }

    LoggedValues metric(String name, double value) {
        metrics.put(name, value);
        return this;
    }

    LoggedValues tag(String name, String value) {
        tags.put(name, value);
        return this;
    }

    /** Each field of an object becomes a parameter. */
    LoggedValues parameters(JsonNode values) {
        values.forEachEntry((name, value) -> parameters.put(name, value.asString()));
        return this;
    }

    /** Each field of an object becomes a metric. */
    LoggedValues metrics(JsonNode values) {
        values.forEachEntry(this::metric);
        return this;
    }

    /** Sends them. What is there already, with the same values, stays as it is. */
    void send(MlflowServer server, String run, long millis) throws DeliveryException {
        var batch = new Batch(server, run);
        var names = new HashSet<String>();
        for (var metric : metrics.entrySet()) {
            ObjectNode node = batch.next("metrics");
            node.put("key", name(metric.getKey(), names));
            node.put("value", metric.getValue()).put("timestamp", millis).put("step", 0);
        }
        names.clear();
        for (var parameter : parameters.entrySet()) {
            ObjectNode node = batch.next("params");
            node.put("key", name(parameter.getKey(), names)).put("value", cut(parameter.getValue(), LONGEST_PARAMETER));
        }
        for (var tag : tags.entrySet()) {
            batch.next("tags").put("key", tag.getKey()).put("value", cut(tag.getValue(), LONGEST_TAG));
        }
        batch.send();
    }

    /** MLflow takes letters, digits and a few other characters; two names that become the same are told apart. */
    private static String name(String name, Set<String> taken) {
        String plain = cut(name.replaceAll("[^A-Za-z0-9_\\-. /]", "_"), LONGEST_NAME - 10);
        // Names are paths there: not absolute, and not with dots or nothing between slashes.
        String fit = plain.matches("/.*|.*/|.*//.*|(.*/)?\\.{1,2}(/.*)?| *") ? "_" + plain.replace('/', '_') : plain;
        String unique = fit;
        for (int i = 2; !taken.add(unique); i++) {
            unique = fit + "_" + i;
        }
        return unique;
    }

    static String cut(String text, int most) {
        if (text.length() <= most) {
            return text;
        }
        int end = Character.isHighSurrogate(text.charAt(most - 1)) ? most - 1 : most;
        return text.substring(0, end);
    }

    /** What goes in one request. */
    private static final class Batch {
        private final MlflowServer server;
        private final String run;
        private ObjectNode content;
        private int size;

        Batch(MlflowServer server, String run) {
            this.server = server;
            this.run = run;
            this.content = MlflowServer.MAPPER.createObjectNode();
        }

        ObjectNode next(String kind) throws DeliveryException {
            if (size == MOST_AT_ONCE) {
                send();
            }
            size++;
            JsonNode known = content.get(kind);
            return (known instanceof ArrayNode array ? array : content.putArray(kind)).addObject();
        }

        void send() throws DeliveryException {
            if (size > 0) {
                server.post("runs/log-batch", content.put("run_id", run));
                content = MlflowServer.MAPPER.createObjectNode();
                size = 0;
            }
        }
    }
}
