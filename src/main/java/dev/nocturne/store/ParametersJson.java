package dev.nocturne.store;

import dev.nocturne.space.CategoricalParameter;
import dev.nocturne.space.IntegerParameter;
import dev.nocturne.space.Parameter;
import dev.nocturne.space.Point;
import dev.nocturne.space.SearchSpace;
import dev.nocturne.space.Value;
import dev.nocturne.study.TuningException;
import java.io.StringWriter;
import java.util.LinkedHashMap;
import java.util.Map;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A point as a JSON object, names in the order of the search space, and back. */
final class ParametersJson {
    static final JsonFactory FACTORY = new JsonFactory();
    private static final JsonMapper MAPPER = new JsonMapper();

    private ParametersJson() {}

    static String write(Point point) {
        var text = new StringWriter();
        try (JsonGenerator json = FACTORY.createGenerator(ObjectWriteContext.empty(), text)) {
            write(json, point);
        }
        return text.toString();
    }

    static void write(JsonGenerator json, Point point) {
        json.writeStartObject();
        point.values().forEach((name, value) -> {
            json.writeName(name);
            if (value.isNumber()) {
                json.writeNumber(value.text());
            } else {
                json.writeString(value.text());
            }
        });
        json.writeEndObject();
    }

    /**
     * The point that was written.
     *
     * @throws TuningException if the text names parameters that the space does not have
     */
    static Point read(String text, SearchSpace space) {
        Map<String, Value> values = new LinkedHashMap<>();
        MAPPER.readTree(text).forEachEntry((name, node) -> {
            Parameter parameter = space.parameter(name)
                    .orElseThrow(() -> new TuningException(
                            "The ledger holds a parameter '" + name + "' that the study does not have."));
            values.put(name, value(parameter, node));
        });
        return new Point(values);
    }

    /** Name to Long, Double or String: the values without knowledge of their ranges. */
    static Map<String, Object> values(String text) {
        Map<String, Object> values = new LinkedHashMap<>();
        MAPPER.readTree(text).forEachEntry((name, node) -> {
            if (node.isIntegralNumber()) {
                values.put(name, node.asLong());
            } else {
                values.put(name, node.isNumber() ? (Object) node.asDouble() : node.asString());
            }
        });
        return values;
    }

    private static Value value(Parameter parameter, JsonNode node) {
        if (parameter instanceof CategoricalParameter) {
            return new Value.Text(node.asString());
        }
        return parameter instanceof IntegerParameter ? new Value.Whole(node.asLong()) : new Value.Real(node.asDouble());
    }
}
