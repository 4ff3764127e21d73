package dev.nocturne.report;

import dev.nocturne.summary.Night;
import dev.nocturne.summary.RunObjective;
import dev.nocturne.summary.StudyReport;
import dev.nocturne.summary.StudyReport.Bar;
import dev.nocturne.summary.StudyReport.Curve;
import dev.nocturne.summary.StudyReport.Improvement;
import dev.nocturne.summary.StudyReport.ParameterInfo;
import dev.nocturne.summary.StudyReport.Rung;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.DoubleBinaryOperator;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.json.JsonFactory;

/** What the scripts draw, as JSON: columns instead of objects, words once. */
final class PageData {
    private final JsonGenerator json;
    private final StudyReport report;

    private PageData(JsonGenerator json, StudyReport report) {
        this.json = json;
        this.report = report;
    }

    /** In the answer no tag can begin: it is safe within a script element. */
    static String of(StudyReport report) {
        var text = new StringWriter();
        try (JsonGenerator json =
                new JsonFactory().createGenerator(tools.jackson.core.ObjectWriteContext.empty(), text)) {
            new PageData(json, report).write();
        }
        return text.toString().replace("<", "\\u003c");
    }

    private void write() {
        json.writeStartObject();
        column("objectives", report.objectives(), RunObjective::name);
        column("directions", report.objectives(), RunObjective::direction);
        column("parameters", report.parameters(), ParameterInfo::name);
        column("types", report.parameters(), ParameterInfo::type);
        column("scales", report.parameters(), ParameterInfo::scale);
        column("lows", report.parameters(), parameter -> end(parameter, Math::min));
        column("highs", report.parameters(), parameter -> end(parameter, Math::max));
        trials();
        json.writeObjectPropertyStart("incumbents");
        column("ids", report.incumbents(), Improvement::trialId);
        column("objectives", report.incumbents(), Improvement::objective);
        json.writeEndObject();
        column("front", report.front(), trial -> trial);
        importances();
        distribution();
        timeline();
        curves();
        rungs();
        nights();
        comparison();
        json.writeEndObject();
    }

