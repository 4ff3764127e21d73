package dev.nocturne.objective.protocol;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.regex.Pattern;
import tools.jackson.core.JacksonException;
import tools.jackson.core.json.JsonReadFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What a JSON object says of a trial. Numbers may be NaN or infinite. Immutable.
 *
 * @param result its {@code objective}
 * @param results its {@code objectives}, empty where there is no number
 * @param measurements its {@code step} and {@code value}, and those in the list {@code measurements}; all finite
 */
public record JsonAnswer(
        OptionalDouble result, Optional<Map<String, OptionalDouble>> results, List<Measured> measurements) {
    private static final Pattern NUMBER = Pattern.compile("[+-]?(\\d+\\.?\\d*|\\.\\d+)([eE][+-]?\\d+)?");
    private static final Pattern NOT_FINITE = Pattern.compile("(?i)([+-]?)(nan|inf|infinity)");

    // Python's json module writes NaN and Infinity bare.
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
            .build();

    /**
     * An intermediate value.
     *
     * @param step at least 0
     */
    public record Measured(long step, double value) {}

    /** The answer in a text; empty if that is not a JSON object. */
    public static Optional<JsonAnswer> read(String text) {
        try {
            return Optional.of(JSON.readTree(text)).filter(JsonNode::isObject).map(JsonAnswer::of);
        } catch (JacksonException noJson) {
            return Optional.empty();
        }
    }

    private static JsonAnswer of(JsonNode json) {
        var measurements = new ArrayList<Measured>();
        measured(json).ifPresent(measurements::add);
        if (json.path("measurements").isArray()) {
            json.path("measurements").forEach(item -> measured(item).ifPresent(measurements::add));
        }
        return new JsonAnswer(
                number(json.path("objective")),
                Optional.of(json.path("objectives")).filter(JsonNode::isObject).map(JsonAnswer::numbers),
                List.copyOf(measurements));
    }

    private static Map<String, OptionalDouble> numbers(JsonNode object) {
        Map<String, OptionalDouble> numbers = new LinkedHashMap<>();
        object.forEachEntry((name, value) -> numbers.put(name, number(value)));
        return numbers;
    }

    private static Optional<Measured> measured(JsonNode json) {
        OptionalDouble step = number(json.path("step"));
        OptionalDouble value = number(json.path("value"));
        return step.isPresent()
                        && value.isPresent()
                        && isStep(step.getAsDouble())
                        && Double.isFinite(value.getAsDouble())
                ? Optional.of(new Measured((long) step.getAsDouble(), value.getAsDouble()))
                : Optional.empty();
    }

    private static boolean isStep(double step) {
        return step >= 0 && step <= Long.MAX_VALUE && step == Math.rint(step);
    }

    private static OptionalDouble number(JsonNode node) {
        return node.isNumber()
                        || node.isString()
                                && NOT_FINITE.matcher(node.asString()).matches()
                ? number(node.asString())
                : OptionalDouble.empty();
    }

    /** The number that a text is, NaN and infinities in any of the usual spellings included. */
    public static OptionalDouble number(String text) {
        var notFinite = NOT_FINITE.matcher(text);
        if (notFinite.matches()) {
            boolean nan = notFinite.group(2).equalsIgnoreCase("nan");
            double infinity = notFinite.group(1).equals("-") ? Double.NEGATIVE_INFINITY : Double.POSITIVE_INFINITY;
            return OptionalDouble.of(nan ? Double.NaN : infinity);
        }
        return NUMBER.matcher(text).matches() ? OptionalDouble.of(Double.parseDouble(text)) : OptionalDouble.empty();
    }
}
