package dev.nocturne.store;

import dev.nocturne.event.TuningEvent;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/** Which runs of a study have results of the same thing, and so are of one epoch. Thread-safe. */
public final class JdbcEpochs {
    private static final String EPOCH = """
            select coalesce(min(case when r.objective_sha256 = :objective then r.epoch end), max(r.epoch) + 1, 1)
              from tuning_run r
              join study s on s.study_id = r.study_id
             where s.name = :study
            """;

    private final JdbcTemplate template;
    private final JdbcClient jdbc;
    private final TransactionTemplate ownTransaction;
    private final Clock clock;

    JdbcEpochs(JdbcTemplate template, PlatformTransactionManager transactions, Clock clock) {
        this.template = template;
        this.jdbc = JdbcClient.create(template);
        this.ownTransaction = new TransactionTemplate(transactions);
        this.ownTransaction.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
        this.clock = clock;
    }

    /** The study's row is locked, so that two runs that begin together do not count one epoch twice. */
    int of(String study, String objectiveSha256) {
        StudyRow.lock(study, template);
        return jdbc.sql(EPOCH)
                .param("study", study)
                .param("objective", objectiveSha256)
                .query(Integer.class)
                .single();
    }

    /** Records the fingerprint of a run that an earlier version began, for a caller that holds its lock. */
    public void remember(RunRecord run, String objectiveSha256, String objectiveFiles) {
        jdbc.sql("update tuning_run set objective_sha256 = ?, objective_files = ? where run_id = ?")
                .params(objectiveSha256, objectiveFiles, run.runId())
                .update();
    }

    /**
     * Takes over objective files that have changed since the run began, for a caller that holds its lock: from now on it is
     * of another epoch.
     *
     * @param changed their names
     */
    public void change(RunRecord run, String objectiveSha256, String objectiveFiles, List<String> changed) {
        ownTransaction.executeWithoutResult(transaction -> {
            int epoch = of(run.study(), objectiveSha256);
            jdbc.sql("update tuning_run set epoch = ?, objective_sha256 = ?, objective_files = ? where run_id = ?")
                    .params(epoch, objectiveSha256, objectiveFiles, run.runId())
                    .update();
            var event = new TuningEvent.ObjectiveChanged(
                    changed, epoch, clock.instant().truncatedTo(ChronoUnit.MICROS));
            new JdbcObserver(template, run.runId()).record(List.of(event));
        });
    }
}
