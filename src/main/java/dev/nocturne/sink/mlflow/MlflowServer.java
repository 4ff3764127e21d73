package dev.nocturne.sink.mlflow;

import dev.nocturne.sink.DeliveryException;
import dev.nocturne.sink.http.Remote;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Pattern;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** The REST interface of a tracking server, as far as it is needed. */
final class MlflowServer implements AutoCloseable {
    static final JsonMapper MAPPER = new JsonMapper();
    private static final Pattern ERROR_CODE = Pattern.compile("[A-Z_]{1,60}");

    private final String base;
    private final Optional<String> token;
    private final Remote remote;

    MlflowServer(URI url, Optional<String> token, Duration timeout) {
        this.base = url.toString().replaceAll("/+$", "") + "/api/2.0/mlflow/";
        this.token = token;
        this.remote = new Remote(url, timeout);
    }

    /** The experiment of that name, made if there is none. */
    String experiment(String name) throws DeliveryException {
        Optional<String> known = find(name);
        if (known.isPresent()) {
            return known.get();
        }
        Remote.Answer made = remote.exchange(request("experiments/create")
                .POST(body(MAPPER.createObjectNode().put("name", name))));
        if (made.isGood()) {
            return text(read(made), "experiment_id");
        }
        // Somebody else may have made it meanwhile.
        Optional<String> others = errorCode(made).equals("RESOURCE_ALREADY_EXISTS") ? find(name) : Optional.empty();
        return others.orElseThrow(() -> refusal(made));
    }

    private Optional<String> find(String name) throws DeliveryException {
        String query = "experiments/get-by-name?experiment_name=" + URLEncoder.encode(name, StandardCharsets.UTF_8);
        Remote.Answer answer = remote.exchange(request(query).GET());
        if (errorCode(answer).equals("RESOURCE_DOES_NOT_EXIST")) {
            return Optional.empty();
        }
        JsonNode experiment = read(answer).path("experiment");
        if (experiment.path("lifecycle_stage").asString("active").equals("deleted")) {
            throw new DeliveryException(
                    "its experiment was deleted in MLflow: restore it there, or set another one for this sink");
        }
        return Optional.of(text(experiment, "experiment_id"));
    }

    /** The run that has that tag, if there is one. */
    Optional<String> run(String experiment, String tag, String value) throws DeliveryException {
        ObjectNode search = MAPPER.createObjectNode();
        search.putArray("experiment_ids").add(experiment);
        search.put("filter", "tags.`" + tag + "` = '" + value + "'");
        search.put("max_results", 1);
        JsonNode runs = post("runs/search", search).path("runs");
        return runs.isEmpty() ? Optional.empty() : Optional.of(text(runs.get(0).path("info"), "run_id"));
    }

    /** Makes a run. */
    String create(ObjectNode run) throws DeliveryException {
        return text(post("runs/create", run).path("run").path("info"), "run_id");
    }

    JsonNode post(String path, ObjectNode content) throws DeliveryException {
        return read(remote.exchange(request(path).POST(body(content))));
    }

    private HttpRequest.Builder request(String path) {
        var request = HttpRequest.newBuilder(URI.create(base + path))
                .header("Content-Type", "application/json")
                .header("User-Agent", "Nocturne");
        token.ifPresent(secret -> request.header("Authorization", "Bearer " + secret));
        return request;
    }

    private static HttpRequest.BodyPublisher body(ObjectNode content) {
        return HttpRequest.BodyPublishers.ofString(MAPPER.writeValueAsString(content));
    }

    private JsonNode read(Remote.Answer answer) throws DeliveryException {
        if (!answer.isGood()) {
            throw refusal(answer);
        }
        return tree(answer).orElseThrow(() -> remote.refusal(answer.status(), "with something that is not JSON"));
    }

    private static Optional<JsonNode> tree(Remote.Answer answer) {
        try {
            return Optional.of(MAPPER.readTree(answer.body()));
        } catch (JacksonException notJson) {
            return Optional.empty();
        }
    }

    private String text(JsonNode node, String field) throws DeliveryException {
        String value = node.path(field).asString("");
        if (value.isEmpty()) {
            throw remote.refusal(200, "without " + field + ": is this an MLflow server?");
        }
        return value;
    }

    /** Of all that a server may say of a failure only the code: the rest may repeat what was sent. */
    private DeliveryException refusal(Remote.Answer answer) {
        String code = errorCode(answer);
        return code.isEmpty() ? remote.refusal(answer.status()) : remote.refusal(answer.status(), code);
    }

    private static String errorCode(Remote.Answer answer) {
        if (answer.isGood()) {
            return "";
        }
        String code =
                tree(answer).map(node -> node.path("error_code").asString("")).orElse("");
        return ERROR_CODE.matcher(code).matches() ? code : "";
    }

    @Override
    public void close() {
        remote.close();
    }
}
