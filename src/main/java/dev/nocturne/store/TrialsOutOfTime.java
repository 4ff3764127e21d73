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
            select trial_id, attempts, parameters, origin, worker
              from trial
             where run_id = ? and trial_id >= ? and status = 'INTERRUPTED'
             order by run_id, trial_id
            """;
    private static final String FAIL = """
            update trial
               set status = 'FAILED', failure_kind = ?, failure_message = ?, ended_at = ?
             where run_id = ? and trial_id = ?
            """;
    private static final String FAIL_ATTEMPT = """
            update trial_attempt
               set outcome = 'FAILED', failure_kind = ?, failure_message = ?
             where run_id = ? and trial_id = ? and attempt = ?
            """;
    private static final String COUNT_OF_WORKER = """
            update worker_total
               set interrupted_attempts = interrupted_attempts - 1, failed = failed + ?, confirmed = confirmed + ?
             where run_id = ? and worker = ?
            """;
    private static final String COUNT_OF_RUN = """
            update tuning_run set failed_trials = failed_trials + ?, interrupted_trials = 0 where run_id = ?
            """;

    private final JdbcTemplate jdbc;
    private final long runId;
    private final Study study;

    private record OutOfTime(TuningEvent.TrialFailed event, String worker) {
        /** Failures after the search count for no limit. */
        boolean isOfSearch() {
            return event.origin() != Origin.Kind.CONFIRMATION;
        }
    }

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
        List<OutOfTime> failed = jdbc.query(
                SELECT,
                (row, i) -> new OutOfTime(
                        new TuningEvent.TrialFailed(
                                row.getInt("trial_id"),
                                row.getInt("attempts"),
                                Origin.Kind.valueOf(row.getString("origin")),
                                FailureKind.INTERRUPTED,
                                MESSAGE,
                                false,
                                Duration.ZERO,
                                ParametersJson.read(row.getString("parameters"), study.space()),
                                now),
                        row.getString("worker")),
                runId,
                CutOffAttempts.openFrom(jdbc, runId));
        if (!failed.isEmpty()) {
            record(failed, now);
        }
        return failed.stream().<TuningEvent>map(OutOfTime::event).toList();
    }

    private void record(List<OutOfTime> failed, Instant now) {
        jdbc.update(COUNT_OF_RUN, failed.stream().filter(OutOfTime::isOfSearch).count(), runId);
        jdbc.batchUpdate(FAIL_ATTEMPT, failed, failed.size(), (row, trial) -> {
            row.setString(1, FailureKind.INTERRUPTED.name());
            row.setString(2, MESSAGE);
            row.setLong(3, runId);
            row.setInt(4, trial.event().trialId());
            row.setInt(5, trial.event().attempt());
        });
        jdbc.batchUpdate(FAIL, failed, failed.size(), (row, trial) -> {
            row.setString(1, FailureKind.INTERRUPTED.name());
            row.setString(2, MESSAGE);
            row.setObject(3, Times.utc(now));
            row.setLong(4, runId);
            row.setInt(5, trial.event().trialId());
        });
        jdbc.batchUpdate(COUNT_OF_WORKER, failed, failed.size(), (row, trial) -> {
            row.setInt(1, trial.isOfSearch() ? 1 : 0);
            row.setInt(2, trial.isOfSearch() ? 0 : 1);
            row.setLong(3, runId);
            row.setString(4, trial.worker());
        });
        new FailedAttempts(jdbc, runId)
                .insertKeys(failed.stream()
                        .map(trial -> new FailedAttempts.Key(
                                trial.event().trialId(), trial.event().attempt()))
                        .toList());
    }
}
