package dev.nocturne.batch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nocturne.config.StudyPlan;
import dev.nocturne.study.InvalidStudyException;
import dev.nocturne.summary.FrontTrial;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.core.JdbcTemplate;

/** The job as it is wired, in this process. */
@Timeout(120)
abstract class TuningJobContract {
    static final int MOST_WORKERS = 4;
    private static final AtomicInteger STUDIES = new AtomicInteger();
    private static final int TRIALS = 60;

    private final String study = "job-" + STUDIES.incrementAndGet();
    private final Heard heard = new Heard();

    @TempDir
    private Path folder;

    abstract NocturneContext context();

    abstract JdbcTemplate sql();

    private static final class Heard implements RunListener {
        private int starts;
        private RunStart last;

        @Override
        public void started(RunStart start, Supplier<RunProgress> progress) {
            starts++;
            last = start;
        }

        @Override
        public void waitingForDatabase(String reason, Duration delay) {
            throw new AssertionError("The database is not away: " + reason);
        }
    }

    /** A study file, changed by the lines that are given; each replaces the line with its key, or is added. */
    private RunRequest request(String... lines) {
        return request(Optional.empty(), false, lines);
    }

    private RunRequest request(Optional<String> key, boolean fresh, String... lines) {
        var text = new StringBuilder("study: " + study + "\n");
        List<String> defaults = List.of(
                "strategy: random_search",
                "max-trials: " + TRIALS,
                "seed: 42",
                "workers: 2",
                "chunk-size: 7",
                "search-space: {x: {type: continuous, min: 0, max: 1}, n: {type: integer, min: 1, max: 30}}",
                "objective: {type: function, name: norm}");
        for (String line : defaults) {
            String lineKey = line.substring(0, line.indexOf(':'));
            if (Arrays.stream(lines).noneMatch(other -> other.startsWith(lineKey + ":"))) {
                text.append(line).append('\n');
            }
        }
        Arrays.stream(lines).forEach(line -> text.append(line).append('\n'));
        Path file = folder.resolve("study.yml");
        try {
            Files.writeString(file, text);
        } catch (IOException failure) {
            throw new IllegalStateException(failure);
        }
        return new RunRequest(LearningStrategies.READER.read(file), file, key, fresh);
    }

    private RunOutcome run(RunRequest request) {
        return context().runner().run(request, heard);
    }

    private List<List<Object>> table(String runKey) {
        return sql().query(
                        "select trial_id, status, objective, parameters from v_trial where study = ? and run_key = ? order by trial_id",
                        (row, i) -> Arrays.asList(row.getInt(1), row.getString(2), row.getObject(3), row.getString(4)),
                        study,
                        runKey);
    }

    private int ended() {
        return count("select count(*) from v_trial where study = ? and ended_at is not null");
    }

    private int count(String query) {
        return sql().queryForObject(query, Integer.class, study);
    }

    private List<Map<String, Object>> steps() {
        return sql().queryForList("""
                        select s.step_name, s.status, s.write_count, s.commit_count
                          from batch_step_execution s
                          join batch_job_execution e on e.job_execution_id = s.job_execution_id
                          join tuning_run r on r.job_instance_id = e.job_instance_id
                          join study t on t.study_id = r.study_id
                         where t.name = ?
                         order by s.step_execution_id
                        """, study);
    }

    private static String quietTable;

    /** The table of an undisturbed run; made once, by whichever run is first. */
    private void assertQuietTable(String runKey) {
        String table = table(runKey).toString();
        synchronized (TuningJobContract.class) {
            quietTable = quietTable == null ? table : quietTable;
        }
        assertThat(table(runKey)).hasSize(TRIALS);
        assertThat(table).isEqualTo(quietTable);
    }

    // --------------------------------------------------------------------------------------------------- the job

    @ParameterizedTest
    @CsvSource({"1, 1", "1, 7", "1, 50", "4, 1", "4, 7", "4, 50", "3, 1000"})
    void completesWithTheSameTableForAnyWorkersAndChunks(int workers, int chunk) {
        RunOutcome outcome = run(request(Optional.of("night"), false, "workers: " + workers, "chunk-size: " + chunk));

        assertThat(outcome).isInstanceOf(RunOutcome.Completed.class);
        assertThat(((RunOutcome.Completed) outcome).run().completedTrials()).isEqualTo(TRIALS);
        assertQuietTable("night");
        assertThat(heard.starts).isEqualTo(1);
        assertThat(heard.last.plannedTrials()).isEqualTo(TRIALS);
        assertThat(steps()).allSatisfy(step -> assertThat(step).containsEntry("status", "COMPLETED"));
        assertThat(steps())
                .extracting(step -> step.get("step_name"))
                .startsWith("plan", "trials")
                .endsWith("summary", "report");
        assertThat(context().verifier().verify(study, "night").difference()).isEmpty();
    }

