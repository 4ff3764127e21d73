package dev.nocturne.report;

import dev.nocturne.summary.StudyReport;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The evidence behind the champion: what was evaluated again, exactly. */
final class ChampionSection {
    private ChampionSection() {}

    /** Empty if the study keeps no champion. */
    static Optional<Section> of(StudyReport report, Query query) {
        if (report.candidates().isEmpty() && report.drift().isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new Section(
                "champion",
                "Champion",
                "What was evaluated again with other seeds, and how the champion did on each night. Gains and changes are in the"
                        + " study's direction: negative is worse.",
                List.of(),
                Optional.empty(),
                List.of(candidates(report), drift(report)).stream()
                        .filter(table -> !table.rows().isEmpty())
                        .toList(),
                query.ofRun("*", "v_confirmation", "") + "\n\n" + evaluations(report, query)
                        + query.ofStudy("*", "v_drift", "") + "\n\n"
                        + query.ofStudy("*", "v_champion", "order by champion"),
                ""));
    }

    /** The view counts none before the decision. */
    private static String evaluations(StudyReport report, Query query) {
        if (new KeptChampion(report).undecided().isEmpty()) {
            return "";
        }
        return query.ofRun(
                        "confirms, status, count(*)",
                        "v_trial",
                        "  and origin = 'CONFIRMATION'\n group by confirms, status")
                + "\n\n";
    }

    private static DataTable candidates(StudyReport report) {
        var rows = new ArrayList<List<Cell>>();
        for (var candidate : report.candidates()) {
            rows.add(List.of(
                    Cell.exact(candidate.trialId()),
                    Cell.of(candidate.role().toLowerCase(java.util.Locale.ROOT)),
                    Cell.exact(candidate.completed()),
                    Cell.exact(candidate.failed()),
                    Cell.exact(candidate.mean()),
                    Cell.exact(candidate.deviation()),
                    Cell.exact(candidate.gain()),
                    Cell.exact(candidate.pValue()),
                    Cell.exact(candidate.adjustedPValue()),
                    Cell.of(candidate.promoted() ? "yes" : "no"),
                    Cell.whole(candidate.note())));
        }
        return new DataTable(
                "Evaluated again",
                DataTable.columns(
                        "#Trial",
                        "Role",
                        "#Completed",
                        "#Failed",
                        "#Mean",
                        "#Deviation",
                        "#Gain",
                        "#p",
                        "#p, corrected",
                        "Promoted",
                        "Note"),
                rows);
    }

    private static DataTable drift(StudyReport report) {
        var rows = new ArrayList<List<Cell>>();
        for (var drift : report.drift()) {
            Boolean same = drift.sameEpoch();
            rows.add(List.of(
                    Cell.of(drift.runKey()),
                    Cell.exact(drift.champion()),
                    Cell.exact(drift.epoch()),
                    Cell.exact(drift.objective()),
                    Cell.exact(drift.change()),
                    Cell.of(same == null ? null : same ? "yes" : "no")));
        }
        return new DataTable(
                "Drift", DataTable.columns("Run", "#Champion", "#Epoch", "#Objective", "#Change", "Same epoch"), rows);
    }
}
