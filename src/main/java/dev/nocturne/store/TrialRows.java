package dev.nocturne.store;

import dev.nocturne.engine.Attempt;
import dev.nocturne.engine.AttemptResult;
import dev.nocturne.engine.LostClaimException;
import dev.nocturne.engine.Proposer;
import dev.nocturne.space.SearchSpace;
import dev.nocturne.space.Value;
import dev.nocturne.study.Budget;
import dev.nocturne.study.FailureKind;
import dev.nocturne.study.Origin;
import dev.nocturne.study.TrialState;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.IntUnaryOperator;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;

/** The rows of {@code trial} and {@code trial_parameter} of one run; every change of a trial's state is here. */
final class TrialRows {
    private static final String INSERT_TRIAL = """
            insert into trial (run_id, trial_id, status, parameters, budget, promoted_from, attempts, worker, started_at,
                               history_seen, origin, confirms, repetition)
            values (?, ?, 'RUNNING', ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            """;
    private static final String INSERT_PARAMETER = """
            insert into trial_parameter (run_id, trial_id, name, numeric_value, text_value)
            values (?, ?, ?, ?, ?)
            """;
    private static final String SELECT_INTERRUPTED = """
            select t.trial_id, t.attempts, t.parameters, t.budget, t.promoted_from, t.history_seen, t.origin, t.confirms,
                   t.repetition
              from trial t
             where t.run_id = ? and t.trial_id >= ? and t.status = 'INTERRUPTED'
             order by t.trial_id
             fetch first ? rows only
            """;
    private static final String SELECT_FAILED_BEFORE = """
            select failure_kind from trial_attempt where run_id = ? and trial_id = ? and outcome = 'FAILED'
            """;
    private static final String CLAIM_INTERRUPTED = """
            update trial
               set status = 'RUNNING', attempts = ?, worker = ?, started_at = ?
             where run_id = ? and trial_id = ? and status = 'INTERRUPTED'
            """;
    private static final String START_AGAIN = """
            update trial
               set attempts = attempts + 1, started_at = ?
             where run_id = ? and trial_id = ? and status = 'RUNNING' and worker = ? and attempts = ?
            """;
    private static final String END = """
            update trial
               set status = ?, objective = ?, failure_kind = ?, failure_message = ?,
                   started_at = ?, ended_at = ?, duration_us = ?, pruned_step = ?, pruned_value = ?
             where run_id = ? and trial_id = ? and status = 'RUNNING' and worker = ? and attempts = ?
            """;

    private final JdbcTemplate jdbc;
    private final long runId;
    private final SearchSpace space;

    TrialRows(JdbcTemplate jdbc, long runId, SearchSpace space) {
        this.jdbc = jdbc;
        this.runId = runId;
        this.space = space;
    }

    /**
     * Adds trials.
     *
     * @param historySeen how many leading trials the proposal of a trial could know
     */
    void insert(String worker, List<Attempt> fresh, Instant now, IntUnaryOperator historySeen) {
        if (fresh.isEmpty()) {
            return;
        }
        var startedAt = Times.utc(now);
        jdbc.batchUpdate(INSERT_TRIAL, fresh, fresh.size(), (row, attempt) -> {
            row.setLong(1, runId);
            row.setInt(2, attempt.trialId());
            row.setString(3, ParametersJson.write(attempt.parameters()));
            row.setDouble(4, attempt.budget().amount());
            row.setObject(5, promotedFrom(attempt.budget()), Types.INTEGER);
            row.setInt(6, attempt.number());
            row.setString(7, worker);
            row.setObject(8, startedAt);
            row.setInt(9, historySeen.applyAsInt(attempt.trialId()));
            Origin origin = attempt.origin();
            row.setString(10, origin.kind().name());
            row.setObject(11, origin.isConfirmation() ? origin.confirms() : null, Types.INTEGER);
            row.setObject(12, origin.isConfirmation() ? origin.repetition() : null, Types.INTEGER);
        });
        insertParameters(fresh);
    }

    private record NamedValue(int trialId, String name, Value value) {}

