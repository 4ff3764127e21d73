package dev.nocturne.store;

import dev.nocturne.engine.RunSettings;
import dev.nocturne.study.ChampionSettings;
import dev.nocturne.study.Study;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/** Puts a run that starts for the first time among the rows of its study. Thread-safe. */
final class RunCreation {
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
    private static final String RUN_ID = """
            select r.run_id
              from tuning_run r
              join study s on s.study_id = r.study_id
             where s.name = :study and r.run_key = :runKey
            """;

    private final JdbcClient jdbc;
    private final GoalRows goals;
    private final JdbcEpochs epochs;
    private final TransactionTemplate ownTransaction;
    private final Clock clock;

    RunCreation(JdbcTemplate template, PlatformTransactionManager transactions, Clock clock) {
        this.jdbc = JdbcClient.create(template);
        this.goals = new GoalRows(template);
        this.epochs = new JdbcEpochs(template, transactions, clock);
        this.ownTransaction = new TransactionTemplate(transactions);
        this.ownTransaction.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
        this.clock = clock;
    }

    /** Adds the run, in the caller's transaction. */
    void create(
            Study study,
            String runKey,
            RunSettings settings,
            @Nullable Integer maxFailures,
            JdbcRuns.Configuration configuration,
            JdbcRuns.Beginning beginning,
            long jobInstanceId) {
        ensureStudy(study.name());
        int epoch = epochs.of(study.name(), beginning.objectiveSha256());
        jdbc.sql(INSERT)
                .param("runKey", runKey)
                .param("strategy", study.strategy())
                .param("direction", study.direction().name())
                .param("seed", settings.seed())
                .param("lag", settings.lag())
                .param("horizon", settings.horizon())
                .param("plannedTrials", settings.plannedTrials())
                .param("maxFailures", maxFailures)
                .param("objectives", study.goals().size())
                .param("configuration", configuration.text())
                .param("file", configuration.file())
                .param("sha256", configuration.sha256())
                .param("token", UUID.randomUUID().toString())
                .param("jobInstance", jobInstanceId)
                .param("now", Times.utc(clock.instant().truncatedTo(ChronoUnit.MICROS)))
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
        long runId = jdbc.sql(RUN_ID)
                .param("study", study.name())
                .param("runKey", runKey)
                .query(Long.class)
                .single();
        goals.insert(runId, study.goals());
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
                            .param(Times.utc(clock.instant().truncatedTo(ChronoUnit.MICROS)))
                            .update();
                }
            });
        } catch (DuplicateKeyException insertedMeanwhile) {
            // Then it is there, which is all that is asked for.
        }
    }
}