    @Test
    void aCompletedRunIsDoneOnce() {
        run(request(Optional.of("night"), false));
        RunOutcome again = run(request(Optional.of("night"), false));
        assertThat(again).isInstanceOf(RunOutcome.AlreadyComplete.class);
        assertThat(heard.starts).isEqualTo(1);
        assertQuietTable("night");
    }

    @Test
    void withoutAKeyARunIsTonights() {
        assertThat(run(request())).isInstanceOf(RunOutcome.Completed.class);
        assertThat(run(request())).isInstanceOf(RunOutcome.AlreadyComplete.class);
        assertThat(heard.last.runKey()).matches("\\d{4}-\\d\\d-\\d\\d");
    }

    // ------------------------------------------------------------------------------------------- rows and checkpoint

    @Test
    void aChunkThatFailsLeavesNeitherRowsNorCheckpoint() {
        sabotage("trial_attempt", "trial_id <> 23");
        try {
            RunOutcome failed = run(request(Optional.of("night"), false, "workers: 1", "chunk-size: 7"));
            assertThat(failed).isInstanceOf(RunOutcome.Failed.class);
        } finally {
            mend("trial_attempt");
        }
        assertWholeChunksOnly();
        assertThat(run(request(Optional.of("night"), false, "workers: 4", "chunk-size: 1")))
                .isInstanceOf(RunOutcome.Completed.class);
        assertThat(heard.last.endedTrials()).isEqualTo(21);
        assertThat(heard.last.interruptedAttempts()).isEqualTo(7);
        assertQuietTable("night");
    }

    @Test
    void aCheckpointThatFailsTakesItsRowsAlong() {
        sabotage("batch_step_execution", "step_name not like 'trial:%' or write_count < 28 or status <> 'STARTED'");
        try {
            assertThat(run(request(Optional.of("night"), false, "workers: 1", "chunk-size: 7")))
                    .isInstanceOf(RunOutcome.Failed.class);
        } finally {
            mend("batch_step_execution");
        }
        assertWholeChunksOnly();
        assertThat(run(request(Optional.of("night"), false, "workers: 2", "chunk-size: 50")))
                .isInstanceOf(RunOutcome.Completed.class);
        assertQuietTable("night");
    }

    private void assertWholeChunksOnly() {
        assertThat(ended()).isEqualTo(21);
        assertThat(count("select count(*) from trial_attempt a join v_run r on r.run_id = a.run_id where r.study = ?"))
                .isEqualTo(21);
        assertThat(count("select count(*) from tuning_event e join v_run r on r.run_id = e.run_id where r.study = ?"
                        + " and e.type = 'TRIAL_COMPLETED'"))
                .isEqualTo(21);
        assertThat(sql().queryForObject("select status from v_run where study = ?", String.class, study))
                .isEqualTo("FAILED");
    }

    private void sabotage(String table, String check) {
        sql().execute("alter table " + table + " add constraint sabotage check (" + check + ")"
                + (isPostgres() ? " not valid" : " nocheck"));
    }

    private void mend(String table) {
        sql().execute("alter table " + table + " drop constraint sabotage");
    }

    abstract boolean isPostgres();

    @Test
    void aSummaryThatFailsIsMadeTheNextTime() {
        sabotage("tuning_summary", "trials_ran < 0");
        try {
            assertThat(run(request(Optional.of("night"), false))).isInstanceOf(RunOutcome.Failed.class);
        } finally {
            mend("tuning_summary");
        }
        assertThat(ended()).isEqualTo(TRIALS);
        assertThat(run(request(Optional.of("night"), false))).isInstanceOf(RunOutcome.Completed.class);
        assertQuietTable("night");
    }

