package dev.nocturne.report;

import dev.nocturne.report.Section.Plot;
import dev.nocturne.summary.RunObjective;
import dev.nocturne.summary.StudyReport;
import dev.nocturne.summary.StudyReport.Importance;
import dev.nocturne.summary.StudyReport.ParameterInfo;
import dev.nocturne.summary.StudyReport.Trials;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What the trials of the run were: over time, and over the search space. */
final class TrialSections {
    private static final int ROWS = 1000;
    private static final int PARAMETER_ROWS = 200;
    private static final int PARAMETER_COLUMNS = 12;

    private final StudyReport report;
    private final Trials trials;
    private final Query query;
    private final ShownTrials shown;
    private final List<String> sampling;

    TrialSections(StudyReport report, Query query) {
        this.report = report;
        this.trials = report.trials();
        this.query = query;
        this.shown = new ShownTrials(report);
        this.sampling = trials.sampling().map(List::of).orElse(List.of());
    }

    List<Section> sections() {
        if (trials.ids().isEmpty()) {
            return List.of(Section.absent("history", "Optimisation history", "No trial has been started."));
        }
        return List.of(history(), parallel(), slices(), contour());
    }

    private Section history() {
        boolean single = report.objectives().size() == 1;
        return new Section(
                "history",
                "Optimisation history",
                (single
                                ? "Each mark is a trial, in the order in which they were proposed; the line is the best so far."
                                : "Each mark is a trial, in the order in which they were proposed; choose the objective above the"
                                        + " plot.")
                        + (report.rungs().isEmpty() ? "" : " Trials of smaller budgets are drawn smaller and lighter."),
                sampling,
                Optional.of(new Plot("history", "Objective of each trial by trial number, and the best so far")),
                List.of(improvements(), trialTable()).stream()
                        .filter(table -> !table.rows().isEmpty())
                        .toList(),
                single
                        ? query.ofRun(
                                "trial_id, objective, incumbent_objective, improved",
                                "v_incumbent",
                                "order by trial_id")
                        : query.ofRun("trial_id, name, objective", "v_trial_objective", "order by trial_id, position"),
                "");
    }

    private DataTable improvements() {
        var rows = report.incumbents().stream()
                .map(better -> List.of(Cell.exact(better.trialId()), Cell.exact(better.objective())))
                .toList();
        return new DataTable("Each new best", DataTable.columns("#Trial", "#Objective"), rows);
    }

    private DataTable trialTable() {
        var columns = new ArrayList<>(DataTable.columns("#Trial", "Status", "Origin"));
        for (RunObjective objective : report.objectives()) {
            columns.add(new DataTable.Column(Cell.of(objective.name()), true));
        }
        columns.addAll(DataTable.columns("#Budget", "#Seconds"));
        var rows = new ArrayList<List<Cell>>();
        for (int i : shown.bestFirst(ROWS)) {
            var row = new ArrayList<Cell>();
            row.add(Cell.exact(trials.ids().get(i)));
            row.add(Cell.of(lower(trials.statuses().get(i))));
            row.add(Cell.of(lower(trials.origins().get(i))));
            for (int o = 0; o < report.objectives().size(); o++) {
                row.add(Cell.exact(shown.objective(o, i)));
            }
            row.add(Cell.exact(trials.budgets().get(i)));
            Long micros = trials.durations().get(i);
            row.add(Cell.exact(micros == null ? null : Double.valueOf(micros / 1e6)));
            rows.add(row);
        }
        return new DataTable(howMany("Trials, the best first", ROWS), columns, rows);
    }

    private String howMany(String what, int limit) {
        return trials.total() <= limit
                ? what
                : what + ": " + Math.min(limit, trials.ids().size()) + " of " + trials.total();
    }

    private static String lower(String word) {
        return word.toLowerCase(java.util.Locale.ROOT);
    }

    private Section parallel() {
        return new Section(
                "parallel",
                "Parallel coordinates",
                "Each line is a completed trial, from axis to axis through its parameters to its objective. Lines of good trials"
                        + " that run together show where good parameters lie. A trial in which a parameter is not active crosses"
                        + " its axis at the place called not used." + budgets(),
                withParameters("The plot has room for the most important ones."),
                Optional.of(new Plot("parallel", "Parameters and objective of each completed trial")),
                List.of(parameterTable()),
                query.ofCompared("trial_id, name, text_value, objective", "trial_id, name"),
                "");
    }

    /** What is not comparable is not drawn beside one another. */
    private String budgets() {
        return report.rungs().isEmpty() ? "" : " Drawn are trials at the largest budget at which any completed.";
    }

    private List<String> withParameters(String more) {
        var notes = new ArrayList<>(sampling);
        if (report.parameters().size() > PARAMETER_COLUMNS) {
            notes.add("The search space has " + report.parameters().size() + " parameters. " + more);
        }
        return notes;
    }

    private DataTable parameterTable() {
        List<ParameterInfo> parameters = importantFirst();
        var columns = new ArrayList<>(DataTable.columns("#Trial", "#Objective"));
        parameters.forEach(parameter -> columns.add(new DataTable.Column(
                Cell.of(parameter.name()), !parameter.type().equals("categorical"))));
        var rows = new ArrayList<List<Cell>>();
        for (int i : shown.bestFirst(PARAMETER_ROWS)) {
            var row = new ArrayList<Cell>();
            row.add(Cell.exact(trials.ids().get(i)));
            row.add(Cell.exact(shown.objective(0, i)));
            parameters.forEach(parameter -> row.add(Cell.value(shown.value(parameter.name(), i))));
            rows.add(row);
        }
        return new DataTable(howMany("Parameters of trials, the best first", PARAMETER_ROWS), columns, rows);
    }

    private List<ParameterInfo> importantFirst() {
        List<String> order = report.importances().values().stream()
                .findFirst()
                .map(shares -> shares.stream().map(Importance::parameter).toList())
                .orElse(List.of());
        return report.parameters().stream()
                .sorted(java.util.Comparator.comparingInt(parameter -> {
                    int place = order.indexOf(parameter.name());
                    return place < 0 ? Integer.MAX_VALUE : place;
                }))
                .limit(PARAMETER_COLUMNS)
                .toList();
    }

    private Section slices() {
        return new Section(
                "slices",
                "Slices",
                "One plot for each parameter: its value against the objective, stronger in colour the later the trial. "
                        + (sampling.isEmpty()
                                ? "Where the marks gather is where the search went."
                                : "More of the best are drawn than of the others: where the marks gather need not be where the"
                                        + " search went.")
                        + budgets(),
                withParameters("Choose above the plot which are shown."),
                Optional.of(new Plot("slices", "Objective against each parameter")),
                List.of(),
                query.ofCompared(
                        "name, numeric_value, text_value, objective, trial_id", "name, numeric_value, text_value"),
                "");
    }

    private Section contour() {
        if (report.parameters().size() < 2) {
            return Section.absent("contour", "Two parameters together", "The search space has a single parameter.");
        }
        return new Section(
                "contour",
                "Two parameters together",
                sampling.isEmpty()
                        ? "Each field is the mean of the completed trials that lie in it, not a model: an empty field was not"
                                + " tried. The marks are the trials." + budgets()
                        : "Each field is the mean of the trials shown that lie in it, not a model. More of the best are shown"
                                + " than of the others: the mean of a field is better than that of all its trials, and an"
                                + " empty field may have been tried." + budgets(),
                sampling,
                Optional.of(new Plot("contour", "Mean objective over two parameters, in fields")),
                List.of(),
                query.ofCompared("trial_id, name, numeric_value, text_value, objective", "trial_id, name"),
                "");
    }
}
