package dev.nocturne.store;

import dev.nocturne.study.InvalidStudyException;
import dev.nocturne.summary.Night;
import dev.nocturne.summary.Reports;
import dev.nocturne.summary.RunComparison;
import dev.nocturne.summary.RunObjective;
import dev.nocturne.summary.RunSummary;
import dev.nocturne.summary.StudyReport;
import dev.nocturne.summary.StudyReport.Improvement;
import dev.nocturne.summary.StudyReport.ParameterInfo;
import dev.nocturne.summary.Summaries;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/** Reads reports in a transaction that sees one moment, so that a run that goes on gives figures that fit together. Thread-safe. */
final class JdbcReports implements Reports {
    private static final int KEYS_NAMED = 10;
    private static final String CONFIGURATION = "select configuration from tuning_run where run_id = :run";
    private static final int MOST_OF_FRONT = 1000;
    private static final String FRONT = """
            select trial_id from pareto_trial where run_id = :run and trial_id < :end order by trial_id
            """;

    private final JdbcTemplate template;
    private final JdbcClient jdbc;
    private final TransactionTemplate oneMoment;
    private final Summaries summaries;
    private final RecordedStudies studies;
    private final String version;
    private final ReadBounds bounds;
    private final Clock clock;

    JdbcReports(
            JdbcTemplate template,
            PlatformTransactionManager transactions,
            Summaries summaries,
            RecordedStudies studies,
            String version,
            ReadBounds bounds,
            Clock clock) {
        this.template = template;
        this.jdbc = JdbcClient.create(template);
        this.oneMoment = new TransactionTemplate(transactions);
        this.oneMoment.setReadOnly(true);
        this.oneMoment.setIsolationLevel(TransactionDefinition.ISOLATION_REPEATABLE_READ);
        this.summaries = summaries;
        this.studies = studies;
        this.version = version;
        this.bounds = bounds;
        this.clock = clock;
    }

    @Override
    public StudyReport of(String study, String runKey) {
        return oneMoment.execute(moment -> report(run(study, runKey)));
    }

    @Override
    public RunComparison compare(String study, String runKeyA, String runKeyB) {
        return oneMoment.execute(moment -> comparison().of(run(study, runKeyA), run(study, runKeyB)));
    }

    private ComparisonQuery comparison() {
        return new ComparisonQuery(template, summaries, studies, bounds);
    }

    private RunSummary run(String study, String runKey) {
        return summaries.run(study, runKey).orElseThrow(() -> new InvalidStudyException("run", noRun(study, runKey)));
    }

    private String noRun(String study, String runKey) {
        List<RunSummary> runs = summaries.runs(Optional.of(study));
        String there = runs.stream().limit(KEYS_NAMED).map(RunSummary::runKey).collect(Collectors.joining(", "));
        return "Study '" + study + "' has no run '" + runKey + "'."
                + (runs.isEmpty() ? "" : " It has " + there + (runs.size() > KEYS_NAMED ? ", …" : "") + ".");
    }

    private StudyReport report(RunSummary run) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        SearchedTrials searched = SearchedTrials.of(run, bounds, jdbc);
        List<ParameterInfo> parameters = studies.parameters(run);
        List<RunObjective> objectives = summaries.objectives(run);
        boolean single = objectives.size() == 1;
        List<Improvement> incumbents = !single
                ? List.of()
                : searched.sample().isPresent()
                        ? IncumbentPath.kept(jdbc, run.runId())
                        : IncumbentPath.improvements(searched);
        List<Integer> front = single ? List.of() : front(searched);
        List<Integer> special = Stream.concat(incumbents.stream().map(Improvement::trialId), front.stream())
                .toList();
        var night = new NightQuery(jdbc, run);
        List<Night> nights = night.nights();
        var sample = TrialSample.of(searched, parameters.size() + objectives.size(), special);
        return new StudyReport(
                run,
                now,
                version,
                jdbc.sql(CONFIGURATION)
                        .param("run", run.runId())
                        .query(String.class)
                        .single(),
                parameters,
                objectives,
                nights,
                night.champion(),
                night.candidates(),
                night.confirming(),
                false,
                night.drift(),
                night.changedFiles(),
                night.chance(),
                new TrialColumns(jdbc, searched, objectives.size(), parameters).of(sample),
                incumbents,
                front,
                new ImportanceQuery(jdbc, searched, parameters).importances(),
                new ObjectiveDistribution(searched).distribution(),
                new TimelineQuery(jdbc, searched).at(now),
                new CurveQuery(jdbc, searched).curves(),
                searched.rungs(),
                FailureQuery.failures(jdbc, searched),
                comparable(run, nights).map(before -> comparison().of(before, run, searched)));
    }

    private List<Integer> front(SearchedTrials searched) {
        int[] ids =
                jdbc
                        .sql(FRONT)
                        .param("run", searched.runId())
                        .param("end", searched.end())
                        .query(Integer.class)
                        .stream()
                        .mapToInt(Integer::intValue)
                        .toArray();
        return SearchedTrials.oneOf(SearchedTrials.stride(ids.length, MOST_OF_FRONT), ids);
    }

    /** The night before, or the last one before it whose results mean the same. */
    private Optional<RunSummary> comparable(RunSummary run, List<Night> nights) {
        Night tonight = nights.get(nights.size() - 1);
        return nights.stream()
                .filter(night -> night.epoch() == tonight.epoch() && night.runId() != tonight.runId())
                .reduce((earlier, later) -> later)
                .flatMap(night -> summaries.run(run.study(), night.runKey()));
    }
}