    private void insertParameters(List<Attempt> fresh) {
        var values = new ArrayList<NamedValue>();
        for (Attempt attempt : fresh) {
            for (Map.Entry<String, Value> entry : attempt.parameters().values().entrySet()) {
                values.add(new NamedValue(attempt.trialId(), entry.getKey(), entry.getValue()));
            }
        }
        jdbc.batchUpdate(INSERT_PARAMETER, values, Math.max(1, values.size()), (row, value) -> {
            row.setLong(1, runId);
            row.setInt(2, value.trialId());
            row.setString(3, value.name());
            if (value.value().isNumber()) {
                row.setDouble(4, value.value().number());
            } else {
                row.setNull(4, Types.DOUBLE);
            }
            row.setString(5, value.value().text());
        });
    }

    List<Attempt> claimInterrupted(
            String worker, int limit, Instant now, Proposer proposer, HistoryReader.Window history) {
        List<Attempt> again = jdbc.query(
                SELECT_INTERRUPTED,
                (row, i) -> proposer.attempt(
                        row.getInt("trial_id"),
                        row.getInt("attempts") + 1,
                        ParametersJson.read(row.getString("parameters"), space),
                        TrialMapping.budget(row),
                        TrialMapping.origin(row),
                        failedBefore(row.getInt("trial_id")),
                        history.pruning(row.getInt("history_seen"))),
                runId,
                CutOffAttempts.openFrom(jdbc, runId),
                limit);
        for (Attempt attempt : again) {
            requireOne(
                    jdbc.update(CLAIM_INTERRUPTED, attempt.number(), worker, Times.utc(now), runId, attempt.trialId()),
                    worker,
                    attempt);
        }
        return again;
    }

    private Attempt.FailedBefore failedBefore(int trialId) {
        int[] failed = new int[2];
        jdbc.query(
                SELECT_FAILED_BEFORE,
                row -> {
                    failed[FailureKind.valueOf(row.getString("failure_kind")).isOfConfiguration() ? 0 : 1]++;
                },
                runId,
                trialId);
        return new Attempt.FailedBefore(failed[0], failed[1]);
    }

    private static @Nullable Integer promotedFrom(Budget budget) {
        return budget.promotedFrom().isPresent() ? budget.promotedFrom().getAsInt() : null;
    }

    void startAgain(String worker, Attempt failed, Instant now) {
        requireOne(
                jdbc.update(START_AGAIN, Times.utc(now), runId, failed.trialId(), worker, failed.number()),
                worker,
                failed);
    }

    void end(String worker, List<AttemptResult> results) {
        int[][] counts = jdbc.batchUpdate(END, results, results.size(), (row, result) -> {
            setOutcome(row, result);
            row.setLong(10, runId);
            row.setInt(11, result.attempt().trialId());
            row.setString(12, worker);
            row.setInt(13, result.attempt().number());
        });
        for (int i = 0; i < results.size(); i++) {
            requireOne(counts[0][i], worker, results.get(i).attempt());
        }
    }

    private static void setOutcome(PreparedStatement row, AttemptResult result) throws SQLException {
        boolean ended = result.outcome() instanceof TrialState.Ended;
        row.setString(1, Outcomes.name(result.outcome()));
        row.setObject(2, result.outcome() instanceof TrialState.Completed c ? c.objective() : null, Types.DOUBLE);
        row.setString(3, Outcomes.failureKind(result.outcome()));
        row.setString(4, Outcomes.failureMessage(result.outcome()));
        row.setObject(5, Times.utc(result.startedAt()));
        row.setObject(6, ended ? Times.utc(result.endedAt()) : null, Types.TIMESTAMP_WITH_TIMEZONE);
        row.setObject(7, ended ? result.duration().toNanos() / 1000 : null, Types.BIGINT);
        row.setObject(8, result.outcome() instanceof TrialState.Pruned pruned ? pruned.step() : null, Types.BIGINT);
        row.setObject(9, result.outcome() instanceof TrialState.Pruned pruned ? pruned.value() : null, Types.DOUBLE);
    }

    private static void requireOne(int changed, String worker, Attempt attempt) {
        if (changed != 1) {
            throw new LostClaimException(worker, attempt.trialId(), attempt.number());
        }
    }
}
