package dev.nocturne.store;

import dev.nocturne.engine.RunSettings;
import dev.nocturne.event.TuningEvent;
import dev.nocturne.study.ChampionSettings;
import dev.nocturne.study.Limits;
import dev.nocturne.study.Study;
import dev.nocturne.study.TuningException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/** The rows of {@code study} and {@code tuning_run}: which runs there are, and where each stands. Thread-safe. */
public final class JdbcRuns {
    private static final String SELECT = """
            select r.run_id, s.name, r.run_key, r.status, r.strategy, r.seed, r.lag, r.horizon, r.planned_trials, r.starts,
                   r.configuration, r.configuration_file, r.configuration_sha256, r.run_token, r.owner_host, r.owner_pid, r.started_at,
                   r.resumed_at, r.window_ends_at, r.end_condition, r.epoch, r.objective_sha256, r.objective_files,
                   r.champion_number, c.parameters as champion, r.search_trials, r.confirmation_trials
              from tuning_run r
              join study s on s.study_id = r.study_id
              left join champion c on c.study_id = r.study_id and c.champion_number = r.champion_number
            """;
    private static final String INSERT = """
            insert into tuning_run (study_id, run_key, status, strategy, direction, seed, lag, horizon, planned_trials,
                                    max_failures, objectives, configuration, configuration_file,
                                    configuration_sha256, run_token, job_instance_id, started_at, epoch,
                                    objective_sha256, objective_files, champion_number, champion_note,
                                    confirmation_trials)
            select study_id, :runKey, 'RUNNING', :strategy, :direction, :seed, :lag, :horizon, :plannedTrials,
                   :maxFailures, :objectives, :configuration, :file, :sha256, :token, :jobInstance, :now, :epoch,
                   :objective, :files, :champion, :championNote, :confirmations
              from study
             where name = :study
            """;
    private static final String EPOCH = """
            select coalesce(min(case when r.objective_sha256 = :objective then r.epoch end), max(r.epoch) + 1, 1)
              from tuning_run r
              join study s on s.study_id = r.study_id
             where s.name = :study
            """;
    private static final String RAISE = """
            update tuning_run
               set planned_trials = case when search_trials is null then cast(:plannedTrials as integer) else planned_trials end,
                   max_failures = :maxFailures, configuration = :configuration,
                   configuration_file = :file, configuration_sha256 = :sha256
             where run_id = :run
            """;
    private static final String FINISH = """
            update tuning_run
               set status = :status, end_reason = :reason, ended_at = :now,
                   active_us = active_us + case when status = 'RUNNING' then cast(:active as bigint) else 0 end
             where run_id = :run and starts = :starts and status in ('RUNNING', 'FAILED', 'STOPPED')
            """;

    private static final String ABANDON = """
            update tuning_run
               set status = 'ABANDONED', end_reason = :reason, ended_at = :now
             where run_id = :run and starts = :starts and status in ('RUNNING', 'FAILED', 'STOPPED')
            """;

    private final JdbcTemplate template;
    private final JdbcClient jdbc;
    private final JdbcWorkers workers;
    private final GoalRows goals;
    private final TransactionTemplate ownTransaction;
    private final Clock clock;

    /** The study file of a run, as it is stored with it. */
    public record Configuration(String text, String file, String sha256) {}

    /**
     * Where a run stands among the study's nights when it begins.
     *
     * @param objectiveSha256 of what its results are results of: the epoch is that of the runs with the same, or a new one
     * @param objectiveFiles as {@link dev.nocturne.objective.ObjectiveFiles} writes them
     * @param championNumber which champion its first trial evaluates again; null if none
     * @param championNote why the study's champion is not evaluated again; null if it is, or there is none
     */
    public record Beginning(
            String objectiveSha256,
            String objectiveFiles,
            @Nullable Integer championNumber,
            @Nullable String championNote) {}

