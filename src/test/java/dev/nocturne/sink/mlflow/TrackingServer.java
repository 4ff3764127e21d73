package dev.nocturne.sink.mlflow;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** As much of a tracking server as the sink speaks to: it keeps what it is told, and insists on MLflow's limits. */
final class TrackingServer implements AutoCloseable {
    private static final JsonMapper MAPPER = new JsonMapper();
    private static final String API = "/api/2.0/mlflow/";

    /** A run there. */
    static final class Run {
        final String experiment;
        String status = "RUNNING";
        long end;
        final Map<String, String> tags = new TreeMap<>();
        final Map<String, String> parameters = new TreeMap<>();
        final Map<String, Double> metrics = new TreeMap<>();

        Run(String experiment) {
            this.experiment = experiment;
        }
    }

    private final HttpServer server;
    private final Map<String, String> experiments = new LinkedHashMap<>();
    private final Map<String, Run> runs = new LinkedHashMap<>();
    private final List<String> authorizations = new ArrayList<>();
    private int answersLeft = Integer.MAX_VALUE;

    TrackingServer() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        server.createContext(API, this::answer);
        server.start();
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/";
    }

    synchronized List<Run> runs() {
        return List.copyOf(runs.values());
    }

    synchronized Map<String, String> experiments() {
        return Map.copyOf(experiments);
    }

    synchronized List<String> authorizations() {
        return List.copyOf(authorizations);
    }

    /** After so many further requests it does what it is asked for, and says that it failed. */
    synchronized void failsAfter(int answers) {
        answersLeft = answers;
    }

    private synchronized void answer(HttpExchange exchange) throws IOException {
        authorizations.add(String.valueOf(exchange.getRequestHeaders().getFirst("Authorization")));
        String path = exchange.getRequestURI().getPath().substring(API.length());
        byte[] body = exchange.getRequestBody().readAllBytes();
        int status = 200;
        ObjectNode answer = MAPPER.createObjectNode();
        try {
            handle(
                    path,
                    exchange.getRequestURI().getRawQuery(),
                    body.length == 0 ? answer : MAPPER.readTree(body),
                    answer);
        } catch (Refused refused) {
            status = refused.status;
            answer.put("error_code", refused.getMessage());
        }
        if (answersLeft-- <= 0) {
            status = 500;
        }
        byte[] bytes = MAPPER.writeValueAsBytes(answer);
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    private static final class Refused extends Exception {
        private static final long serialVersionUID = 1L;
        private final int status;

        Refused(int status, String code) {
            super(code);
            this.status = status;
        }
    }

    private void handle(String path, String query, JsonNode request, ObjectNode answer) throws Refused {
        switch (path) {
            case "experiments/get-by-name" -> {
                String name = URLDecoder.decode(query.split("=", 2)[1], StandardCharsets.UTF_8);
                if (!experiments.containsKey(name)) {
                    throw new Refused(404, "RESOURCE_DOES_NOT_EXIST");
                }
                answer.putObject("experiment")
                        .put("experiment_id", experiments.get(name))
                        .put("lifecycle_stage", "active");
            }
            case "experiments/create" -> {
                String name = request.path("name").asString();
                if (experiments.containsKey(name)) {
                    throw new Refused(400, "RESOURCE_ALREADY_EXISTS");
                }
                experiments.put(name, "e" + experiments.size());
                answer.put("experiment_id", experiments.get(name));
            }
            case "runs/search" -> search(request, answer);
            case "runs/create" -> create(request, answer);
            case "runs/update" -> {
                Run run = run(request);
                run.status = request.path("status").asString();
                run.end = request.path("end_time").asLong(0);
            }
            case "runs/log-batch" -> log(run(request), request);
            default -> throw new Refused(404, "ENDPOINT_NOT_FOUND");
        }
    }

    private void search(JsonNode request, ObjectNode answer) throws Refused {
        var filter = Pattern.compile("tags\\.`nocturne\\.key` = '([0-9a-f]{64})'")
                .matcher(request.path("filter").asString());
        if (!filter.matches()) {
            throw new Refused(400, "INVALID_PARAMETER_VALUE");
        }
        String experiment = request.path("experiment_ids").get(0).asString();
        runs.forEach((id, run) -> {
            if (run.experiment.equals(experiment) && filter.group(1).equals(run.tags.get("nocturne.key"))) {
                answer.withArray("runs").addObject().putObject("info").put("run_id", id);
            }
        });
    }

    private void create(JsonNode request, ObjectNode answer) throws Refused {
        var run = new Run(request.path("experiment_id").asString());
        tags(run, request.path("tags"));
        run.tags.put("mlflow.runName", request.path("run_name").asString());
        String id = "r" + runs.size();
        runs.put(id, run);
        answer.putObject("run").putObject("info").put("run_id", id);
    }

    private Run run(JsonNode request) throws Refused {
        Run run = runs.get(request.path("run_id").asString());
        if (run == null) {
            throw new Refused(404, "RESOURCE_DOES_NOT_EXIST");
        }
        return run;
    }

    private void log(Run run, JsonNode request) throws Refused {
        if (request.path("metrics").size() > 1000
                || request.path("params").size() > 100
                || request.path("tags").size() > 100
                || request.path("metrics").size()
                                + request.path("params").size()
                                + request.path("tags").size()
                        > 1000) {
            throw new Refused(400, "INVALID_PARAMETER_VALUE");
        }
        for (JsonNode metric : request.path("metrics")) {
            run.metrics.put(name(metric), metric.path("value").asDouble());
        }
        for (JsonNode parameter : request.path("params")) {
            String value = parameter.path("value").asString();
            String before = run.parameters.putIfAbsent(name(parameter), value);
            if (value.length() > 6000 || before != null && !before.equals(value)) {
                throw new Refused(400, "INVALID_PARAMETER_VALUE");
            }
        }
        tags(run, request.path("tags"));
    }

    private void tags(Run run, JsonNode tags) throws Refused {
        for (JsonNode tag : tags) {
            run.tags.put(name(tag), tag.path("value").asString());
        }
    }

    private static String name(JsonNode named) throws Refused {
        String name = named.path("key").asString();
        boolean path = Arrays.stream(name.split("/", -1)).noneMatch(part -> part.matches("\\.{0,2}"));
        if (!name.matches("[\\w\\-. /]{1,250}") || !path) {
            throw new Refused(400, "INVALID_PARAMETER_VALUE");
        }
        return name;
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
