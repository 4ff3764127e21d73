package dev.nocturne.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nocturne.study.InvalidStudyException;
import dev.nocturne.summary.Candidate;
import dev.nocturne.summary.Champion;
import dev.nocturne.summary.Drift;
import dev.nocturne.summary.Reports;
import dev.nocturne.summary.RunObjective;
import dev.nocturne.summary.RunSummary;
import dev.nocturne.summary.StudyReport;
import dev.nocturne.summary.StudyReport.Improvement;
import dev.nocturne.summary.StudyReport.ParameterInfo;
import dev.nocturne.summary.SystematicSample;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.support.JdbcTransactionManager;

/** Every figure of a report is that of a plain query on the tables. */
abstract class JdbcReportsContract {
    private static final Instant NOW = Instant.parse("2026-02-01T00:00:00Z");
    private static final AtomicInteger KEYS = new AtomicInteger();
    private static final List<ParameterInfo> PARAMETERS = List.of(
            new ParameterInfo("a", "integer", "linear", 0, 999, List.of()),
            new ParameterInfo("kind", "categorical", "linear", Double.NaN, Double.NaN, List.of("one", "two")),
            new ParameterInfo("gamma", "continuous", "linear", 0, 1, List.of()));

    /** The database of the test class. */
    abstract LedgerDatabase database();

    private JdbcTemplate sql() {
        return new JdbcTemplate(database().pool());
    }

    private WrittenRuns written() {
        return new WrittenRuns(sql(), database().address().isH2());
    }

    private Reports reports() {
        return reports(ReadBounds.STANDARD);
    }

    private Reports reports(ReadBounds bounds) {
        var transactions = new JdbcTransactionManager(database().pool());
        var clock = Clock.fixed(NOW, ZoneOffset.UTC);
        var store = new JdbcStore(database().pool(), transactions, new WorkerHost("host", 1), clock);
        var summaries = store.summaries(new ReadOnlyQueries(database().address()::connectAsReader));
        return store.reports(
                summaries,
                new RecordedStudies() {
                    @Override
                    public List<ParameterInfo> parameters(RunSummary run) {
                        return PARAMETERS;
                    }

                    @Override
                    public List<String> changes(RunSummary before, RunSummary after) {
                        return List.of(before.runKey() + " became " + after.runKey());
                    }
                },
                "1.2.3",
                bounds);
    }

    private static String key() {
        return "run " + KEYS.incrementAndGet();
    }

    private StudyReport report(String key) {
        return reports().of(WrittenRuns.STUDY, key);
    }

    private <T> List<T> column(String query, Class<T> type, Object... arguments) {
        return sql().queryForList(query, type, arguments);
    }

    @Test
    void showsAllTrialsOfAShortRunAsTheyAre() {
        String key = key();
        written().withRungs(key, 0, 600);
        var trials = report(key).trials();
        String all = " from v_trial where run_key = ? and origin <> 'CONFIRMATION' order by trial_id";
        assertThat(trials.total()).isEqualTo(600);
        assertThat(trials.sampling()).isEmpty();
        assertThat(trials.ids()).isEqualTo(column("select trial_id" + all, Integer.class, key));
        assertThat(trials.statuses()).isEqualTo(column("select status" + all, String.class, key));
        assertThat(trials.origins()).isEqualTo(column("select origin" + all, String.class, key));
        assertThat(trials.budgets()).isEqualTo(column("select budget" + all, Double.class, key));
        assertThat(trials.durations()).isEqualTo(column("select duration_us" + all, Long.class, key));
        assertThat(trials.objectives()).isEqualTo(List.of(column("select objective" + all, Double.class, key)));
        assertThat(trials.parameters().keySet()).containsExactly("a", "kind", "gamma");
        assertThat(trials.parameters().get("a").get(599)).isEqualTo(599 * 31 % 1000L);
        assertThat(trials.parameters().get("kind").subList(0, 4)).containsExactly("one", "two", "two", "one");
        assertThat(trials.parameters().get("gamma").subList(0, 3)).containsExactly(0.1, null, 0.27);
    }