    JdbcRuns(JdbcTemplate template, JdbcWorkers workers, PlatformTransactionManager transactions, Clock clock) {
        this.template = template;
        this.jdbc = JdbcClient.create(template);
        this.workers = workers;
        this.goals = new GoalRows(template);
        this.ownTransaction = new TransactionTemplate(transactions);
        this.ownTransaction.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
        this.clock = clock;
    }

    /** The run of that key, if there is one. */
    public Optional<RunRecord> find(String study, String runKey) {
        return jdbc.sql(SELECT + " where s.name = :study and r.run_key = :key")
                .param("study", study)
                .param("key", runKey)
                .query(JdbcRuns::run)
                .optional();
    }

    /** The study's runs, the latest first. */
    public List<RunRecord> all(String study) {
        return jdbc.sql(SELECT + " where s.name = :study order by r.run_id desc")
                .param("study", study)
                .query(JdbcRuns::run)
                .list();
    }

    /** Records a run that starts for the first time, in the caller's transaction. */
    public RunRecord create(
            Study study,
            String runKey,
            RunSettings settings,
            Configuration configuration,
            Beginning beginning,
            long jobInstanceId) {
        ensureStudy(study.name());
        int epoch = epoch(study.name(), beginning.objectiveSha256());
        jdbc.sql(INSERT)
                .param("runKey", runKey)
                .param("strategy", study.strategy())
                .param("direction", study.direction().name())
                .param("seed", settings.seed())
                .param("lag", settings.lag())
                .param("horizon", settings.horizon())
                .param("plannedTrials", settings.plannedTrials())
                .param("maxFailures", maxFailures(study.limits(), settings.plannedTrials()))
                .param("objectives", study.goals().size())
                .param("configuration", configuration.text())
                .param("file", configuration.file())
                .param("sha256", configuration.sha256())
                .param("token", UUID.randomUUID().toString())
                .param("jobInstance", jobInstanceId)
                .param("now", Times.utc(now()))
                .param("epoch", epoch)
                .param("objective", beginning.objectiveSha256())
                .param("files", beginning.objectiveFiles())
                .param("champion", beginning.championNumber())
                .param("championNote", beginning.championNote())
                .param(
                        "confirmations",
                        study.champion().map(ChampionSettings::mostTrials).orElse(0))
                .param("study", study.name())
                .update();
        RunRecord created = find(study.name(), runKey).orElseThrow();
        goals.insert(created.runId(), study.goals());
        return created;
    }

    /** The study's row is locked, so that two runs that begin together do not count one epoch twice. */
    private int epoch(String study, String objectiveSha256) {
        jdbc.sql("select study_id from study where name = ? for update")
                .param(study)
                .query(Long.class)
                .single();
        return jdbc.sql(EPOCH)
                .param("study", study)
                .param("objective", objectiveSha256)
                .query(Integer.class)
                .single();
    }

    /**
     * Takes over objective files that have changed since the run began, for a caller that holds its lock: from now on it is
     * of another epoch.
     *
     * @param changed their names
     */
    public void changeObjective(RunRecord run, String objectiveSha256, String objectiveFiles, List<String> changed) {
        ownTransaction.executeWithoutResult(transaction -> {
            int epoch = epoch(run.study(), objectiveSha256);
            jdbc.sql("update tuning_run set epoch = ?, objective_sha256 = ?, objective_files = ? where run_id = ?")
                    .params(epoch, objectiveSha256, objectiveFiles, run.runId())
                    .update();
            new JdbcObserver(template, run.runId())
                    .record(List.of(new TuningEvent.ObjectiveChanged(changed, epoch, now())));
        });
    }

