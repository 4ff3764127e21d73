package dev.nocturne.bench;

import dev.nocturne.space.CategoricalParameter;
import dev.nocturne.space.Condition;
import dev.nocturne.space.ContinuousParameter;
import dev.nocturne.space.IntegerParameter;
import dev.nocturne.space.Parameter;
import dev.nocturne.space.Point;
import dev.nocturne.space.Scale;
import dev.nocturne.space.Value;
import dev.nocturne.study.TrialRandom;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * The same tasks for tuners in other languages. Arguments: the sources of tasks. Writes a line of JSON that lists the tasks,
 * and then answers each line {@code {"task": name, "seed": run's, "shift": false, "trial": id, "parameters": {…}}} by a
 * line {@code {"observed": …, "value": …, "regret": …}}.
 */
final class TaskServer {
    private static final JsonMapper MAPPER = new JsonMapper();

    private final Map<String, Task> tasks = new LinkedHashMap<>();

    TaskServer(String... sources) throws Exception {
        for (String source : sources) {
            TaskFile.tasks(source).forEach(task -> tasks.put(task.name(), task));
        }
    }

    public static void main(String[] sources) throws Exception {
        var server = new TaskServer(sources);
        System.out.println(server.list());
        var in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            System.out.println(server.answer(MAPPER.readTree(line)));
        }
    }

    JsonNode list() {
        var list = MAPPER.createArrayNode();
        for (Task task : tasks.values()) {
            var entry = list.addObject().put("suite", task.suite()).put("name", task.name());
            var parameters = entry.putArray("params");
            task.space().parameters().forEach(parameter -> describe(parameters.addObject(), parameter));
        }
        return list;
    }

    private static void describe(ObjectNode node, Parameter parameter) {
        node.put("name", parameter.name());
        if (parameter instanceof ContinuousParameter p) {
            node.put("type", "float").put("low", p.min()).put("high", p.max()).put("log", p.scale() == Scale.LOG);
        } else if (parameter instanceof IntegerParameter p) {
            node.put("type", "int").put("low", p.min()).put("high", p.max()).put("log", p.scale() == Scale.LOG);
        } else if (parameter instanceof CategoricalParameter p) {
            var choices = node.put("type", "categorical").putArray("choices");
            p.choices().forEach(choices::add);
        }
        Condition condition = parameter.condition();
        var when = node.putObject("when");
        condition.allowed().forEach((parent, values) -> {
            var allowed = when.putArray(parent);
            values.stream().map(Value::text).forEach(allowed::add);
        });
    }

    JsonNode answer(JsonNode question) {
        Task task = tasks.get(question.get("task").asString());
        long seed = question.get("seed").asLong();
        Point point = TaskFile.point(task.space(), question.get("parameters"));
        if (!task.space().contains(point)) {
            throw new IllegalArgumentException("Not a point of " + task.name() + ": " + question);
        }
        Task shown = question.path("shift").asBoolean(false) ? new ShiftedTask((SyntheticTask) task, seed) : task;
        long trialSeed = TrialRandom.seedOf(seed, question.get("trial").asInt());
        return MAPPER.createObjectNode()
                .put("observed", shown.observe(point, trialSeed))
                .put("value", shown.value(point))
                .put("regret", shown.regret(point));
    }
}
