package dev.nocturne.cli;

import dev.nocturne.batch.NocturneContext;
import dev.nocturne.summary.BestTrial;
import dev.nocturne.summary.FrontTrial;
import dev.nocturne.summary.RunSummary;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;
import tools.jackson.core.JsonGenerator;

@Command(
        name = "best",
        description = "Shows the best trial of a run with its parameters; of several objectives, the Pareto front.",
        footer = {
            "  java -jar nocturne.jar best breast-cancer",
            "  java -jar nocturne.jar best breast-cancer --format json"
        })
final class BestCommand implements Callable<Integer> {
    private final NocturneCommand nocturne;

    @Spec
    private CommandSpec spec;

    @Mixin
    private FormatOption format;

    @Mixin
    private RunOption run;

    BestCommand(NocturneCommand nocturne) {
        this.nocturne = nocturne;
    }

    @Override
    public Integer call() {
        try (NocturneContext context = nocturne.openForReading()) {
            var selected = context.selection().run(run.study(), run.runKey());
            return selected.hasSeveralObjectives() ? front(context, selected) : best(context, selected);
        }
    }

    private int best(NocturneContext context, RunSummary selected) {
        Optional<BestTrial> best = context.summaries().best(selected);
        if (best.isEmpty()) {
            return nothingCompleted(selected);
        }
        print(best.get(), spec.commandLine().getOut());
        return ExitStatus.COMPLETED;
    }

    private int front(NocturneContext context, RunSummary selected) {
        List<FrontTrial> front = context.summaries().front(selected);
        if (front.isEmpty()) {
            return nothingCompleted(selected);
        }
        new FrontReport(
                        selected,
                        context.summaries().objectives(selected),
                        front,
                        context.archive().parameterNames(selected))
                .print(format.value(), spec.commandLine().getOut());
        return ExitStatus.COMPLETED;
    }

    private int nothingCompleted(RunSummary selected) {
        spec.commandLine()
                .getErr()
                .println(Texts.printable("No trial of run " + selected.runKey() + " of " + selected.study()
                        + " has completed" + (selected.status().equals("RUNNING") ? " yet." : ".")));
        return ExitStatus.FAILED;
    }

    private void print(BestTrial best, PrintWriter out) {
        switch (format.value()) {
            case JSON -> printObject(best, out);
            case CSV ->
                OutputFormat.CSV.write(out, sink -> {
                    var names = new ArrayList<>(List.of("study", "run_key", "trial_id", "objective", "duration_us"));
                    names.addAll(best.parameters().keySet());
                    sink.columns(names);
                    sink.row(cells(best));
                });
            case TABLE -> printForPerson(best, out);
        }
        out.flush();
    }

    private static List<@Nullable Object> cells(BestTrial best) {
        var cells = new ArrayList<@Nullable Object>();
        cells.add(best.study());
        cells.add(best.runKey());
        cells.add(best.trialId());
        cells.add(best.objective());
        cells.add(best.duration().toNanos() / 1000);
        cells.addAll(best.parameters().values());
        return cells;
    }

    private static void printForPerson(BestTrial best, PrintWriter out) {
        out.println(Texts.printable("Study " + best.study() + ", run " + best.runKey()));
        out.println("Best objective " + Texts.exact(best.objective()) + " in trial " + best.trialId());
        int width = best.parameters().keySet().stream()
                .mapToInt(String::length)
                .max()
                .orElse(0);
        best.parameters()
                .forEach((name, value) -> out.println(
                        Texts.printable("  " + name + " ".repeat(width - name.length()) + " = " + Texts.exact(value))));
    }

    private static void printObject(BestTrial best, PrintWriter out) {
        try (JsonGenerator json = JsonRows.generator(out)) {
            json.writeStartObject();
            json.writeStringProperty("study", best.study());
            json.writeStringProperty("run_key", best.runKey());
            json.writeNumberProperty("trial_id", best.trialId());
            json.writeNumberProperty("objective", best.objective());
            json.writeNumberProperty("duration_us", best.duration().toNanos() / 1000);
            json.writeObjectPropertyStart("parameters");
            best.parameters().forEach((name, value) -> {
                json.writeName(name);
                JsonRows.writeValue(json, value);
            });
            json.writeEndObject();
            json.writeEndObject();
        }
        out.println();
    }
}