    @Test
    void showsWhatWasTheBestAtTheLargestBudget() {
        String key = key();
        written().withRungs(key, 0, 600);
        String improved = " from v_incumbent where run_key = ? and improved order by trial_id";
        List<Improvement> incumbents = report(key).incumbents();
        assertThat(incumbents)
                .extracting(Improvement::trialId)
                .isEqualTo(column("select trial_id" + improved, Integer.class, key));
        assertThat(incumbents)
                .extracting(Improvement::objective)
                .isEqualTo(column("select objective" + improved, Double.class, key));
        assertThat(incumbents.get(incumbents.size() - 1).trialId())
                .isEqualTo(report(key).run().bestTrialId());
    }

    @Test
    void countsHowResultsAreSpread() {
        String key = key();
        written().plain(key, 0, 1, 600);
        var spread = report(key).distribution();
        String completed = " from v_trial where run_key = ? and status = 'COMPLETED' and origin <> 'CONFIRMATION'";
        assertThat(spread.trials())
                .isEqualTo(column("select count(*)" + completed, Integer.class, key)
                        .get(0));
        assertThat(spread.bounds()).hasSize(41).isSorted();
        assertThat(spread.bounds().get(0))
                .isEqualTo(column("select min(objective)" + completed, Double.class, key)
                        .get(0));
        assertThat(spread.bounds().get(40))
                .isEqualTo(column("select max(objective)" + completed, Double.class, key)
                        .get(0));
        for (int bin = 0; bin < 40; bin++) {
            String within = completed + " and objective >= ? and objective " + (bin == 39 ? "<=" : "<") + " ?";
            assertThat(spread.counts().get(bin))
                    .as("bin %d", bin)
                    .isEqualTo(column(
                                    "select count(*)" + within,
                                    Long.class,
                                    key,
                                    spread.bounds().get(bin),
                                    spread.bounds().get(bin + 1))
                            .get(0));
        }
        Map<Double, Double> quantiles = new TreeMap<>();
        for (double share : new double[] {0, 0.05, 0.25, 0.5, 0.75, 0.95, 1}) {
            quantiles.put(share, quantile(share, completed, key));
        }
        assertThat(spread.quantiles()).isEqualTo(quantiles);
    }

    /** H2's percentile_disc is not that of the standard. */
    private double quantile(double share, String trials, Object argument) {
        String shares = "(select objective, cume_dist() over (order by objective) as share" + trials + ") shares";
        return column("select min(objective) from " + shares + " where share >= " + share, Double.class, argument)
                .get(0);
    }

    @Test
    void showsAllObjectivesAndTheFrontOfARunWithSeveral() {
        String key = key();
        long run = written().withObjectives(key, 600);
        var report = report(key);
        String searched = " from trial where run_id = ? and origin <> 'CONFIRMATION'";
        assertThat(report.objectives())
                .containsExactly(new RunObjective("loss", "MINIMIZE"), new RunObjective("cost", "MINIMIZE"));
        assertThat(report.incumbents()).isEmpty();
        assertThat(report.front())
                .isEqualTo(column(
                        "select trial_id" + searched
                                + " and status = 'COMPLETED' and mod(trial_id, 10) <> 4 order by 1",
                        Integer.class,
                        run));
        String objective = "select (select o.objective from trial_objective o where o.run_id = t.run_id"
                + " and o.trial_id = t.trial_id and o.position = ?) from trial t where t.run_id = ?"
                + " and t.origin <> 'CONFIRMATION' order by t.trial_id";
        assertThat(report.trials().objectives())
                .isEqualTo(List.of(column(objective, Double.class, 0, run), column(objective, Double.class, 1, run)));
        var firstOnly = key();
        written().plain(firstOnly, 0, 1, 600);
        assertThat(report.distribution()).isEqualTo(report(firstOnly).distribution());
        assertThat(report.importances())
                .isEqualTo(report(firstOnly).importances())
                .hasSize(2);
        assertThat(reports().compare(WrittenRuns.STUDY, firstOnly, key).improvements())
                .isEmpty();
    }

