package dev.nocturne.bench;

import dev.nocturne.space.CategoricalParameter;
import dev.nocturne.space.Condition;
import dev.nocturne.space.ContinuousParameter;
import dev.nocturne.space.IntegerParameter;
import dev.nocturne.space.Parameter;
import dev.nocturne.space.Point;
import dev.nocturne.space.Scale;
import dev.nocturne.space.SearchSpace;
import dev.nocturne.space.Value;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reads tasks: a folder's {@code tasks.json} and {@code tables}, or the project's own suite. */
final class TaskFile {
    /** The name that means the project's own suite. */
    static final String OWN = "own";

    private static final String OWN_RESOURCE = "/bench/tasks.json";

    private TaskFile() {}

    /** The tasks of a folder, or of {@link #OWN}; synthetic ones first. */
    static List<Task> tasks(String source) throws IOException {
        if (source.equals(OWN)) {
            return List.copyOf(own());
        }
        var tasks = new ArrayList<Task>();
        Path synthetic = Path.of(source, "tasks.json");
        if (Files.exists(synthetic)) {
            tasks.addAll(synthetic(Files.readAllBytes(synthetic)));
        }
        Path tables = Path.of(source, "tables");
        if (Files.exists(tables)) {
            try (Stream<Path> files = Files.list(tables)) {
                for (Path file : files.sorted().toList()) {
                    if (file.toString().endsWith(TableTask.SUFFIX)) {
                        tasks.add(TableTask.read(file));
                    }
                }
            }
        }
        return tasks;
    }

    /** The project's own tasks. */
    static List<SyntheticTask> own() throws IOException {
        try (InputStream in = TaskFile.class.getResourceAsStream(OWN_RESOURCE)) {
            return synthetic(in.readAllBytes());
        }
    }

    private static List<SyntheticTask> synthetic(byte[] json) {
        JsonNode file = new JsonMapper().readTree(json);
        var tasks = new ArrayList<SyntheticTask>();
        for (JsonNode task : file.get("tasks")) {
            tasks.add(task(file.get("suite").asString(), task));
        }
        return tasks;
    }

    private static SyntheticTask task(String suite, JsonNode json) {
        String name = json.get("name").asString();
        List<Parameter> parameters = new ArrayList<>();
        for (JsonNode parameter : json.get("params")) {
            parameters.add(parameter(parameter));
        }
        var space = new SearchSpace(parameters);
        return new SyntheticTask(
                suite,
                name,
                space,
                TaskFormulas.named(json.path("function").asString(name)),
                json.path("noise").asDouble(0),
                json.path("optimum").asDouble(0),
                json.path("random1_median").asDouble(1),
                point(space, json.get("argmin")));
    }

    private static Parameter parameter(JsonNode json) {
        String name = json.get("name").asString();
        Scale scale = json.path("log").asBoolean(false) ? Scale.LOG : Scale.LINEAR;
        Condition condition = condition(json.path("when"));
        return switch (json.get("type").asString()) {
            case "float" ->
                new ContinuousParameter(
                        name,
                        json.get("low").asDouble(),
                        json.get("high").asDouble(),
                        scale,
                        ContinuousParameter.DEFAULT_GRID_POINTS,
                        condition);
            case "int" ->
                new IntegerParameter(
                        name, json.get("low").asLong(), json.get("high").asLong(), 1, scale, condition);
            case "categorical" -> new CategoricalParameter(name, texts(json.get("choices")), condition);
            default -> throw new IllegalArgumentException("Unknown type of parameter: " + json);
        };
    }

    private static Condition condition(JsonNode when) {
        Map<String, List<Value>> allowed = new LinkedHashMap<>();
        when.properties()
                .forEach(entry -> allowed.put(
                        entry.getKey(),
                        texts(entry.getValue()).stream()
                                .<Value>map(Value.Text::new)
                                .toList()));
        return allowed.isEmpty() ? Condition.always() : new Condition(allowed);
    }

    private static List<String> texts(JsonNode list) {
        var texts = new ArrayList<String>();
        list.forEach(text -> texts.add(text.asString()));
        return texts;
    }

    /** The point that JSON's names and values mean. */
    static Point point(SearchSpace space, JsonNode json) {
        Map<String, Value> values = new LinkedHashMap<>();
        for (Parameter parameter : space.parameters()) {
            JsonNode value = json.path(parameter.name());
            if (!value.isMissingNode()) {
                values.put(parameter.name(), value(parameter, value));
            }
        }
        return new Point(values);
    }

    private static Value value(Parameter parameter, JsonNode json) {
        if (parameter instanceof IntegerParameter) {
            return new Value.Whole(json.asLong());
        }
        return parameter instanceof CategoricalParameter
                ? new Value.Text(json.asString())
                : new Value.Real(json.asDouble());
    }
}
