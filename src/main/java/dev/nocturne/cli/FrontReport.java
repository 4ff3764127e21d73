package dev.nocturne.cli;

import dev.nocturne.summary.FrontTrial;
import dev.nocturne.summary.RowSink;
import dev.nocturne.summary.RunObjective;
import dev.nocturne.summary.RunSummary;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;

/**
 * The Pareto front of a run with several objectives, as a table, CSV or JSON.
 *
 * @param front not empty
 * @param parameters the names of the parameters that get a column each
 */
record FrontReport(RunSummary run, List<RunObjective> objectives, List<FrontTrial> front, List<String> parameters) {
    void print(OutputFormat format, PrintWriter out) {
        switch (format) {
            case JSON -> printObject(out);
            case CSV -> OutputFormat.CSV.write(out, sink -> rows(sink, true));
            case TABLE -> {
                out.println(Texts.printable("Study " + run.study() + ", run " + run.runKey()));
                out.println(Texts.printable(headline()));
                OutputFormat.TABLE.write(out, sink -> rows(sink, false));
            }
        }
        out.flush();
    }

    /** How many trials are on the front, and of what. */
    String headline() {
        return front.size() + (front.size() == 1 ? " trial is" : " trials are") + " on the Pareto front of "
                + objectives.stream().map(FrontReport::inWords).collect(Collectors.joining(", "));
    }

    /** For each objective, the best that any trial has. */
    List<String> bestOfEach() {
        return objectives.stream()
                .map(objective -> {
                    FrontTrial best = front.get(0);
                    for (FrontTrial trial : front) {
                        best = objective.isBetter(value(trial, objective), value(best, objective)) ? trial : best;
                    }
                    return objective.name() + " = " + Texts.exact(value(best, objective)) + " at best, in trial "
                            + best.trialId();
                })
                .toList();
    }

    private static String inWords(RunObjective objective) {
        return objective.name() + " (" + objective.direction().toLowerCase(Locale.ROOT) + ")";
    }

    private static double value(FrontTrial trial, RunObjective objective) {
        return trial.objectives().get(objective.name());
    }

    private void rows(RowSink sink, boolean named) {
        var columns = new ArrayList<>(named ? List.of("study", "run_key", "trial_id") : List.of("trial_id"));
        objectives.forEach(objective -> columns.add(objective.name()));
        columns.add("duration_us");
        columns.addAll(parameters);
        sink.columns(columns);
        for (FrontTrial trial : front) {
            var cells = new ArrayList<@Nullable Object>();
            if (named) {
                cells.add(run.study());
                cells.add(run.runKey());
            }
            cells.add(trial.trialId());
            cells.addAll(trial.objectives().values());
            cells.add(trial.duration().toNanos() / 1000);
            parameters.forEach(name -> cells.add(trial.parameters().get(name)));
            sink.row(cells);
        }
    }

    private void printObject(PrintWriter out) {
        try (JsonGenerator json = JsonRows.generator(out)) {
            json.writeStartObject();
            json.writeStringProperty("study", run.study());
            json.writeStringProperty("run_key", run.runKey());
            json.writeArrayPropertyStart("objectives");
            for (RunObjective objective : objectives) {
                json.writeStartObject();
                json.writeStringProperty("name", objective.name());
                json.writeStringProperty("direction", objective.direction());
                json.writeEndObject();
            }
            json.writeEndArray();
            json.writeArrayPropertyStart("front");
            front.forEach(trial -> writeTrial(json, trial));
            json.writeEndArray();
            json.writeEndObject();
        }
        out.println();
    }

    private static void writeTrial(JsonGenerator json, FrontTrial trial) {
        json.writeStartObject();
        json.writeNumberProperty("trial_id", trial.trialId());
        json.writeObjectPropertyStart("objectives");
        trial.objectives().forEach(json::writeNumberProperty);
        json.writeEndObject();
        json.writeNumberProperty("duration_us", trial.duration().toNanos() / 1000);
        json.writeObjectPropertyStart("parameters");
        trial.parameters().forEach((name, value) -> {
            json.writeName(name);
            JsonRows.writeValue(json, value);
        });
        json.writeEndObject();
        json.writeEndObject();
    }
}