    @Test
    void aLongFrontIsThinned() {
        String key = key();
        long run = written().withObjectives(key, 6000);
        var report = report(key);
        assertThat(report.front()).hasSizeBetween(500, 1000).isSorted();
        assertThat(column("select trial_id from pareto_trial where run_id = ?", Integer.class, run))
                .hasSizeGreaterThan(4000)
                .containsAll(report.front());
        assertThat(report.trials().ids()).containsAll(report.front());
    }

    @Test
    void countsWhatBecameOfEachBudget() {
        String key = key();
        long run = written().withRungs(key, 0, 600);
        var rungs = report(key).rungs();
        String level = " from trial where run_id = ? and origin <> 'CONFIRMATION' and budget = ?";
        assertThat(rungs).extracting(StudyReport.Rung::budget).containsExactly(1.0, 3.0, 9.0);
        for (var rung : rungs) {
            var counts = sql().queryForMap(
                            "select count(*) as trials, count(case when status = 'COMPLETED' then 1 end) as completed,"
                                    + " count(case when status = 'PRUNED' then 1 end) as pruned,"
                                    + " count(case when status = 'FAILED' then 1 end) as failed,"
                                    + " min(objective) as best" + level,
                            run,
                            rung.budget());
            assertThat(counts)
                    .containsEntry("trials", (long) rung.trials())
                    .containsEntry("completed", (long) rung.completed())
                    .containsEntry("pruned", (long) rung.pruned())
                    .containsEntry("failed", (long) rung.failed())
                    .containsEntry("best", rung.best());
            assertThat(column(
                            "select trial_id" + level
                                    + " and trial_id in (select promoted_from from trial where run_id = ?)",
                            Integer.class,
                            run,
                            rung.budget(),
                            run))
                    .hasSize(rung.promoted());
        }
        assertThat(rungs).anySatisfy(rung -> assertThat(rung.promoted()).isPositive());
    }

    @Test
    void aRunWithOneBudgetHasNoRungs() {
        String key = key();
        written().plain(key, 0, 1, 50);
        assertThat(report(key).rungs()).isEmpty();
    }

    @Test
    void groupsFailuresAndShowsWhatTheLatestPrinted() {
        String key = key();
        written().plain(key, 0, 1, 600);
        var failures = report(key).failures();
        var groups = sql().queryForList(
                        "select failure_message, count(*) as attempts, max(trial_id) as latest from v_failure"
                                + " where run_key = ? group by failure_message order by 2 desc, 1",
                        key);
        assertThat(failures).hasSize(7).hasSameSizeAs(groups);
        for (int i = 0; i < groups.size(); i++) {
            var failure = failures.get(i);
            assertThat(failure.kind()).isEqualTo("EXIT_CODE");
            assertThat(failure.message()).isEqualTo(groups.get(i).get("failure_message"));
            assertThat((long) failure.attempts()).isEqualTo(groups.get(i).get("attempts"));
            assertThat(failure.trials()).isEqualTo(failure.attempts());
            assertThat(failure.latestTrialId()).isEqualTo(groups.get(i).get("latest"));
            assertThat(failure.errorOutput()).isEqualTo("printed by " + failure.latestTrialId());
        }
    }

