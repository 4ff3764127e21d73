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
import java.util.List;
import java.util.Map;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.json.JsonMapper;

/** A point as a JSON object, names in the order of the search space, and back. */
final class ParametersJson {
    static final JsonFactory FACTORY = new JsonFactory();
    private static final JsonMapper MAPPER = new JsonMapper();

    /** -2.2250738585072014E-308 */
    private static final int LONGEST_NUMBER = 24;

    /** Quotes of both, a colon and a comma. */
    private static final int BESIDE_A_VALUE = 6;

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
        var places = new Places(space);
        try (JsonParser json = FACTORY.createParser(ObjectReadContext.empty(), text)) {
            json.nextToken();
            for (String name = json.nextName(); name != null; name = json.nextName()) {
                Parameter parameter = places.next(name);
                json.nextToken();
                values.put(name, value(parameter, json));
            }
        }
        return new Point(values);
    }

    /** Finds parameters by name: in the order of the space, in which they are written, without a search. */
    private static final class Places {
        private final SearchSpace space;
        private int place;

        Places(SearchSpace space) {
            this.space = space;
        }

        Parameter next(String name) {
            List<Parameter> parameters = space.parameters();
            for (int i = place; i < parameters.size(); i++) {
                if (parameters.get(i).name().equals(name)) {
                    place = i + 1;
                    return parameters.get(i);
                }
            }
            return space.parameter(name)
                    .orElseThrow(() -> new TuningException(
                            "The ledger holds a parameter '" + name + "' that the study does not have."));
        }
    }

    /** More characters than any point of the space is written with, but for what quotes and control characters add. */
    static int longest(SearchSpace space) {
        long characters = 2;
        for (Parameter parameter : space.parameters()) {
            int value = parameter instanceof CategoricalParameter words
                    ? words.choices().stream().mapToInt(String::length).max().orElse(0)
                    : LONGEST_NUMBER;
            characters += parameter.name().length() + value + BESIDE_A_VALUE;
        }
        return (int) Math.min(Integer.MAX_VALUE, characters);
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

    private static Value value(Parameter parameter, JsonParser json) {
        if (parameter instanceof CategoricalParameter) {
            return new Value.Text(json.getString());
        }
        return parameter instanceof IntegerParameter
                ? new Value.Whole(json.getLongValue())
                : new Value.Real(json.getDoubleValue());
    }
}