    private void trials() {
        var trials = report.trials();
        json.writeObjectPropertyStart("trials");
        column("ids", trials.ids(), id -> id);
        words("statuses", trials.statuses());
        words("origins", trials.origins());
        json.writeArrayPropertyStart("objectives");
        trials.objectives().forEach(this::values);
        json.writeEndArray();
        column("budgets", trials.budgets(), budget -> budget);
        json.writeArrayPropertyStart("parameters");
        for (ParameterInfo parameter : report.parameters()) {
            parameter(parameter, trials.parameters().getOrDefault(parameter.name(), List.of()));
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    /** Where the search space ends; null if it has no order. */
    private static @Nullable Double end(ParameterInfo parameter, DoubleBinaryOperator of) {
        return switch (parameter.type()) {
            case "categorical" -> null;
            case "discrete" ->
                parameter.choices().stream()
                        .map(Double::valueOf)
                        .reduce(of::applyAsDouble)
                        .orElse(null);
            default -> of.applyAsDouble(parameter.min(), parameter.max());
        };
    }

    /** Numbers as they are; if one of them is a word, all are words, those of the search space first and in its order. */
    private void parameter(ParameterInfo parameter, List<@Nullable Object> values) {
        json.writeStartObject();
        if (values.stream().anyMatch(value -> value instanceof String)) {
            words(parameter.choices(), values);
        } else {
            column("numbers", values, value -> value);
        }
        json.writeEndObject();
    }

    private void words(String name, List<String> values) {
        json.writeObjectPropertyStart(name);
        words(List.of(), values);
        json.writeEndObject();
    }

    private void words(List<String> first, List<? extends @Nullable Object> values) {
        Map<String, Integer> known = new LinkedHashMap<>();
        first.forEach(word -> known.putIfAbsent(word, known.size()));
        var places = new ArrayList<@Nullable Object>();
        for (Object value : values) {
            places.add(value == null ? null : known.computeIfAbsent(Wording.exact(value), word -> known.size()));
        }
        column("words", List.copyOf(known.keySet()), word -> word);
        column("at", places, place -> place);
    }

    private void importances() {
        json.writeObjectPropertyStart("importances");
        report.importances().forEach((method, shares) -> {
            json.writeObjectPropertyStart(method);
            column("parameters", shares, StudyReport.Importance::parameter);
            column("shares", shares, StudyReport.Importance::share);
            json.writeEndObject();
        });
        json.writeEndObject();
    }

    private void distribution() {
        json.writeObjectPropertyStart("distribution");
        column("bounds", report.distribution().bounds(), bound -> bound);
        column("counts", report.distribution().counts(), count -> count);
        column("quantiles", List.copyOf(report.distribution().quantiles().keySet()), quantile -> quantile);
        column("at", List.copyOf(report.distribution().quantiles().values()), value -> value);
        json.writeEndObject();
    }

    private void timeline() {
        List<Bar> bars = report.timeline().bars();
        json.writeObjectPropertyStart("timeline");
        column("workers", report.timeline().workers(), worker -> worker);
        column("trials", bars, Bar::trialId);
        column("attempts", bars, Bar::attempt);
        column("worker", bars, Bar::worker);
        column("from", bars, bar -> bar.from().toEpochMilli());
        column("to", bars, bar -> bar.to().toEpochMilli());
        words("outcomes", bars.stream().map(Bar::outcome).toList());
        json.writeEndObject();
    }

    private void curves() {
        json.writeArrayPropertyStart("curves");
        for (Curve curve : report.curves().curves()) {
            json.writeStartObject();
            json.writeNumberProperty("trial", curve.trialId());
            json.writeStringProperty("status", curve.status());
            column("steps", curve.steps(), step -> step);
            column("values", curve.values(), value -> value);
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private void rungs() {
        json.writeObjectPropertyStart("rungs");
        column("budgets", report.rungs(), Rung::budget);
        column("trials", report.rungs(), Rung::trials);
        column("completed", report.rungs(), Rung::completed);
        column("pruned", report.rungs(), Rung::pruned);
        column("failed", report.rungs(), Rung::failed);
        json.writeEndObject();
    }

    private void nights() {
        json.writeObjectPropertyStart("nights");
        column("runs", report.nights(), Night::runKey);
        column("epochs", report.nights(), Night::epoch);
        column("best", report.nights(), Night::bestObjective);
        column("champion", report.nights(), Night::championObjective);
        column("promoted", report.nights(), Night::promotedChampion);
        json.writeEndObject();
    }

    private void comparison() {
        report.comparison().ifPresent(runs -> {
            json.writeObjectPropertyStart("comparison");
            json.writeStringProperty("runA", Wording.printable(runs.a().runKey()));
            json.writeStringProperty("runB", Wording.printable(runs.b().runKey()));
            column("trials", runs.improvements(), step -> step.trials());
            column("a", runs.improvements(), step -> step.a());
            column("b", runs.improvements(), step -> step.b());
            json.writeEndObject();
        });
    }

    private <T> void column(String name, List<T> rows, Function<T, @Nullable Object> value) {
        json.writeName(name);
        json.writeStartArray();
        rows.forEach(row -> value(value.apply(row)));
        json.writeEndArray();
    }

    private void values(List<? extends @Nullable Object> values) {
        json.writeStartArray();
        values.forEach(this::value);
        json.writeEndArray();
    }

    /** JSON has no word for what is not finite. */
    private void value(@Nullable Object value) {
        if (value instanceof Double number && Double.isFinite(number)) {
            json.writeNumber(number);
        } else if (value instanceof Integer || value instanceof Long) {
            json.writeNumber(((Number) value).longValue());
        } else if (value instanceof String word) {
            json.writeString(Wording.printable(word));
        } else {
            json.writeNull();
        }
    }
}