    @Test
    void showsWhoDidWhatWhenAndThatSomeStillDo() {
        String key = key();
        long run = written().plain(key, 0, 1, 600);
        sql().update(
                        "update trial set status = 'RUNNING', objective = null, ended_at = null, duration_us = null, worker = 'worker 2'"
                                + " where run_id = ? and trial_id = 604",
                        run);
        var timeline = report(key).timeline();
        int ended = column("select count(*) from trial_attempt where run_id = ?", Integer.class, run)
                .get(0);
        assertThat(timeline.total()).isEqualTo(ended + 3);
        assertThat(timeline.sampling()).isEmpty();
        assertThat(timeline.bars()).hasSize(timeline.total());
        assertThat(timeline.workers()).containsExactly("worker 0", "worker 1", "worker 2");
        for (String outcome : List.of("COMPLETED", "FAILED", "PRUNED", "INTERRUPTED")) {
            assertThat(timeline.bars().stream().filter(bar -> bar.outcome().equals(outcome)))
                    .hasSize(column(
                                    "select count(*) from trial_attempt where run_id = ? and outcome = ?",
                                    Integer.class,
                                    run,
                                    outcome)
                            .get(0));
        }
        assertThat(timeline.bars().stream().filter(bar -> bar.outcome().equals("RUNNING")))
                .extracting(StudyReport.Bar::to)
                .containsExactly(NOW, NOW, NOW);
    }

    @Test
    void showsCurvesWithTheirLastSteps() {
        String key = key();
        long run = written().plain(key, 0, 1, 600);
        var curves = report(key).curves();
        assertThat(curves.total())
                .isEqualTo(column(
                                "select count(distinct trial_id) from trial_measurement where run_id = ?",
                                Integer.class,
                                run)
                        .get(0));
        assertThat(curves.sampling())
                .hasValueSatisfying(said -> assertThat(said).contains("of 120 trials"));
        assertThat(curves.curves()).hasSizeBetween(60, 100);
        for (var curve : curves.curves()) {
            assertThat(curve.steps()).hasSameSizeAs(curve.values()).hasSizeLessThanOrEqualTo(200);
            assertThat(curve.steps().get(curve.steps().size() - 1))
                    .isEqualTo(column(
                                    "select max(step) from trial_measurement where run_id = ? and trial_id = ?",
                                    Long.class,
                                    run,
                                    curve.trialId())
                            .get(0));
            for (int i = 0; i < curve.steps().size(); i++) {
                assertThat(curve.values().get(i))
                        .isEqualTo(curve.trialId() + curve.steps().get(i) / 8.0);
            }
        }
        int best = column(
                        "select trial_id from trial where run_id = ? and status = 'COMPLETED' and mod(trial_id, 10) in (1, 8)"
                                + " and origin <> 'CONFIRMATION' order by objective, trial_id fetch first 1 row only",
                        Integer.class,
                        run)
                .get(0);
        assertThat(curves.curves()).extracting(StudyReport.Curve::trialId).contains(best);
    }

    @Test
    void saysWhichParametersMatter() {
        String key = key();
        written().plain(key, 0, 1, 600);
        var importances = report(key).importances();
        assertThat(importances.keySet()).containsExactly("ped-anova", "fanova");
        assertThat(importances.values())
                .allSatisfy(shares -> assertThat(shares)
                        .extracting(StudyReport.Importance::parameter)
                        .containsExactlyInAnyOrder("a", "kind", "gamma"));
        String few = key();
        written().plain(few, 0, 1, 13);
        assertThat(column(
                        "select count(*) from v_trial where run_key = ? and status = 'COMPLETED' and origin <> 'CONFIRMATION'",
                        Integer.class,
                        few))
                .containsExactly(7);
        assertThat(report(few).importances()).isEmpty();
    }