    /** Two first runs of a study may begin at the same time; one of them inserts it. */
    private void ensureStudy(String name) {
        try {
            ownTransaction.executeWithoutResult(transaction -> {
                var known = jdbc.sql("select study_id from study where name = ?")
                        .param(name)
                        .query(Long.class);
                if (known.optional().isEmpty()) {
                    jdbc.sql("insert into study (name, created_at) values (?, ?)")
                            .param(name)
                            .param(Times.utc(now()))
                            .update();
                }
            });
        } catch (DuplicateKeyException insertedMeanwhile) {
            // Then it is there, which is all that is asked for.
        }
    }

    /** Takes over a study file in which nothing but limits and the execution differ from the one stored. */
    public void raiseLimits(RunRecord run, Study study, int plannedTrials, Configuration configuration) {
        requireOne(
                jdbc.sql(RAISE)
                        .param("plannedTrials", plannedTrials)
                        .param("maxFailures", maxFailures(study.limits(), plannedTrials))
                        .param("configuration", configuration.text())
                        .param("file", configuration.file())
                        .param("sha256", configuration.sha256())
                        .param("run", run.runId())
                        .update(),
                run.runId());
    }

    private static @Nullable Integer maxFailures(Limits limits, int plannedTrials) {
        OptionalInt most = limits.mostFailures(plannedTrials);
        return most.isPresent() ? most.getAsInt() : null;
    }

    /**
     * Records that a run ended for now.
     *
     * @param run as this process opened it; if somebody has started it again since, nothing is recorded
     * @param status FAILED, STOPPED or COMPLETED
     * @param reason for a person
     */
    public void finish(RunRecord run, String status, String reason) {
        Instant now = now();
        requireOne(
                jdbc.sql(FINISH)
                        .param("status", status)
                        .param("reason", shortened(reason))
                        .param("now", Times.utc(now))
                        .param("active", sinceResumed(run, now))
                        .param("run", run.runId())
                        .param("starts", run.starts())
                        .update(),
                run.runId());
    }

    private static long sinceResumed(RunRecord run, Instant now) {
        return run.resumedAt() == null
                ? 0
                : Math.max(0, Duration.between(run.resumedAt(), now).toNanos() / 1000);
    }

    /** Leaves an unfinished run behind for good, for a caller that holds its lock. */
    public void abandon(RunRecord run) {
        ownTransaction.executeWithoutResult(transaction -> {
            int abandoned = jdbc.sql(ABANDON)
                    .param("reason", "left behind by --new")
                    .param("now", Times.utc(now()))
                    .param("run", run.runId())
                    .param("starts", run.starts())
                    .update();
            if (abandoned > 0) {
                workers.endAll(run.runId(), "its run was left behind by --new", now());
            }
        });
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }

    /** As much of a reason as its column holds. */
    static String shortened(String reason) {
        return reason.length() <= 4000 ? reason : reason.substring(0, 4000);
    }

    static void requireOne(int changed, long runId) {
        if (changed != 1) {
            throw new TuningException("Run " + runId + " is not there, or has ended, though it is being executed.");
        }
    }

    private static RunRecord run(ResultSet row, int index) throws SQLException {
        return new RunRecord(
                row.getLong("run_id"),
                row.getString("name"),
                row.getString("run_key"),
                row.getString("status"),
                row.getString("strategy"),
                row.getLong("seed"),
                row.getInt("lag"),
                row.getInt("horizon"),
                row.getInt("planned_trials"),
                row.getInt("starts"),
                row.getString("configuration"),
                row.getString("configuration_file"),
                row.getString("configuration_sha256"),
                row.getString("run_token"),
                row.getString("owner_host"),
                row.getObject("owner_pid", Long.class),
                Times.instant(row, "started_at"),
                Times.instant(row, "resumed_at"),
                Times.instant(row, "window_ends_at"),
                LockedRun.endCondition(row.getString("end_condition")),
                row.getInt("epoch"),
                row.getString("objective_sha256"),
                row.getString("objective_files"),
                row.getObject("champion_number", Integer.class),
                row.getString("champion"),
                row.getObject("search_trials", Integer.class),
                row.getInt("confirmation_trials"));
    }
}
