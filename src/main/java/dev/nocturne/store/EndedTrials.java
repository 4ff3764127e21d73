package dev.nocturne.store;

import dev.nocturne.engine.AttemptResult;
import dev.nocturne.engine.LostClaimException;
import dev.nocturne.study.TrialState;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.BitSet;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.PGStatement;
import org.springframework.jdbc.core.ConnectionCallback;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Writes how attempts ended to the rows of their trials, each of which must still be the worker's: a batch of statements, or
 * on PostgreSQL, to which each of them would go by itself, a single one for all.
 */
final class EndedTrials {
    private static final String END = """
            update trial
               set status = ?, objective = ?, failure_kind = ?, failure_message = ?,
                   started_at = ?, ended_at = ?, duration_us = ?, pruned_step = ?, pruned_value = ?
             where run_id = ? and trial_id = ? and status = 'RUNNING' and worker = ? and attempts = ?
            """;

    /**
     * Statistics are always late here, and a planner that believes them reads the whole run. So it is not told how many
     * trials there are, nor that all of them are of one run: what is left to it is to look each up by its key.
     */
    private static final String END_ALL = """
            update trial t
               set status = e.status, objective = e.objective,
                   failure_kind = e.failure_kind, failure_message = e.failure_message,
                   started_at = e.started_at, ended_at = e.ended_at, duration_us = e.duration_us,
                   pruned_step = e.pruned_step, pruned_value = e.pruned_value
              from unnest((select ?::bigint[]), (select ?::integer[]), (select ?::integer[]), (select ?::text[]),
                          (select ?::double precision[]), (select ?::text[]), (select ?::text[]),
                          (select ?::timestamptz[]), (select ?::timestamptz[]), (select ?::bigint[]),
                          (select ?::bigint[]), (select ?::double precision[]))
                as e(run_id, trial_id, attempts, status, objective, failure_kind, failure_message, started_at, ended_at,
                     duration_us, pruned_step, pruned_value)
             where t.run_id = e.run_id and t.trial_id = e.trial_id and t.attempts = e.attempts
               and t.status = 'RUNNING' and t.worker = ?
            returning t.trial_id
            """;

    private final JdbcTemplate jdbc;
    private final long runId;

    EndedTrials(JdbcTemplate jdbc, long runId) {
        this.jdbc = jdbc;
        this.runId = runId;
    }

    /**
     * Ends the trials.
     *
     * @throws LostClaimException if one of them is no longer the worker's, or not in that attempt; what was written is to be
     *     rolled back then
     */
    void write(String worker, List<AttemptResult> results) {
        jdbc.execute((ConnectionCallback<Void>) connection -> {
            if (results.size() > 1 && connection.isWrapperFor(PGConnection.class)) {
                writeAll(connection, worker, results);
            } else {
                writeEach(connection, worker, results);
            }
            return null;
        });
    }

    private void writeEach(Connection connection, String worker, List<AttemptResult> results) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(END)) {
            var row = new BoundCells(statement);
            for (AttemptResult result : results) {
                row.startRow();
                row.text(Outcomes.name(result.outcome()))
                        .real(objective(result))
                        .text(Outcomes.failureKind(result.outcome()))
                        .text(Outcomes.failureMessage(result.outcome()))
                        .time(result.startedAt())
                        .time(endedAt(result))
                        .bigint(duration(result))
                        .bigint(prunedStep(result))
                        .real(prunedValue(result))
                        .bigint(runId)
                        .integer(result.attempt().trialId())
                        .text(worker)
                        .integer(result.attempt().number());
                statement.addBatch();
            }
            int[] changed = statement.executeBatch();
            for (int i = 0; i < changed.length; i++) {
                requireEnded(changed[i] == 1, worker, results.get(i));
            }
        }
    }

    private void writeAll(Connection connection, String worker, List<AttemptResult> results) throws SQLException {
        var ended = new BitSet();
        try (PreparedStatement statement = connection.prepareStatement(END_ALL)) {
            // A plan that the server keeps would be that for the empty table of the first chunk: to read all of it.
            statement.unwrap(PGStatement.class).setPrepareThreshold(0);
            var arrays = new Arrays(statement, results);
            arrays.set("int8", result -> runId);
            arrays.set("int4", result -> result.attempt().trialId());
            arrays.set("int4", result -> result.attempt().number());
            arrays.set("text", result -> Outcomes.name(result.outcome()));
            arrays.set("float8", EndedTrials::objective);
            arrays.set("text", result -> Outcomes.failureKind(result.outcome()));
            arrays.set("text", result -> Outcomes.failureMessage(result.outcome()));
            arrays.set("text", result -> result.startedAt().toString());
            arrays.set("text", result -> text(endedAt(result)));
            arrays.set("int8", EndedTrials::duration);
            arrays.set("int8", EndedTrials::prunedStep);
            arrays.set("float8", EndedTrials::prunedValue);
            statement.setString(13, worker);
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    ended.set(row.getInt(1));
                }
            }
        }
        for (AttemptResult result : results) {
            requireEnded(ended.get(result.attempt().trialId()), worker, result);
        }
    }

    /** Binds a column of all results after the other. */
    private static final class Arrays {
        private final PreparedStatement statement;
        private final List<AttemptResult> results;
        private int place;

        Arrays(PreparedStatement statement, List<AttemptResult> results) {
            this.statement = statement;
            this.results = results;
        }

        void set(String type, Function<AttemptResult, @Nullable Object> column) throws SQLException {
            @Nullable Object[] values = results.stream().map(column).toArray();
            statement.setArray(++place, statement.getConnection().createArrayOf(type, values));
        }
    }

    private static @Nullable Double objective(AttemptResult result) {
        return result.outcome() instanceof TrialState.Completed completed ? completed.objective() : null;
    }

    private static @Nullable Instant endedAt(AttemptResult result) {
        return result.outcome() instanceof TrialState.Ended ? result.endedAt() : null;
    }

    private static @Nullable String text(@Nullable Instant time) {
        return time == null ? null : time.toString();
    }

    private static @Nullable Long duration(AttemptResult result) {
        return result.outcome() instanceof TrialState.Ended ? result.duration().toNanos() / 1000 : null;
    }

    private static @Nullable Long prunedStep(AttemptResult result) {
        return result.outcome() instanceof TrialState.Pruned pruned ? pruned.step() : null;
    }

    private static @Nullable Double prunedValue(AttemptResult result) {
        return result.outcome() instanceof TrialState.Pruned pruned ? pruned.value() : null;
    }

    private static void requireEnded(boolean ended, String worker, AttemptResult result) {
        if (!ended) {
            throw new LostClaimException(
                    worker, result.attempt().trialId(), result.attempt().number());
        }
    }
}