    @Test
    void manyTrialsGiveAReportOfBoundedSize() {
        String key = key();
        written().plain(key, 0, 1, 31_000);
        var report = report(key);
        assertThat(report.trials().total()).isEqualTo(31_000);
        assertThat(report.trials().ids()).hasSizeBetween(1500, 3000).isSorted().doesNotHaveDuplicates();
        assertThat(report.trials().sampling())
                .hasValueSatisfying(said -> assertThat(said).contains("of 31,000 trials"));
        assertThat(report.trials().ids())
                .containsAll(
                        report.incumbents().stream().map(Improvement::trialId).toList())
                .containsAll(column(
                        "select trial_id from v_trial where run_key = ? and status = 'COMPLETED' and origin <> 'CONFIRMATION'"
                                + " order by objective, trial_id fetch first 500 rows only",
                        Integer.class,
                        key));
        assertThat(report.trials().statuses()).contains("FAILED", "PRUNED");
        for (var quantile : report.distribution().quantiles().entrySet()) {
            assertThat(quantile.getValue())
                    .as("%s", quantile)
                    .isEqualTo(quantile(
                            quantile.getKey(),
                            " from v_trial where run_key = ? and status = 'COMPLETED' and origin <> 'CONFIRMATION'",
                            key));
        }
        assertThat(report.distribution().counts().stream()
                        .mapToLong(Long::longValue)
                        .sum())
                .isEqualTo(report.distribution().trials())
                .isEqualTo(report.run().completedTrials());
        assertThat(report.timeline().bars()).hasSizeBetween(1000, 2000);
        assertThat(report.timeline().total()).isGreaterThan(31_000);
        assertThat(report.curves().curves()).hasSizeBetween(60, 100);
        assertThat(report.failures()).hasSize(7);
        assertThat(report.importances()).hasSize(2);
        assertThat(report(key)).as("read again").isEqualTo(report);
    }

    /** Its trials are not read; what is drawn is of those for which the page's query asks. */
    @Test
    void ofAHugeRunASampleIsReadAndTheRestIsKept() {
        var huge = new ReadBounds(20_000, 5000, 2000);
        var reports = reports(huge);
        String key = key();
        long run = written().plain(key, 3000, 88, 24_000);
        var report = reports.of(WrittenRuns.STUDY, key);
        var sample = SystematicSample.of(report.run(), huge.wholeRun(), huge.sampled())
                .orElseThrow();
        String sampled = String.format(
                " from trial where run_id = %d and origin <> 'CONFIRMATION' and mod(trial_id, %d) = mod(trial_id / %2$d * %d, %2$d)",
                run, sample.stride(), sample.step());
        assertThat(report.distribution().trials())
                .isEqualTo(column("select count(*)" + sampled + " and status = 'COMPLETED'", Integer.class)
                        .get(0))
                .isLessThan(huge.sampled());
        assertThat(report.distribution().quantiles())
                .containsEntry(
                        1.0,
                        column("select max(objective)" + sampled, Double.class).get(0));
        assertThat(report.trials().total()).isEqualTo(24_000);
        assertThat(report.trials().sampling())
                .hasValueSatisfying(
                        said -> assertThat(said).contains("of 24,000 trials").contains("of a sample of 4,800 one of"));
        assertThat(report.incumbents())
                .extracting(Improvement::trialId)
                .isEqualTo(column(
                        "select trial_id from v_incumbent where run_key = ? and improved order by trial_id",
                        Integer.class,
                        key));
        assertThat(report.trials().ids())
                .containsAll(
                        report.incumbents().stream().map(Improvement::trialId).toList());
        assertThat(report.timeline().total())
                .isEqualTo(column("select count(*) from trial_attempt where run_id = ?", Integer.class, run)
                                .get(0)
                        + 2);
        assertThat(report.failures()).hasSize(7);
        assertThat(report.failures().stream().mapToInt(kind -> kind.attempts()).sum())
                .isEqualTo(huge.failedAttempts());
        assertThat(report.curves().curves()).hasSizeBetween(60, 100);
        assertThat(report.importances()).hasSize(2);
        assertThat(reports.of(WrittenRuns.STUDY, key)).as("read again").isEqualTo(report);
        var steps = reports.compare(WrittenRuns.STUDY, key, key).improvements();
        assertThat(steps.get(steps.size() - 1).a()).isEqualTo(report.run().bestObjective());
        assertThat(steps.get(0).a())
                .isEqualTo(column("select objective from trial where run_id = ? and trial_id = 0", Double.class, run)
                        .get(0));
    }

