package dev.nocturne.batch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nocturne.VariedStudy;
import dev.nocturne.study.Trial;
import dev.nocturne.study.TrialState;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Whatever the strategy, the job's tables are those of one worker in memory whom nothing disturbs; so they are the same
 * on every database.
 */
@Timeout(180)
abstract class ReproductionContract {
    static final int MOST_WORKERS = 16;
    private static final String KEY = "night";
    private static final int FATAL_TRIAL = 29;
    private static final int FORGED = 20;

    @TempDir
    private Path folder;

    abstract NocturneContext context();

    abstract JdbcTemplate sql();

    abstract boolean isPostgres();

    private static final class Silent implements RunListener {
        @Override
        public void started(RunStart start, Supplier<RunProgress> progress) {}

        @Override
        public void waitingForDatabase(String reason, Duration delay) {
            throw new AssertionError("The database is not away: " + reason);
        }
    }

    private static String name(VariedStudy study) {
        return study.strategy() + "-" + study.goals() + "-" + study.lag();
    }

    private RunOutcome run(VariedStudy study, int workers, int chunk) {
        Path file = study.write(folder, name(study), workers, chunk);
        var request = new RunRequest(VariedStudy.plan(file), file, Optional.of(KEY), false);
        return context().runner().run(request, new Silent());
    }

    @ParameterizedTest
    @MethodSource("dev.nocturne.VariedStudy#all")
    void fourWorkersWhoFailAndSixteenWhoGoOnMakeTheTableOfOne(VariedStudy study) {
        sql().execute("alter table trial_attempt add constraint sabotage check (trial_id <> " + FATAL_TRIAL + ")"
                + (isPostgres() ? " not valid" : " nocheck"));
        try {
            assertThat(run(study, 4, 3)).isInstanceOf(RunOutcome.Failed.class);
        } finally {
            sql().execute("alter table trial_attempt drop constraint sabotage");
        }
        assertThat(run(study, 16, 1)).isInstanceOf(RunOutcome.Completed.class);

        assertThat(recorded(study)).isEqualTo(expected(study));
        assertThat(context().verifier().verify(name(study), KEY))
                .isEqualTo(new Verifier.Verdict(VariedStudy.TRIALS, Optional.empty()));
        assertForgeryIsFound(study);
    }

    /** A worker that took more trials at once than may be under way would wait for itself. */
    @ParameterizedTest
    @ValueSource(strings = {"tpe", "gp", "cma_es"})
    void aChunkThatIsLongerThanTheLagDoesNotHang(String strategy) {
        VariedStudy study = new VariedStudy(strategy, 1, 2);
        assertThat(run(study, 2, 5)).isInstanceOf(RunOutcome.Completed.class);
        assertThat(recorded(study)).isEqualTo(expected(study));
    }

    /** Other parameters are found at their trial, another result at one that has learnt from it. */
    private void assertForgeryIsFound(VariedStudy study) {
        List<Trial> quiet = study.quiet(folder);
        Trial completed = quiet.stream()
                .filter(trial -> trial.state() instanceof TrialState.Completed)
                .findFirst()
                .orElse(quiet.get(0));
        if (study.learns() && study.goals() == 1) {
            forge(study, completed.id(), "objective = objective - 1e9");
            assertThat(difference(study)).startsWith("Trial ").contains(" differs");
            forge(study, completed.id(), "objective = " + ((TrialState.Completed) completed.state()).objective());
        }
        Trial other = quiet.stream()
                .filter(trial -> !trial.parameters().equals(quiet.get(FORGED).parameters()))
                .findFirst()
                .orElseThrow();
        forge(
                study,
                FORGED,
                "parameters = (select parameters from trial t where t.run_id = trial.run_id and t.trial_id = "
                        + other.id() + ")");
        assertThat(difference(study)).startsWith("Trial " + FORGED + " differs");
    }

    private void forge(VariedStudy study, int trialId, String change) {
        sql().update("update trial set " + change + " where trial_id = ? and run_id = ?", trialId, runId(study));
    }

    private String difference(VariedStudy study) {
        return context().verifier().verify(name(study), KEY).difference().orElse("none");
    }

    private long runId(VariedStudy study) {
        Long id = sql().queryForObject("select run_id from v_run where study = ?", Long.class, name(study));
        return id == null ? -1 : id;
    }

    private List<String> recorded(VariedStudy study) {
        var parameters = new TreeMap<Integer, TreeMap<String, String>>();
        sql().query(
                        "select trial_id, name, text_value from trial_parameter where run_id = ?",
                        row -> {
                            parameters
                                    .computeIfAbsent(row.getInt(1), id -> new TreeMap<>())
                                    .put(row.getString(2), row.getString(3));
                        },
                        runId(study));
        var objectives = new TreeMap<Integer, List<Double>>();
        sql().query(
                        "select trial_id, objective from v_trial_objective where study = ? order by trial_id, position",
                        row -> {
                            objectives
                                    .computeIfAbsent(row.getInt(1), id -> new ArrayList<>())
                                    .add(row.getDouble(2));
                        },
                        name(study));
        return sql().query(
                        "select trial_id, status, failure_kind, history_seen from trial where run_id = ? order by trial_id",
                        (row, i) -> line(
                                row.getInt(1),
                                row.getString(2),
                                objectives.getOrDefault(row.getInt(1), List.of()),
                                row.getString(3),
                                parameters.get(row.getInt(1)),
                                row.getInt(4)),
                        runId(study));
    }

    private List<String> expected(VariedStudy study) {
        var strategy = study.create(
                VariedStudy.plan(study.write(folder, name(study), 1, 1)).study());
        return study.quiet(folder).stream()
                .map(trial -> {
                    var parameters = new TreeMap<String, String>();
                    trial.parameters().values().forEach((name, value) -> parameters.put(name, value.text()));
                    int seen = strategy.requiredHistory(trial.id());
                    return trial.state() instanceof TrialState.Completed completed
                            ? line(trial.id(), "COMPLETED", completed.objectives(), null, parameters, seen)
                            : line(
                                    trial.id(),
                                    "FAILED",
                                    List.of(),
                                    ((TrialState.Failed) trial.state()).kind().name(),
                                    parameters,
                                    seen);
                })
                .collect(Collectors.toList());
    }

    private static String line(
            int id,
            String status,
            List<Double> objectives,
            String failure,
            TreeMap<String, String> parameters,
            int seen) {
        return id + " " + status + " " + objectives + " " + failure + " " + parameters + " saw " + seen;
    }
}
