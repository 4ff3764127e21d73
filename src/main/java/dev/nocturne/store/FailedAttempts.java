package dev.nocturne.store;

import dev.nocturne.engine.AttemptResult;
import dev.nocturne.study.TrialState;
import java.util.List;
import org.springframework.jdbc.core.JdbcTemplate;

/** The rows of {@code failed_attempt} of one run: which of its attempts failed, so that nobody searches all for the few. */
final class FailedAttempts {
    private static final String INSERT = "insert into failed_attempt (run_id, trial_id, attempt) values (?, ?, ?)";

    private final JdbcTemplate jdbc;
    private final long runId;

    /** An attempt of a trial. */
    record Key(int trialId, int attempt) {}

    FailedAttempts(JdbcTemplate jdbc, long runId) {
        this.jdbc = jdbc;
        this.runId = runId;
    }

    /** Those of the results that failed, in the caller's transaction. */
    void insert(List<AttemptResult> results) {
        insertKeys(results.stream()
                .filter(result -> result.outcome() instanceof TrialState.Failed)
                .map(result ->
                        new Key(result.attempt().trialId(), result.attempt().number()))
                .toList());
    }

    /** In the caller's transaction. */
    void insertKeys(List<Key> failed) {
        if (!failed.isEmpty()) {
            jdbc.batchUpdate(INSERT, failed, failed.size(), (row, key) -> {
                row.setLong(1, runId);
                row.setInt(2, key.trialId());
                row.setInt(3, key.attempt());
            });
        }
    }
}