    @Test
    void aPlanThatFailsIsMadeTheNextTime() {
        sabotage("tuning_event", "type <> 'TUNING_STARTED'");
        try {
            assertThat(run(request(Optional.of("night"), false))).isInstanceOf(RunOutcome.Failed.class);
        } finally {
            mend("tuning_event");
        }
        assertThat(count("select count(*) from v_run where study = ?")).isZero();
        assertThat(run(request(Optional.of("night"), false))).isInstanceOf(RunOutcome.Completed.class);
        assertQuietTable("night");
    }

    // ---------------------------------------------------------------------------------------------- going on

    private static final String HALF_FAIL =
            "objective: {type: command, command: [sh, -c, 'test {n} -le 20 && echo {n}']}";

    @Test
    void aRunKeepsTheStrategyThatWasTheDefaultWhenItBegan() throws IOException {
        sabotage("trial_attempt", "trial_id <> 23");
        try {
            assertThat(run(request(Optional.of("night"), false))).isInstanceOf(RunOutcome.Failed.class);
        } finally {
            mend("trial_attempt");
        }
        RunRequest named = request(Optional.of("night"), false);
        Files.writeString(named.file(), named.plan().source().replace("strategy: random_search\n", ""));
        StudyPlan unnamed = LearningStrategies.READER.read(named.file());
        assertThat(unnamed.study().strategy()).isNotEqualTo("random_search");
        var silent = new RunRequest(unnamed, named.file(), named.runKey(), false);
        assertRefused(
                silent, "strategy: was random_search, is " + unnamed.study().strategy());

        sql().update(
                        "update tuning_run set configuration = ?, configuration_sha256 = ? where configuration_sha256 = ?",
                        unnamed.source(),
                        unnamed.sha256(),
                        named.plan().sha256());
        assertThat(run(silent)).isInstanceOf(RunOutcome.Completed.class);
        assertQuietTable("night");
        assertThat(context().verifier().verify(study, "night").difference()).isEmpty();
    }

    @Test
    void tooManyFailuresFailTheRunUntilTheyAreAllowed() {
        RunOutcome failed = run(request(HALF_FAIL, "max-trials: 30", "max-failures: 2"));
        assertThat(failed).isInstanceOf(RunOutcome.Failed.class);
        assertThat(((RunOutcome.Failed) failed).reason()).contains("at most 2 may (max-failures");
        int first = ended();
        assertThat(run(request(HALF_FAIL, "max-trials: 30", "max-failures: 2"))).isInstanceOf(RunOutcome.Failed.class);
        assertThat(ended()).as("nothing more is tried").isEqualTo(first);

        RunOutcome completed = run(request(HALF_FAIL, "max-trials: 30", "max-failures: 30", "workers: 4"));

        assertThat(completed).isInstanceOf(RunOutcome.Completed.class);
        assertThat(((RunOutcome.Completed) completed).run().endedTrials()).isEqualTo(30);
        assertThat(((RunOutcome.Completed) completed).run().failedTrials()).isBetween(3, 20);
        assertThat(sql().queryForObject(
                                "select failed_trials from tuning_run r join study s on s.study_id = r.study_id"
                                        + " where s.name = ?",
                                Integer.class,
                                study))
                .isEqualTo(((RunOutcome.Completed) completed).run().failedTrials());
    }

    @Test
    void anUnfinishedRunOfAnotherNightGoesOn() {
        assertThat(run(request(Optional.of("2020-01-01"), false, HALF_FAIL, "max-trials: 20", "max-failures: 0")))
                .isInstanceOf(RunOutcome.Failed.class);
        assertThat(run(request(HALF_FAIL, "max-trials: 20", "max-failures: 20")))
                .isInstanceOf(RunOutcome.Completed.class);
        assertThat(heard.last.runKey()).isEqualTo("2020-01-01");
        assertThat(heard.last.start()).isEqualTo(2);
    }

    @Test
    void newLeavesAnUnfinishedRunBehind() {
        run(request(Optional.of("old"), false, HALF_FAIL, "max-trials: 20", "max-failures: 0"));
        assertThat(run(request(Optional.of("old"), true))).isInstanceOf(RunOutcome.Completed.class);
        assertThat(heard.last.runKey()).isEqualTo("old-2");
        assertQuietTable("old-2");
        assertThat(sql().queryForObject(
                                "select status from v_run where study = ? and run_key = 'old'", String.class, study))
                .isEqualTo("ABANDONED");
        RunRequest abandoned = request(Optional.of("old"), false);
        assertThatThrownBy(() -> run(abandoned))
                .isInstanceOf(InvalidStudyException.class)
                .hasMessageContaining("left behind");
    }

