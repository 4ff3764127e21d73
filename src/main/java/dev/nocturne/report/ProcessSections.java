package dev.nocturne.report;

import dev.nocturne.report.Section.Plot;
import dev.nocturne.summary.StudyReport;
import dev.nocturne.summary.StudyReport.Bar;
import dev.nocturne.summary.StudyReport.FailureKinds;
import dev.nocturne.summary.StudyReport.Rung;
import dev.nocturne.summary.SystematicSample;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** How the run went about it: who did what when, what was measured on the way, and what failed. */
final class ProcessSections {
    private static final int ROWS = 500;

    private final StudyReport report;
    private final Query query;

    ProcessSections(StudyReport report, Query query) {
        this.report = report;
        this.query = query;
    }

    Section timeline() {
        var timeline = report.timeline();
        if (timeline.bars().isEmpty()) {
            return Section.absent("timeline", "Timeline", "Nothing was attempted.");
        }
        var rows = timeline.bars().stream().limit(ROWS).map(this::attempt).toList();
        String caption = timeline.total() <= ROWS ? "Attempts" : "Attempts: " + rows.size() + " of " + timeline.total();
        return new Section(
                "timeline",
                "Timeline",
                "A row for each worker, a bar for each attempt at a trial. Failed attempts are crossed, pruned ones are half as"
                        + " high, those that were cut off are hollow.",
                timeline.sampling().map(List::of).orElse(List.of()),
                Optional.of(new Plot("timeline", "Attempts of each worker over time")),
                List.of(new DataTable(
                        caption,
                        DataTable.columns("#Trial", "#Attempt", "Worker", "Outcome", "From", "#Duration"),
                        rows)),
                query.ofRun(
                        "trial_id, attempt, worker, outcome, started_at, ended_at, duration_us",
                        "v_attempt",
                        "order by started_at"),
                "");
    }

    private List<Cell> attempt(Bar bar) {
        return List.of(
                Cell.exact(bar.trialId()),
                Cell.exact(bar.attempt()),
                Cell.of(report.timeline().workers().get(bar.worker())),
                Cell.of(bar.outcome().toLowerCase(Locale.ROOT)),
                new Cell(bar.from().toString(), ""),
                Cell.duration(Duration.between(bar.from(), bar.to())));
    }

    Optional<Section> curves() {
        var curves = report.curves();
        if (curves.curves().isEmpty()) {
            return Optional.empty();
        }
        var rows = curves.curves().stream()
                .map(curve -> List.of(
                        Cell.exact(curve.trialId()),
                        Cell.of(curve.status().toLowerCase(Locale.ROOT)),
                        Cell.exact(curve.steps().size()),
                        Cell.exact(last(curve.steps())),
                        Cell.exact(last(curve.values()))))
                .toList();
        return Optional.of(new Section(
                "curves",
                "Intermediate values",
                "A line for each trial: what it measured at each step. Pruned ones are dashed, failed ones dotted.",
                curves.sampling().map(List::of).orElse(List.of()),
                Optional.of(new Plot("curves", "Measurements of trials by step")),
                List.of(new DataTable(
                        "Where each ended",
                        DataTable.columns("#Trial", "Status", "#Measurements", "#Last step", "#Last value"),
                        rows)),
                query.ofRun("trial_id, step, measured_value", "v_measurement", "order by trial_id, step"),
                ""));
    }

    private static <T> @org.jspecify.annotations.Nullable T last(List<T> values) {
        return values.isEmpty() ? null : values.get(values.size() - 1);
    }

    Optional<Section> rungs() {
        if (report.rungs().isEmpty()) {
            return Optional.empty();
        }
        var rows = new ArrayList<List<Cell>>();
        for (Rung rung : report.rungs()) {
            rows.add(List.of(
                    Cell.exact(rung.budget()),
                    Cell.exact(rung.trials()),
                    Cell.exact(rung.completed()),
                    Cell.exact(rung.pruned()),
                    Cell.exact(rung.failed()),
                    Cell.exact(rung.promoted()),
                    Cell.exact(rung.best())));
        }
        return Optional.of(new Section(
                "rungs",
                "Rungs",
                "A bar for each budget: what became of the trials that were evaluated with it. The promoted ones went on to the"
                        + " next.",
                query.sampling("The counts are"),
                Optional.of(new Plot("rungs", "Trials by budget and outcome")),
                List.of(new DataTable(
                        "Rungs",
                        DataTable.columns(
                                "#Budget", "#Trials", "#Completed", "#Pruned", "#Failed", "#Promoted", "#Best"),
                        rows)),
                query.ofSample(
                        "budget, status, count(*)",
                        "v_trial",
                        query.searched() + "\n group by budget, status order by budget, status"),
                ""));
    }

    Section failures() {
        if (report.failures().isEmpty()) {
            return Section.absent("failures", "Failures", "No attempt failed.");
        }
        var rows = new ArrayList<List<Cell>>();
        for (FailureKinds kind : report.failures()) {
            rows.add(List.of(
                    Cell.of(kind.kind()),
                    Cell.whole(Wording.cut(kind.message(), 500)),
                    Cell.exact(kind.attempts()),
                    Cell.exact(kind.trials()),
                    Cell.exact(kind.latestTrialId())));
        }
        return new Section(
                "failures",
                "Failures",
                "Attempts that failed, by kind and message, with the end of what the latest program of each kind printed.",
                latest(),
                Optional.empty(),
                List.of(new DataTable(
                        "Failures",
                        DataTable.columns("Kind", "Message", "#Attempts", "#Trials", "#Latest trial"),
                        rows)),
                query.ofRun(
                        "failure_kind, failure_message, count(*)",
                        "v_failure",
                        "group by failure_kind, failure_message order by count(*) desc"),
                output());
    }

    private List<String> latest() {
        int attempts =
                report.failures().stream().mapToInt(FailureKinds::attempts).sum();
        return SystematicSample.of(report.run()).isEmpty() || attempts < SystematicSample.FAILED_ATTEMPTS
                ? List.of()
                : List.of(String.format(
                        Locale.ROOT,
                        "More attempts failed than are counted here, which are the latest %,d; the query counts all.",
                        attempts));
    }

    private String output() {
        var text = new StringBuilder();
        for (FailureKinds kind : report.failures()) {
            if (!kind.errorOutput().isBlank()) {
                text.append("Trial ").append(kind.latestTrialId()).append(", ");
                text.append(Wording.printable(kind.kind())).append(":\n");
                text.append(Wording.printableLines(kind.errorOutput()).stripTrailing())
                        .append("\n\n");
            }
        }
        return text.toString().stripTrailing();
    }
}