    @Test
    void aNightIsComparedWithTheLastOneThatMeansTheSame() {
        String first = key();
        String other = key();
        String last = key();
        written().plain(first, 1000, 71, 40);
        written().plain(other, 1001, 72, 30);
        long run = written().plain(last, 1002, 71, 60);
        var report = report(last);
        var nights = report.nights();
        var tonight = nights.get(nights.size() - 1);
        assertThat(nights.subList(nights.size() - 3, nights.size()))
                .extracting(night -> night.runKey())
                .containsExactly(first, other, last);
        assertThat(tonight.runId()).isEqualTo(run);
        assertThat(tonight.number()).isEqualTo(nights.size());
        assertThat(tonight.epoch()).isEqualTo(71);
        assertThat(tonight.previousRunKey()).isEqualTo(other);
        assertThat(tonight.sameEpoch()).isFalse();
        assertThat(tonight.bestObjective()).isEqualTo(report.run().bestObjective());
        assertThat(report.comparison().orElseThrow()).isEqualTo(reports().compare(WrittenRuns.STUDY, first, last));
        assertThat(report(first).nights()).doesNotContain(tonight);
    }

    @Test
    void putsTwoRunsSideBySide() {
        String a = key();
        String b = key();
        written().plain(a, 0, 1, 40);
        long runB = written().plain(b, 0, 2, 100);
        var compared = reports().compare(WrittenRuns.STUDY, a, b);
        assertThat(compared.sameEpoch()).isFalse();
        assertThat(compared.changes()).containsExactly(a + " became " + b);
        assertThat(compared.b().runKey()).isEqualTo(b);
        assertThat(compared.b().epoch()).isEqualTo(2);
        String searched = " from trial where run_id = ? and origin <> 'CONFIRMATION'";
        assertThat(compared.b().completed())
                .isEqualTo(column("select count(*)" + searched + " and status = 'COMPLETED'", Integer.class, runB)
                        .get(0));
        assertThat(compared.b().quantiles().get(0.5))
                .isEqualTo(quantile(0.5, searched + " and status = 'COMPLETED'", runB));
        int best = column(
                        "select trial_id" + searched + " order by objective nulls last fetch first 1 row only",
                        Integer.class,
                        runB)
                .get(0);
        assertThat(compared.b().bestTrialId()).isEqualTo(best);
        assertThat(compared.b().trialsToBest()).isEqualTo(best + 1);
        assertThat(compared.parameters()).extracting(pair -> pair.name()).containsExactly("a", "kind", "gamma");
        assertThat(compared.parameters().get(0).b()).isEqualTo(best * 31 % 1000L);
        assertThat(compared.improvements())
                .extracting(step -> step.trials())
                .containsExactly(1, 2, 5, 10, 20, 36, 50, 96);
        for (var step : compared.improvements()) {
            String ended = "select min(objective) from (select objective" + searched
                    + " and ended_at is not null order by trial_id fetch first ? rows only) ended";
            assertThat(step.b())
                    .as("%s", step)
                    .isEqualTo(column(ended, Double.class, runB, step.trials()).get(0));
        }
        assertThat(compared.improvements().get(6).a()).as("of a run with 36").isNull();
    }

