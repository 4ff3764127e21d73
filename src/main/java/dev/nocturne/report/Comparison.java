package dev.nocturne.report;

import dev.nocturne.report.Section.Plot;
import dev.nocturne.summary.RunComparison;
import dev.nocturne.summary.RunComparison.Side;
import dev.nocturne.summary.SystematicSample;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Stream;

/** Two runs side by side. */
final class Comparison {
    private final RunComparison runs;

    Comparison(RunComparison runs) {
        this.runs = runs;
    }

    Section section(Query query) {
        var notes = new ArrayList<String>();
        if (!runs.sameEpoch()) {
            notes.add(
                    "Their epochs differ: the objective or the search space changed in between, and the results cannot be"
                            + " compared.");
        }
        if (Stream.of(runs.a(), runs.b()).anyMatch(Comparison::isLong)) {
            notes.add("Quantiles of a run with more than "
                    + String.format(Locale.ROOT, "%,d", SystematicSample.LARGEST_READ_WHOLE)
                    + " trials are those of a sample.");
        }
        notes.addAll(runs.changes());
        return new Section(
                "comparison",
                "Compared with another night",
                "How good each run was after so many trials, where the best trial of each lies, and how its results are spread.",
                notes,
                runs.improvements().isEmpty()
                        ? Optional.empty()
                        : Optional.of(new Plot("comparison", "Best objective of both runs after so many trials")),
                List.of(sides(), parameters(), improvements()).stream()
                        .filter(table -> !table.rows().isEmpty())
                        .toList(),
                query.ofStudy(
                        "*",
                        "v_run",
                        "  and run_key in (" + Query.literal(runs.a().runKey()) + ", "
                                + Query.literal(runs.b().runKey()) + ")"),
                "");
    }

    private static boolean isLong(Side side) {
        return side.completed() + side.failed() + side.pruned() > SystematicSample.LARGEST_READ_WHOLE;
    }

    private DataTable sides() {
        var rows = new ArrayList<List<Cell>>();
        rows.add(row("Status", side -> Cell.of(side.status().toLowerCase(Locale.ROOT))));
        rows.add(row("Strategy", side -> Cell.of(side.strategy())));
        rows.add(row("Seed", side -> Cell.exact(side.seed())));
        rows.add(row("Epoch", side -> Cell.exact(side.epoch())));
        rows.add(row("Planned", side -> Cell.exact(side.planned())));
        rows.add(row("Completed", side -> Cell.exact(side.completed())));
        rows.add(row("Failed", side -> Cell.exact(side.failed())));
        rows.add(row("Pruned", side -> Cell.exact(side.pruned())));
        rows.add(row("Best objective", side -> Cell.exact(side.bestObjective())));
        rows.add(row("Best trial", side -> Cell.exact(side.bestTrialId())));
        rows.add(row("Trials to the best", side -> Cell.exact(side.trialsToBest())));
        rows.add(row("Worked", side -> Cell.duration(side.active())));
        rows.add(row("Evaluations", side -> Cell.duration(side.evaluation())));
        var quantiles = new TreeSet<>(runs.a().quantiles().keySet());
        quantiles.addAll(runs.b().quantiles().keySet());
        quantiles.forEach(quantile -> rows.add(row(
                "Quantile " + Wording.rounded(quantile),
                side -> Cell.exact(side.quantiles().get(quantile)))));
        return new DataTable("Both runs", columns(""), rows);
    }

    private List<Cell> row(String name, Function<Side, Cell> value) {
        return List.of(Cell.of(name), value.apply(runs.a()), value.apply(runs.b()));
    }

    private List<DataTable.Column> columns(String first) {
        return List.of(
                new DataTable.Column(first.isEmpty() ? Cell.of("Run") : Cell.of(first), first.startsWith("After")),
                new DataTable.Column(Cell.of(runs.a().runKey()), true),
                new DataTable.Column(Cell.of(runs.b().runKey()), true));
    }

    private DataTable parameters() {
        return new DataTable(
                "The best trial of each",
                columns("Parameter"),
                runs.parameters().stream()
                        .map(pair -> List.of(Cell.of(pair.name()), Cell.value(pair.a()), Cell.value(pair.b())))
                        .toList());
    }

    private DataTable improvements() {
        return new DataTable(
                "The best so far",
                columns("After trials"),
                runs.improvements().stream()
                        .map(step -> List.of(Cell.exact(step.trials()), Cell.exact(step.a()), Cell.exact(step.b())))
                        .toList());
    }
}