    @Test
    void moreTrialsCanBeAskedForWhileARunIsUnfinished() {
        run(request(Optional.of("night"), false, HALF_FAIL, "max-trials: 20", "max-failures: 0"));
        RunOutcome more = run(request(Optional.of("night"), false, HALF_FAIL, "max-trials: 25", "max-failures: 25"));
        assertThat(((RunOutcome.Completed) more).run().endedTrials()).isEqualTo(25);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "seed: 43",
                "direction: maximize",
                "strategy: grid_search",
                "max-trials: 10",
                "lag: 3",
                "search-space: {x: {type: continuous, min: 0, max: 2}, n: {type: integer, min: 1, max: 30}}",
                "search-space: {n: {type: integer, min: 1, max: 30}, x: {type: continuous, min: 0, max: 1}}",
                "search-space: {x: {type: continuous, min: 0, max: 1}}",
                "objective: {type: function, name: sphere}"
            })
    void aChangedStudyIsRefusedWithWhatChanged(String change) {
        sabotage("trial_attempt", "trial_id <> 23");
        try {
            run(request(Optional.of("night"), false));
        } finally {
            mend("trial_attempt");
        }
        List<List<Object>> before = table("night");
        RunRequest changed = request(Optional.of("night"), false, change);
        assertThatThrownBy(() -> run(changed))
                .isInstanceOf(InvalidStudyException.class)
                .hasMessageContaining(change.substring(0, change.indexOf(':')));
        assertThat(table("night")).isEqualTo(before);
        assertThat(heard.starts).isEqualTo(1);
        assertThat(run(request(Optional.of("night"), false))).isInstanceOf(RunOutcome.Completed.class);
        assertQuietTable("night");
    }

    /** Without max-trials a study asks for the default number, which may be fewer than have been tried. */
    @Test
    void aLimitThatWasTakenAwayIsNoRaise() {
        sabotage("trial_attempt", "trial_id <> 115");
        try {
            run(request(Optional.of("night"), false, "max-trials: 120"));
        } finally {
            mend("trial_attempt");
        }
        Path file = folder.resolve("study.yml");
        RunRequest without = withoutMaxTrials(file);
        assertThatThrownBy(() -> run(without))
                .isInstanceOf(InvalidStudyException.class)
                .hasMessageContaining("max-trials");
        assertThat(run(request(Optional.of("night"), false, "max-trials: 120")))
                .isInstanceOf(RunOutcome.Completed.class);
    }

    // --------------------------------------------------------------------------------------- several objectives

    private static final String TWO =
            "objectives: [{name: low, direction: minimize}, {name: high, direction: maximize}]";
    private static final String FUNCTION_OF_TWO = "objective: {type: function, name: binh-korn}";

    private List<String> objectives(String runKey) {
        return sql().query(
                        "select * from v_trial_objective where study = ? and run_key = ? order by trial_id, position",
                        (row, i) -> row.getInt("trial_id") + " " + row.getString("name") + " "
                                + row.getString("direction") + " " + row.getDouble("objective"),
                        study,
                        runKey);
    }

    private List<Integer> front(String runKey) {
        return sql().queryForList(
                        "select trial_id from v_pareto where study = ? and run_key = ? and position = 0 order by trial_id",
                        Integer.class,
                        study,
                        runKey);
    }

    @Test
    void severalObjectivesAreTheSameForAnyWorkersAndAnyCrash() {
        RunOutcome quiet = run(request(Optional.of("quiet"), false, TWO, FUNCTION_OF_TWO, "workers: 1"));
        sabotage("trial_objective", "trial_id <> 40");
        try {
            assertThat(run(request(Optional.of("night"), false, TWO, FUNCTION_OF_TWO, "workers: 4", "chunk-size: 3")))
                    .isInstanceOf(RunOutcome.Failed.class);
        } finally {
            mend("trial_objective");
        }
        RunOutcome night = run(request(Optional.of("night"), false, TWO, FUNCTION_OF_TWO, "workers: 4"));

        assertThat(quiet).isInstanceOf(RunOutcome.Completed.class);
        assertThat(night).isInstanceOf(RunOutcome.Completed.class);
        assertThat(objectives("night")).hasSize(2 * TRIALS).isEqualTo(objectives("quiet"));
        assertThat(table("night")).isEqualTo(table("quiet"));
        assertThat(front("night")).hasSizeGreaterThan(1).isEqualTo(front("quiet"));
        var summary = ((RunOutcome.Completed) night).run();
        assertThat(summary.bestTrialId()).isNull();
        assertThat(summary.frontTrials()).isEqualTo(front("night").size());
        assertThat(context().summaries().front(summary))
                .extracting(FrontTrial::trialId)
                .containsExactlyInAnyOrderElementsOf(front("night"));
        assertThat(context().verifier().verify(study, "night").difference()).isEmpty();
    }

    // --------------------------------------------------------------------------- hopeless trials, budgets and ends

    private List<List<Object>> ends(String runKey) {
        return sql().query(
                        """
                        select trial_id, status, objective, budget, promoted_from, pruned_step, pruned_value, history_seen,
                               parameters
                          from v_trial
                         where study = ? and run_key = ?
                         order by trial_id
                        """,
                        (row, i) -> {
                            var cells = new ArrayList<Object>();
                            for (int column = 1; column <= 9; column++) {
                                cells.add(row.getObject(column));
                            }
                            return cells;
                        },
                        study,
                        runKey);
    }

    /** What a trial is compared with, where it begins and whether it is needed depend on trials that ended before. */
    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "strategy: random_search; pruner: {type: median, startup-trials: 3}; patience: 30",
                "strategy: tpe; pruner: {type: percentile, percentile: 40, startup-trials: 2}; stop-at: 0.99",
                "strategy: hyperband; pruner: {type: median, startup-trials: 2}; budget: {min: 1, max: 9}",
                "strategy: successive_halving; budget: {min: 0.2, max: 1, proposals: gp}; patience: 12"
            })
    void hopelessTrialsBudgetsAndEndsAreTheSameForAnyWorkersAndAnyCrash(String one, String two, String three)
            throws IOException {
        Files.createDirectories(folder.resolve("data"));
        Files.copy(
                Path.of("config/studies/data/penguins.csv"),
                folder.resolve("data/penguins.csv"),
                StandardCopyOption.REPLACE_EXISTING);
        String[] lines = {
            "direction: maximize",
            "lag: 6",
            "search-space: {max-depth: {type: integer, min: 1, max: 12},"
                    + " min-child-weight: {type: continuous, min: 1, max: 200, scale: log}}",
            "objective: {type: model, learner: decision-tree, data: data/penguins.csv, target: species, folds: 5}",
            one,
            two,
            three
        };
        RunOutcome quiet = run(request(Optional.of("quiet"), false, with(lines, "workers: 1", "chunk-size: 1")));
        sabotage("trial_attempt", "trial_id <> 23");
        try {
            assertThat(run(request(Optional.of("night"), false, with(lines, "workers: 4", "chunk-size: 2"))))
                    .isInstanceOf(RunOutcome.Failed.class);
        } finally {
            mend("trial_attempt");
        }
        RunOutcome night = run(request(Optional.of("night"), false, with(lines, "workers: 3", "chunk-size: 1")));

        assertThat(quiet).isInstanceOf(RunOutcome.Completed.class);
        assertThat(night).isInstanceOf(RunOutcome.Completed.class);
        assertThat(ends("night")).hasSizeGreaterThan(24).isEqualTo(ends("quiet"));
        var best = ((RunOutcome.Completed) night).run();
        assertThat(best.bestTrialId())
                .isEqualTo(((RunOutcome.Completed) quiet).run().bestTrialId());
        assertThat(context().verifier().verify(study, "night").difference()).isEmpty();
        if (two.contains("pruner")) {
            assertThat(ends("night")).anyMatch(trial -> trial.get(1).equals("PRUNED"));
        }
    }

    private static String[] with(String[] lines, String... more) {
        String[] all = Arrays.copyOf(lines, lines.length + more.length);
        System.arraycopy(more, 0, all, lines.length, more.length);
        return all;
    }

    @Test
    void changedObjectivesAreRefused() {
        sabotage("trial_attempt", "trial_id <> 23");
        try {
            run(request(Optional.of("night"), false, TWO, FUNCTION_OF_TWO));
        } finally {
            mend("trial_attempt");
        }
        for (String change : List.of(
                "objectives: [{name: high, direction: maximize}, {name: low, direction: minimize}]",
                "objectives: [{name: low, direction: minimize}, {name: high, direction: minimize}]",
                "objectives: [{name: low, direction: minimize}, {name: higher, direction: maximize}]")) {
            RunRequest changed = request(Optional.of("night"), false, change, FUNCTION_OF_TWO);
            assertThatThrownBy(() -> run(changed))
                    .isInstanceOf(InvalidStudyException.class)
                    .hasMessageContaining("objectives: was minimize low, maximize high, is ");
        }
        RunRequest one = request(Optional.of("night"), false, "objective: {type: function, name: branin}");
        assertThatThrownBy(() -> run(one))
                .isInstanceOf(InvalidStudyException.class)
                .hasMessageContaining("objectives: was minimize low, maximize high, is minimize objective");
    }

    private RunRequest withoutMaxTrials(Path file) {
        try {
            Files.writeString(file, Files.readString(file).replaceAll("(?m)^max-trials.*\\R", ""));
        } catch (IOException failure) {
            throw new IllegalStateException(failure);
        }
        return new RunRequest(LearningStrategies.READER.read(file), file, Optional.of("night"), false);
    }

    // ---------------------------------------------------------------------------------------------- warm start

    private static final String X_ALONE = "search-space: {x: {type: continuous, min: 0, max: 1}}";
    private static final String LAGGING = "strategy: lagging";

    private Path results(String... lines) {
        Path file = folder.resolve("results.csv");
        try {
            Files.write(file, List.of(lines));
        } catch (IOException failure) {
            throw new IllegalStateException(failure);
        }
        return file;
    }

    private RunRequest warm(String key, String warmStart, String... lines) {
        var all = new ArrayList<>(List.of(LAGGING, X_ALONE, "lag: 9", "warm-start: " + warmStart));
        all.addAll(List.of(lines));
        return request(Optional.of(key), false, all.toArray(String[]::new));
    }

    private List<String> knownOf(String runKey) {
        return sql().queryForList(
                        "select source || ' ' || source_id || ' ' || status from v_known_trial"
                                + " where study = ? and run_key = ? order by position",
                        String.class,
                        study,
                        runKey);
    }

    /** What a run knows is from a run of five trials and a file of three, one of which does not fit. */
    private static final String KNOWN = "{runs: [teacher], csv: results.csv}";

    private void prepareKnown() {
        run(request(Optional.of("teacher"), false, X_ALONE, "max-trials: 5"));
        results("x,objective", "0.5,0.5", "2,7", "0.25,0.25");
    }

    @Test
    void whatARunKnowsIsFixedAtItsFirstStart() {
        prepareKnown();
        run(request(Optional.of("cold"), false, X_ALONE, LAGGING, "lag: 9"));
        assertThat(run(warm("quiet", KNOWN))).isInstanceOf(RunOutcome.Completed.class);
        assertThat(heard.last.knownTrials()).hasValue(7);
        assertThat(heard.last.leftOut()).isEqualTo(Map.of("x is not in its range", 1));
        assertThat(knownOf("quiet"))
                .startsWith("file results.csv 2 COMPLETED", "file results.csv 4 COMPLETED", "run teacher 0 COMPLETED")
                .endsWith("run teacher 4 COMPLETED")
                .hasSize(7);
        assertThat(table("quiet")).hasSize(TRIALS).isNotEqualTo(table("cold"));

        sabotage("trial_attempt", "trial_id <> 23");
        try {
            assertThat(run(warm("night", KNOWN, "workers: 1"))).isInstanceOf(RunOutcome.Failed.class);
        } finally {
            mend("trial_attempt");
        }
        results("this is", "no table of results");
        sql().update(
                        "update trial set objective = 99 where run_id = (select run_id from v_run where study = ?"
                                + " and run_key = 'teacher')",
                        study);
        assertThat(run(warm("night", KNOWN, "workers: 4", "chunk-size: 2"))).isInstanceOf(RunOutcome.Completed.class);

        assertThat(heard.last.start()).isEqualTo(2);
        assertThat(heard.last.knownTrials()).hasValue(7);
        assertThat(table("night")).isEqualTo(table("quiet"));
        assertThat(knownOf("night")).isEqualTo(knownOf("quiet"));
        assertThat(context().verifier().verify(study, "night").difference()).isEmpty();
        assertThat(context().verifier().verify(study, "quiet").proposals()).isEqualTo(TRIALS);
        assertThat(count("select count(*) from tuning_event e join v_run r on r.run_id = e.run_id where r.study = ?"
                        + " and e.type = 'WARM_STARTED'"))
                .isEqualTo(2);
    }

    @Test
    void verificationSeesWhenWhatWasKnownWasTamperedWith() {
        prepareKnown();
        run(warm("night", KNOWN));
        sql().update(
                        "update run_known_trial set objectives = '[0.125]' where position = 3"
                                + " and run_id = (select run_id from v_run where study = ? and run_key = 'night')",
                        study);
        assertThat(context().verifier().verify(study, "night").difference())
                .hasValueSatisfying(difference -> assertThat(difference).startsWith("Trial 0 differs"));
    }

    @Test
    void aPlanThatFailsLeavesNothingKnown() {
        prepareKnown();
        sabotage("tuning_event", "type <> 'WARM_STARTED'");
        try {
            assertThat(run(warm("night", KNOWN))).isInstanceOf(RunOutcome.Failed.class);
        } finally {
            mend("tuning_event");
        }
        assertThat(knownOf("night")).isEmpty();
        assertThat(run(warm("night", KNOWN))).isInstanceOf(RunOutcome.Completed.class);
        assertThat(knownOf("night")).hasSize(7);
    }

    @Test
    void allRunsAreThoseThatWereNotLeftBehindAndTheLatestAreOfThem() {
        run(request(Optional.of("one"), false, X_ALONE, "max-trials: 3"));
        run(request(Optional.of("two"), false, X_ALONE, "max-trials: 2"));
        String fails = "objective: {type: command, command: [sh, -c, 'exit 3']}";
        run(request(Optional.of("behind"), false, X_ALONE, fails, "max-trials: 3", "max-failures: 0", "lag: 1"));
        run(request(Optional.of("behind"), true, X_ALONE, "max-trials: 1"));

        run(warm("all", "{runs: all}", "max-trials: 4"));
        assertThat(knownOf("all"))
                .containsExactly(
                        "run one 0 COMPLETED",
                        "run one 1 COMPLETED",
                        "run one 2 COMPLETED",
                        "run two 0 COMPLETED",
                        "run two 1 COMPLETED",
                        "run behind-2 0 COMPLETED");
        run(warm("latest", "{runs: 2}", "max-trials: 4"));
        assertThat(knownOf("latest"))
                .containsExactly(
                        "run behind-2 0 COMPLETED",
                        "run all 0 COMPLETED",
                        "run all 1 COMPLETED",
                        "run all 2 COMPLETED",
                        "run all 3 COMPLETED");
        run(warm("named", "{runs: [behind]}", "max-trials: 4"));
        assertThat(knownOf("named")).isNotEmpty().allMatch(known -> known.matches("run behind \\d FAILED"));
    }

    @Test
    void theFirstRunOfAStudyHasNothingToLearnFrom() {
        assertThat(run(warm("first", "{runs: all}"))).isInstanceOf(RunOutcome.Completed.class);
        assertThat(heard.last.knownTrials()).hasValue(0);
    }

    @Test
    void runsThatAreNotThereOrWantedSomethingElseAreRefused() {
        run(request(Optional.of("other"), false, X_ALONE, "direction: maximize", "max-trials: 2"));
        assertRefused(warm("night", "{runs: [other, nowhere]}"), "no run nowhere of " + study);
        assertRefused(warm("night", "{runs: all}"), "Run other", "to maximize 'objective'", "to minimize 'objective'");
        results("x,objective", "0.5,many");
        assertRefused(warm("night", "{csv: results.csv}"), "results.csv:2: objective: a number is expected");
        assertThat(count("select count(*) from v_run where study = ?")).isEqualTo(1);
    }

    private void assertRefused(RunRequest request, String... why) {
        assertThatThrownBy(() -> run(request))
                .isInstanceOf(InvalidStudyException.class)
                .hasMessageContainingAll(why);
    }

    @Test
    void anotherWarmStartIsNoWayToGoOn() {
        prepareKnown();
        sabotage("trial_attempt", "trial_id <> 23");
        try {
            run(warm("night", KNOWN));
        } finally {
            mend("trial_attempt");
        }
        assertRefused(
                warm("night", "{runs: all}"),
                "warm-start: was {runs: [teacher], csv: ",
                "results.csv}, is {runs: all}");
        assertRefused(
                request(Optional.of("night"), false, X_ALONE, LAGGING, "lag: 9"), "warm-start: was {", "is not set");
        assertThat(run(warm("night", KNOWN))).isInstanceOf(RunOutcome.Completed.class);
    }
}
