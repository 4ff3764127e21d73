package dev.nocturne.store;

import dev.nocturne.event.TuningEvent;
import dev.nocturne.study.FailureKind;
import dev.nocturne.study.Origin;
import dev.nocturne.study.Study;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.springframework.jdbc.core.JdbcTemplate;

/** Trials that were cut off and are not attempted again, because the run has worked as long as it may. */
final class TrialsOutOfTime {
    private static final String MESSAGE = "max-duration was over before it had ended.";
    private static final String SELECT = """
            select trial_id, attempts, parameters, origin from trial where run_id = ? and status = 'INTERRUPTED' order by trial_id
            """;
    private static final String FAIL = """
            update trial
               set status = 'FAILED', failure_kind = ?, failure_message = ?, ended_at = ?
             where run_id = ? and status = 'INTERRUPTED'
            """;
    private static final String FAIL_ATTEMPTS = """
            update trial_attempt
               set outcome = 'FAILED', failure_kind = ?, failure_message = ?
             where run_id = ? and outcome = 'INTERRUPTED'
               and exists (select 1
                             from trial t
                            where t.run_id = trial_attempt.run_id and t.trial_id = trial_attempt.trial_id
                              and t.attempts = trial_attempt.attempt and t.status = 'INTERRUPTED')
            """;
    /** Asked before they have failed; failures after the search count for no limit. */
    private static final String COUNT = """
            update tuning_run
               set failed_trials = failed_trials + (select count(*)
                                                      from trial t
                                                     where t.run_id = tuning_run.run_id and t.status = 'INTERRUPTED'
                                                       and t.origin <> 'CONFIRMATION'),
                   interrupted_trials = 0
             where run_id = ?
            """;

    private final JdbcTemplate jdbc;
    private final long runId;
    private final Study study;

    TrialsOutOfTime(JdbcTemplate jdbc, long runId, Study study) {
        this.jdbc = jdbc;
        this.runId = runId;
        this.study = study;
    }

    /**
     * They have failed, in the caller's transaction.
     *
     * @return what happened, for the caller to record
     */
    List<TuningEvent> fail(Instant now) {
        List<TuningEvent> failed = jdbc.query(
                SELECT,
                (row, i) -> new TuningEvent.TrialFailed(
                        row.getInt("trial_id"),
                        row.getInt("attempts"),
                        Origin.Kind.valueOf(row.getString("origin")),
                        FailureKind.INTERRUPTED,
                        MESSAGE,
                        false,
                        Duration.ZERO,
                        ParametersJson.read(row.getString("parameters"), study.space()),
                        now),
                runId);
        if (!failed.isEmpty()) {
            jdbc.update(COUNT, runId);
            jdbc.update(FAIL_ATTEMPTS, FailureKind.INTERRUPTED.name(), MESSAGE, runId);
            jdbc.update(FAIL, FailureKind.INTERRUPTED.name(), MESSAGE, Times.utc(now), runId);
        }
        return failed;
    }
}
