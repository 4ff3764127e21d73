package dev.nocturne.report;

import dev.nocturne.report.Section.Plot;
import dev.nocturne.summary.RunObjective;
import dev.nocturne.summary.StudyReport;
import dev.nocturne.summary.StudyReport.Importance;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What the results of the run say: what matters, how they are spread, and which of them cannot be beaten. */
final class ResultSections {
    private static final int FRONT_ROWS = 500;

    private final StudyReport report;
    private final Query query;

    ResultSections(StudyReport report, Query query) {
        this.report = report;
        this.query = query;
    }

    Optional<Section> front() {
        if (report.objectives().size() < 2) {
            return Optional.empty();
        }
        if (report.front().isEmpty()) {
            return Optional.of(Section.absent("front", "Pareto front", "No trial has completed."));
        }
        var shown = new ShownTrials(report);
        var columns = new ArrayList<>(DataTable.columns("#Trial"));
        for (RunObjective objective : report.objectives()) {
            columns.add(new DataTable.Column(
                    Cell.of(objective.name() + " (" + objective.direction().toLowerCase(java.util.Locale.ROOT) + ")"),
                    true));
        }
        var rows = new ArrayList<List<Cell>>();
        for (int trial :
                report.front().subList(0, Math.min(FRONT_ROWS, report.front().size()))) {
            var row = new ArrayList<Cell>();
            row.add(Cell.exact(trial));
            int place = shown.indexOf(trial);
            for (int o = 0; o < report.objectives().size(); o++) {
                row.add(Cell.exact(place < 0 ? null : shown.objective(o, place)));
            }
            rows.add(row);
        }
        return Optional.of(new Section(
                "front",
                "Pareto front",
                "Two objectives at a time. Trials on the front are diamonds: none is better than they in one objective without"
                        + " being worse in another.",
                report.trials().sampling().map(List::of).orElse(List.of()),
                Optional.of(new Plot("front", "Trials by two objectives, those of the Pareto front marked")),
                List.of(new DataTable("Trials on the front", columns, rows)),
                query.ofRun("trial_id, name, direction, objective", "v_pareto", "order by trial_id, position"),
                ""));
    }

    Section importances() {
        if (report.importances().values().stream().allMatch(List::isEmpty)) {
            return Section.absent(
                    "importances",
                    "Importances",
                    report.run().hasSeveralObjectives()
                            ? "With several objectives no parameter is important as such."
                            : "Too few trials completed to say which parameters matter.");
        }
        var tables = new ArrayList<DataTable>();
        report.importances().forEach((method, shares) -> tables.add(importances(method, shares)));
        return new Section(
                "importances",
                "Importances",
                "Each parameter's share of what makes results good; all of them together are one. Both methods only see what was"
                        + " tried: they compute from the rows of the query."
                        + (report.objectives().size() > 1
                                ? " They are of the first objective, "
                                        + Wording.cut(
                                                Wording.printable(report.objectives()
                                                        .get(0)
                                                        .name()),
                                                60) + "."
                                : ""),
                query.sampling("The importances are"),
                Optional.of(new Plot("importances", "Share of each parameter")),
                tables,
                query.ofSample(
                        "trial_id, name, numeric_value, text_value, objective",
                        "v_trial_parameter",
                        query.compared() + "\n order by trial_id, name"),
                "");
    }

    private static DataTable importances(String method, List<Importance> shares) {
        return new DataTable(
                "By " + method,
                DataTable.columns("Parameter", "#Share"),
                shares.stream()
                        .map(one -> List.of(Cell.of(one.parameter()), Cell.exact(one.share())))
                        .toList());
    }

    Section distribution() {
        var distribution = report.distribution();
        if (distribution.counts().isEmpty()) {
            return Section.absent("distribution", "Distribution of results", "No trial has completed.");
        }
        List<String> sampling = query.sampling("Counts and quantiles are");
        var bins = new ArrayList<List<Cell>>();
        for (int i = 0; i < distribution.counts().size(); i++) {
            bins.add(List.of(
                    Cell.exact(distribution.bounds().get(i)),
                    Cell.exact(distribution.bounds().get(i + 1)),
                    Cell.exact(distribution.counts().get(i))));
        }
        var quantiles = distribution.quantiles().entrySet().stream()
                .map(quantile -> List.of(Cell.exact(quantile.getKey()), Cell.exact(quantile.getValue())))
                .toList();
        return new Section(
                "distribution",
                "Distribution of results",
                "How many of " + (sampling.isEmpty() ? "all " : "the sample's ")
                        + Wording.count(distribution.trials(), "completed trial")
                        + (report.rungs().isEmpty() ? "" : " at the largest budget")
                        + " have an objective of about so much; the lines are quantiles.",
                sampling,
                Optional.of(new Plot("distribution", "Histogram of the objective with quantiles")),
                List.of(
                        new DataTable("Quantiles", DataTable.columns("#Quantile", "#Objective"), quantiles),
                        new DataTable("Histogram", DataTable.columns("#From", "#To", "#Trials"), bins)),
                query.ofSample(
                        "count(*), min(objective), percentile_disc(0.5) within group (order by objective), max(objective)",
                        "v_trial",
                        query.compared()),
                "");
    }
}
