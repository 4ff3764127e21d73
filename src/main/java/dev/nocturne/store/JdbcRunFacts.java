package dev.nocturne.store;

import dev.nocturne.summary.RunFacts;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.RowMapper;

/** Reads what explains where a run stands, without disturbing it. Thread-safe. */
public final class JdbcRunFacts {
    private static final int EVENTS = 10;
    private static final String LAST_START = """
            select occurred_at
              from tuning_event
             where run_id = ? and type = 'TUNING_STARTED'
             order by event_id desc
             fetch first 1 row only
            """;
    private static final String LEASE = """
            select l.lease_until, current_timestamp as database_time from run_lease l where l.run_id = ?
            """;
    private static final String ENOUGH = """
            select end_condition_reason from tuning_run where run_id = ? and end_condition is not null
            """;
    private static final String LENT_WORKERS = """
            select w.worker, w.host, w.pid, w.lease_until, current_timestamp as database_time
              from worker w
             where w.run_id = ? and w.remote and w.ended_at is null and w.lease_until is not null
             order by w.worker
            """;
    private static final String IN_FLIGHT = """
            select t.trial_id, t.attempts, t.worker, w.host, w.pid, w.remote, t.started_at,
                   w.ended_at is not null or w.remote and w.lease_until is null
                       or w.lease_until < current_timestamp as lease_over
              from trial t
              join worker w on w.run_id = t.run_id and w.worker = t.worker
             where t.run_id = ?
               and t.trial_id >= (select coalesce(min(z.open_from), 0) from worker_total z where z.run_id = t.run_id)
               and t.status = 'RUNNING'
             order by t.trial_id
            """;
    private static final String WAITING = """
            select t.trial_id
              from trial t
             where t.run_id = ?
               and t.trial_id >= (select coalesce(min(z.open_from), 0) from worker_total z where z.run_id = t.run_id)
               and t.status = 'INTERRUPTED'
             order by t.trial_id
            """;
    private static final String LONGEST = """
            select nullif(max(longest_us), 0) from worker_total where run_id = ?
            """;
    private static final String LAST_EVENTS = """
            select occurred_at, type, trial_id, payload
              from tuning_event
             where run_id = ?
             order by event_id desc
             fetch first ? rows only
            """;
    private static final String FAILURES = """
            select failure_kind, attempts_failed, trial_id, attempt, ended_at, failure_message, exit_code, error_output
              from (select a.*,
                           count(*) over (partition by a.failure_kind) as attempts_failed,
                           row_number() over (partition by a.failure_kind
                                              order by a.ended_at desc, a.trial_id desc, a.attempt desc) as place
                      from failed_attempt f
                      join trial_attempt a on a.run_id = f.run_id and a.trial_id = f.trial_id and a.attempt = f.attempt
                     where f.run_id = ?) failed
             where place = 1
             order by attempts_failed desc, failure_kind
            """;

    private final JdbcTemplate jdbc;

    JdbcRunFacts(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    /** What is recorded of that run now. */
    public RunFacts of(long runId) {
        Long longest = jdbc.queryForObject(LONGEST, Long.class, runId);
        return new RunFacts(
                first(LAST_START, (row, i) -> Times.instant(row, "occurred_at"), runId),
                first(LEASE, (row, i) -> lease(row), runId),
                first(ENOUGH, (row, i) -> String.valueOf(row.getString("end_condition_reason")), runId),
                jdbc.query(LENT_WORKERS, JdbcRunFacts::lentWorker, runId),
                jdbc.query(IN_FLIGHT, JdbcRunFacts::inFlight, runId),
                jdbc.queryForList(WAITING, Integer.class, runId),
                longest == null ? Optional.empty() : Optional.of(Duration.ofNanos(longest * 1000)),
                jdbc.query(LAST_EVENTS, JdbcRunFacts::event, runId, EVENTS),
                jdbc.query(FAILURES, JdbcRunFacts::failure, runId));
    }

    private <T> Optional<T> first(String query, RowMapper<@Nullable T> mapper, long runId) {
        List<@Nullable T> rows = jdbc.query(query, mapper, runId);
        return rows.stream().filter(Objects::nonNull).findFirst();
    }

    private static RunFacts.Lease lease(ResultSet row) throws SQLException {
        Instant until = Times.instant(row, "lease_until");
        return new RunFacts.Lease(until, Duration.between(Times.instant(row, "database_time"), until));
    }

    private static RunFacts.LentWorker lentWorker(ResultSet row, int index) throws SQLException {
        return new RunFacts.LentWorker(row.getString("worker"), row.getString("host"), row.getLong("pid"), lease(row));
    }

    private static RunFacts.InFlight inFlight(ResultSet row, int index) throws SQLException {
        return new RunFacts.InFlight(
                row.getInt("trial_id"),
                row.getInt("attempts"),
                row.getString("worker"),
                row.getString("host"),
                row.getLong("pid"),
                row.getBoolean("remote"),
                row.getBoolean("lease_over"),
                Times.instant(row, "started_at"));
    }

    private static RunFacts.Event event(ResultSet row, int index) throws SQLException {
        return new RunFacts.Event(
                Times.instant(row, "occurred_at"),
                row.getString("type"),
                row.getObject("trial_id", Integer.class),
                row.getString("payload"));
    }

    private static RunFacts.FailureGroup failure(ResultSet row, int index) throws SQLException {
        Integer exitCode = row.getObject("exit_code", Integer.class);
        String errorOutput = row.getString("error_output");
        return new RunFacts.FailureGroup(
                row.getString("failure_kind"),
                row.getInt("attempts_failed"),
                row.getInt("trial_id"),
                row.getInt("attempt"),
                Times.instant(row, "ended_at"),
                row.getString("failure_message"),
                exitCode == null ? OptionalInt.empty() : OptionalInt.of(exitCode),
                errorOutput == null ? "" : errorOutput);
    }
}
