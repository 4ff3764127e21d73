package dev.nocturne.report;

import dev.nocturne.report.Section.Plot;
import dev.nocturne.summary.Night;
import dev.nocturne.summary.StudyReport;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The study's sequence of nights, of which the run is one. */
final class Nights {
    private static final int SHOWN = 400;

    private Nights() {}

    /** The run's own night; empty if it is not among them. */
    static Optional<Night> tonight(StudyReport report) {
        return report.nights().stream()
                .filter(night -> night.runId() == report.run().runId())
                .findFirst();
    }

    static Section section(StudyReport report, Query query) {
        if (report.nights().size() < 2) {
            return Section.absent(
                    "nights", "Nights", "This is the first night of the study; the trend begins with the second.");
        }
        var rows = new ArrayList<List<Cell>>();
        List<Night> latest = report.nights()
                .subList(
                        Math.max(0, report.nights().size() - SHOWN),
                        report.nights().size());
        for (Night night : latest) {
            rows.add(List.of(
                    Cell.of(night.runKey()),
                    Cell.exact(night.number()),
                    Cell.exact(night.epoch()),
                    Cell.of(night.status().toLowerCase(java.util.Locale.ROOT)),
                    Cell.exact(night.planned()),
                    Cell.exact(night.done()),
                    Cell.exact(night.carriedOver()),
                    Cell.exact(night.failed()),
                    Cell.exact(night.restarts()),
                    night.status().equals("RUNNING") ? Cell.NONE : Cell.duration(night.active()),
                    Cell.exact(night.bestObjective()),
                    Cell.change(night.bestChange()),
                    Cell.exact(night.championObjective()),
                    Cell.exact(night.promotedChampion())));
        }
        return new Section(
                "nights",
                "Nights",
                "Best result and champion of each night. Another epoch began where the objective or the search space changed:"
                        + " results are comparable within an epoch only.",
                latest.size() < report.nights().size()
                        ? List.of(
                                "The latest " + SHOWN + " of " + report.nights().size() + " nights.")
                        : List.of(),
                report.run().hasSeveralObjectives()
                        ? Optional.empty()
                        : Optional.of(new Plot("nights", "Best objective and champion, night by night")),
                List.of(new DataTable(
                        "Nights",
                        DataTable.columns(
                                "Run",
                                "#Night",
                                "#Epoch",
                                "Status",
                                "#Planned",
                                "#Done",
                                "#Carried over",
                                "#Failed",
                                "#Restarts",
                                "#Worked",
                                "#Best",
                                "#Change",
                                "#Champion",
                                "#Promoted"),
                        rows)),
                query.ofStudy("*", "v_night", "order by night"),
                "");
    }
}