    @Test
    void showsTheChampionAndWhatChallengedIt() {
        String key = key();
        long run = written().plain(key, 2000, 1, 40);
        sql().update(
                        "insert into champion (study_id, champion_number, reason, parameters, objective, run_id, trial_id, gain,"
                                + " p_value, note, promoted_at) select study_id, 1, 'TEST', '{\"a\":7,\"kind\":\"one\"}', 2.5, ?, 3,"
                                + " 0.5, 0.01, 'it was better', timestamp with time zone '2026-01-02 03:04:05+00'"
                                + " from study where name = 'written'",
                        run);
        sql().update(
                        "insert into confirmation (run_id, place, trial_id, role, completed, failed, mean_objective, deviation, gain,"
                                + " p_value, adjusted_p_value, promoted, note) values (?, 1, 0, 'CHAMPION', 5, 0, 3, 0.1, null, null,"
                                + " null, false, null), (?, 2, 3, 'CHALLENGER', 4, 1, 2.5, 0.2, 0.5, 0.01, 0.03, true, 'better')",
                        run,
                        run);
        sql().update("update tuning_run set champion_number = 1 where run_id = ?", run);
        var report = report(key);
        assertThat(report.chance())
                .as("as the champion, or as the challenger that it was")
                .isPresent();
        sql().update("update confirmation set deviation = null where run_id = ? and place = 2", run);
        assertThat(report(key).chance()).contains(new StudyReport.Chance(0.1, 5));
        sql().update("update confirmation set deviation = null where run_id = ? and place = 1", run);
        assertThat(report(key).chance()).isEmpty();
        sql().update("update confirmation set deviation = 0.2 where run_id = ? and place = 2", run);
        assertThat(report(key).chance()).contains(new StudyReport.Chance(0.2, 4));
        assertThat(report.champion())
                .contains(new Champion(
                        WrittenRuns.STUDY,
                        1,
                        true,
                        "TEST",
                        2.5,
                        key,
                        3,
                        0.5,
                        0.01,
                        "it was better",
                        Instant.parse("2026-01-02T03:04:05Z"),
                        Map.of("a", 7L, "kind", "one")));
        assertThat(report.candidates())
                .containsExactly(
                        new Candidate(0, "CHAMPION", 5, 0, 3.0, 0.1, null, null, null, false, "not decided yet"),
                        new Candidate(3, "CHALLENGER", 4, 1, 2.5, 0.2, 0.5, 0.01, 0.03, true, "better"));
        assertThat(report.drift())
                .containsExactly(new Drift(key, 1, 1, 1.0, 1.5, true, Instant.parse("2026-01-01T00:00:01Z")));
    }

    @Test
    void countsWhatHasEndedOfConfirmationsThatAreNotDecided() {
        String key = key();
        long run = written().plain(key, 2000, 1, 40);
        assertThat(report(key).interrupted()).isFalse();
        sql().update(
                        "insert into confirmation (run_id, place, trial_id, role) values (?, 0, 0, 'CHAMPION'),"
                                + " (?, 1, 3, 'CHALLENGER')",
                        run,
                        run);
        sql().update(
                        "update trial set status = 'FAILED', objective = null, failure_kind = 'EXIT_CODE', failure_message = 'x' where run_id = ? and trial_id = 41",
                        run);
        sql().update("update trial set confirms = 3 where run_id = ? and trial_id = 42", run);
        var report = report(key);
        assertThat(report.candidates())
                .containsExactly(
                        new Candidate(0, "CHAMPION", 3, 1, null, null, null, null, null, false, "not decided yet"),
                        new Candidate(3, "CHALLENGER", 1, 0, null, null, null, null, null, false, "not decided yet"));
        assertThat(report.confirming()).contains(new StudyReport.Confirming(5, 5));

        sql().update("update tuning_run set search_trials = null where run_id = ?", run);
        assertThat(report(key).confirming()).as("before the search is over").isEmpty();
    }

    @Test
    void aMissingRunIsToldWithThoseThereAre() {
        String key = key();
        written().plain(key, 0, 1, 5);
        assertThatThrownBy(() -> report("no such"))
                .isInstanceOf(InvalidStudyException.class)
                .hasMessageStartingWith("Study 'written' has no run 'no such'. It has " + key);
    }
}
