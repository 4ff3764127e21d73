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
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntUnaryOperator;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;

/** The rows of {@code trial} and {@code trial_parameter} of one run; every change of a trial's state is here. */
final class TrialRows {
    private static final ManyRows TRIALS = new ManyRows(
            "trial",
            "run_id",
            "trial_id",
            "status",
            "parameters",
            "budget",
            "promoted_from",
            "attempts",
            "worker",
            "started_at",
            "history_seen",
            "origin",
            "confirms",
            "repetition");
    private static final ManyRows PARAMETERS =
            new ManyRows("trial_parameter", "run_id", "trial_id", "name", "numeric_value", "text_value");
    private static final String SELECT_INTERRUPTED = """
            select t.trial_id, t.attempts, t.parameters, t.budget, t.promoted_from, t.history_seen, t.origin, t.confirms,
                   t.repetition
              from trial t
             where t.run_id = ? and t.trial_id >= ? and t.status = 'INTERRUPTED'
             order by t.run_id, t.trial_id
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

    private final JdbcTemplate jdbc;
    private final long runId;
    private final SearchSpace space;
    private final EndedTrials ended;

    TrialRows(JdbcTemplate jdbc, long runId, SearchSpace space) {
        this.jdbc = jdbc;
        this.runId = runId;
        this.space = space;
        this.ended = new EndedTrials(jdbc, runId);
    }

    /**
     * Adds trials.
     *
     * @param historySeen how many leading trials the proposal of a trial could know
     */
    void insert(String worker, List<Attempt> fresh, Instant now, IntUnaryOperator historySeen) {
        TRIALS.insert(jdbc, fresh, (row, attempt) -> {
            Origin origin = attempt.origin();
            row.bigint(runId)
                    .integer(attempt.trialId())
                    .text("RUNNING")
                    .text(ParametersJson.write(attempt.parameters()))
                    .real(attempt.budget().amount())
                    .integer(promotedFrom(attempt.budget()))
                    .integer(attempt.number())
                    .text(worker)
                    .time(now)
                    .integer(historySeen.applyAsInt(attempt.trialId()))
                    .text(origin.kind().name())
                    .integer(origin.isConfirmation() ? (Integer) origin.confirms() : null)
                    .integer(origin.isConfirmation() ? (Integer) origin.repetition() : null);
        });
        insertParameters(fresh);
    }

    private record NamedValue(int trialId, String name, Value value) {}

    private void insertParameters(List<Attempt> fresh) {
        var values = new ArrayList<NamedValue>();
        for (Attempt attempt : fresh) {
            attempt.parameters()
                    .values()
                    .forEach((name, value) -> values.add(new NamedValue(attempt.trialId(), name, value)));
        }
        PARAMETERS.insert(
                jdbc,
                values,
                (row, named) -> row.bigint(runId)
                        .integer(named.trialId())
                        .text(named.name())
                        .real(named.value().isNumber() ? (Double) named.value().number() : null)
                        .text(named.value().text()));
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
        ended.write(worker, results);
    }

    private static void requireOne(int changed, String worker, Attempt attempt) {
        if (changed != 1) {
            throw new LostClaimException(worker, attempt.trialId(), attempt.number());
        }
    }
}
