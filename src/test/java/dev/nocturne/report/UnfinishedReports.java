package dev.nocturne.report;

import dev.nocturne.summary.Candidate;
import dev.nocturne.summary.Champion;
import dev.nocturne.summary.Drift;
import dev.nocturne.summary.RunSummary;
import dev.nocturne.summary.StudyReport;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** The rich report's run, seen before it was over. */
final class UnfinishedReports {
    private static final String CONFIGURATION = "study: forest\nchampion:\n  confirm: 5\n";

    private UnfinishedReports() {}

    /** In its search, or cut off in it. */
    static StudyReport searching(String status) {
        return of(SampleReports.rich(100), status, Optional.of(before()), List.of());
    }

    /** Of a study that has no champion yet. */
    static StudyReport searchingForTheFirst(String status) {
        return of(SampleReports.rich(100), status, Optional.empty(), List.of());
    }

    /** Before any trial completed. */
    static StudyReport begun() {
        return of(SampleReports.empty(), "RUNNING", Optional.of(before()), List.of());
    }

    /** Of which a person let the second start go on although such files had changed. */
    static StudyReport mixed(String... files) {
        var report = SampleReports.rich(100);
        return of(report, "COMPLETED", report.champion(), report.candidates(), List.of(), List.of(files));
    }

    /** While the best are evaluated again. */
    static StudyReport confirming(String status) {
        var candidates = List.of(
                new Candidate(0, "CHAMPION", 5, 0, 0.963, 0.002, null, null, null, false, ""),
                new Candidate(87, "CHALLENGER", 1, 0, null, null, null, null, null, false, "not decided yet"),
                new Candidate(53, "CHALLENGER", 0, 0, null, null, null, null, null, false, ""));
        return of(SampleReports.rich(100), status, Optional.of(before()), candidates);
    }

    /** The champion was evaluated again, and never before with several seeds. */
    static StudyReport drifted() {
        return of(
                SampleReports.rich(100), "RUNNING", Optional.of(before()), List.of(), SampleReports.drift(), List.of());
    }

    /** It is over, and nobody was promoted. */
    static StudyReport notEnough() {
        String note = "better on average, but that may be luck: p = 0.125 is above the level of 0.05; set confirm: 6";
        var candidates = List.of(
                new Candidate(0, "CHAMPION", 4, 0, 0.963, 0.1, null, null, null, false, "stays"),
                new Candidate(53, "CHALLENGER", 4, 0, 1.163, 0.1, 0.2, 0.0625, 0.125, false, note));
        return of(SampleReports.rich(100), "COMPLETED", Optional.of(before()), candidates);
    }

    private static Champion before() {
        Champion now = SampleReports.champion();
        return new Champion(
                now.study(),
                2,
                true,
                "TEST",
                0.965,
                "2026-11-15",
                41,
                0.004,
                0.01,
                "",
                SampleReports.START.minus(Duration.ofDays(7)),
                now.parameters());
    }

    private static StudyReport of(
            StudyReport report, String status, Optional<Champion> champion, List<Candidate> candidates) {
        return of(report, status, champion, candidates, List.of(), List.of());
    }

    private static StudyReport of(
            StudyReport report,
            String status,
            Optional<Champion> champion,
            List<Candidate> candidates,
            List<Drift> drift,
            List<String> changedFiles) {
        return new StudyReport(
                run(report.run(), status),
                report.generatedAt(),
                report.version(),
                CONFIGURATION,
                report.parameters(),
                report.objectives(),
                report.nights(),
                champion,
                candidates,
                candidates.isEmpty() ? Optional.empty() : Optional.of(new StudyReport.Confirming(15, 6)),
                false,
                drift,
                changedFiles,
                Optional.empty(),
                report.trials(),
                report.incumbents(),
                report.front(),
                report.importances(),
                report.distribution(),
                report.timeline(),
                report.curves(),
                report.rungs(),
                report.failures(),
                report.comparison());
    }

    private static RunSummary run(RunSummary run, String status) {
        return new RunSummary(
                run.runId(),
                run.study(),
                run.runKey(),
                status,
                run.strategy(),
                run.direction(),
                run.seed(),
                run.lag(),
                run.plannedTrials(),
                run.completedTrials(),
                run.failedTrials(),
                run.prunedTrials(),
                0,
                0,
                run.bestObjective(),
                run.bestTrialId(),
                run.frontTrials(),
                null,
                run.evaluationTime(),
                run.restarts(),
                null,
                null,
                run.startedAt(),
                status.equals("RUNNING") ? null : run.startedAt().plusSeconds(60));
    }
}
