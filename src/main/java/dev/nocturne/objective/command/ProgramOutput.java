package dev.nocturne.objective.command;

import dev.nocturne.objective.TrialContext;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import tools.jackson.core.JacksonException;
import tools.jackson.core.json.JsonReadFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Understands what a program prints on stdout: measurements are reported as they come, the last result is kept.
 * Thread-safe: one thread feeds it, another asks; after {@link #close} nothing is reported any more.
 */
final class ProgramOutput implements Consumer<String> {
    private static final Pattern NUMBER = Pattern.compile("[+-]?(\\d+\\.?\\d*|\\.\\d+)([eE][+-]?\\d+)?");
    private static final Pattern NOT_FINITE = Pattern.compile("(?i)([+-]?)(nan|inf|infinity)");

    // Python's json module writes NaN and Infinity bare.
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
            .build();

    private final TrialContext trial;
    private final CompletableFuture<Void> hopeless = new CompletableFuture<>();
    private OptionalDouble result = OptionalDouble.empty();
    private Optional<Map<String, OptionalDouble>> results = Optional.empty();
    private String lastLine = "";
    private boolean closed;

    ProgramOutput(TrialContext trial) {
        this.trial = trial;
    }

    @Override
    public synchronized void accept(String raw) {
        String line = raw.strip();
        if (closed || line.isEmpty()) {
            return;
        }
        lastLine = line;
        if (line.startsWith("{")) {
            acceptJson(line);
        } else {
            keep(number(line));
        }
    }

    private void acceptJson(String line) {
        JsonNode json = json(line);
        keep(number(json.path("objective")));
        if (json.path("objectives").isObject()) {
            results = Optional.of(numbers(json.get("objectives")));
        }
        OptionalDouble step = number(json.path("step"));
        OptionalDouble value = number(json.path("value"));
        if (step.isPresent() && value.isPresent() && isStep(step.getAsDouble())) {
            if (Double.isFinite(value.getAsDouble())) {
                trial.report((long) step.getAsDouble(), value.getAsDouble());
                if (trial.isPruned()) {
                    hopeless.complete(null);
                }
            }
        }
    }

    /** A line that is not JSON after all has nothing in it. */
    private static JsonNode json(String line) {
        try {
            return JSON.readTree(line);
        } catch (JacksonException e) {
            return JSON.missingNode();
        }
    }

    private static Map<String, OptionalDouble> numbers(JsonNode object) {
        Map<String, OptionalDouble> numbers = new LinkedHashMap<>();
        object.forEachEntry((name, value) -> numbers.put(name, number(value)));
        return numbers;
    }

    private void keep(OptionalDouble number) {
        if (number.isPresent()) {
            result = number;
        }
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

    private static OptionalDouble number(String text) {
        var notFinite = NOT_FINITE.matcher(text);
        if (notFinite.matches()) {
            boolean nan = notFinite.group(2).equalsIgnoreCase("nan");
            double infinity = notFinite.group(1).equals("-") ? Double.NEGATIVE_INFINITY : Double.POSITIVE_INFINITY;
            return OptionalDouble.of(nan ? Double.NaN : infinity);
        }
        return NUMBER.matcher(text).matches() ? OptionalDouble.of(Double.parseDouble(text)) : OptionalDouble.empty();
    }

    /** Whether a line alone would give a result. */
    static boolean isResult(String line, boolean several) {
        if (!line.startsWith("{")) {
            return !several && number(line).isPresent();
        }
        JsonNode json = json(line);
        return several
                ? json.path("objectives").isObject()
                : number(json.path("objective")).isPresent();
    }

    /** Done as soon as a measurement says that the trial is hopeless. */
    CompletableFuture<Void> hopeless() {
        return hopeless;
    }

    /** The last result so far; may be NaN or infinite. */
    synchronized OptionalDouble result() {
        return result;
    }

    /** The last results by name so far, empty where there is no number; a number may be NaN or infinite. */
    synchronized Optional<Map<String, OptionalDouble>> results() {
        return results;
    }

    /** The beginning of the last line that was not blank; empty if there was none. */
    synchronized String lastLine() {
        return Excerpt.beginningOf(lastLine);
    }

    /** Stops listening: an evaluation that has ended reports nothing. */
    synchronized void close() {
        closed = true;
    }
}
