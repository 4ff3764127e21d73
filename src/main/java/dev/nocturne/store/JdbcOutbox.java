package dev.nocturne.store;

import dev.nocturne.sink.Backoff;
import dev.nocturne.sink.ConfiguredSink;
import dev.nocturne.sink.EventMessage;
import dev.nocturne.sink.Outbox;
import dev.nocturne.sink.SinkState;
import dev.nocturne.sink.Snapshot;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The outbox in the database. Whoever changes the row of a sink has locked it before; times are the database's, taken at the
 * beginning of a transaction. Thread-safe.
 */
public final class JdbcOutbox implements Outbox {
    private static final String KNOWN = """
            update event_sink set type = ?, events = ?, configured_at = current_timestamp where sink = ?
            """;
    private static final String NEW = """
            insert into event_sink (sink, type, events, registered_at, configured_at)
            values (?, ?, ?, current_timestamp, current_timestamp)
            """;
    /** A sink that this start does not name is remembered for a while, and gets what comes. */
    private static final String PUBLISH = """
            update tuning_run
               set publishes = (cast(? as boolean) or exists (select 1 from event_sink))
             where run_id = ?
            """;

    private static final String FORGOTTEN = "select sink from event_sink where configured_at < ?";
    private static final String HAS_WORK = """
            select count(*)
              from event_sink
             where sink = ?
               and (assigned_sequence > delivered_sequence or exists (select 1 from event_outbox))
            """;
    private static final String NEXT = """
            select d.sequence, e.event_id, s.name, r.run_key, e.trial_id, e.type, e.occurred_at, e.payload
              from event_delivery d
              join tuning_event e on e.event_id = d.event_id
              join tuning_run r on r.run_id = e.run_id
              join study s on s.study_id = r.study_id
             where d.sink = ? and d.sequence > ?
             order by d.sequence
             fetch first %d rows only
            """;
    private static final String ARRIVED = "delete from event_delivery where sink = ? and sequence <= ?";
    private static final String REPORT = """
            update event_sink
               set delivered_sequence = ?, failures = ?, last_error = ?, next_attempt_at = ?,
                   last_success_at = case when ? then current_timestamp else last_success_at end,
                   leased_by = null, leased_until = null
             where sink = ?
            """;
    private static final String STATES = """
            select sink, type, pending, delivered_sequence, failures, last_error, last_success_at, next_attempt_at,
                   current_timestamp as asked_at
              from v_sink
             order by sink
            """;

    private final JdbcTemplate jdbc;
    private final TransactionTemplate ownTransaction;
    private final WaitingEvents waiting;
    private final SnapshotQuery snapshot;
    private final SinkLeases leases;

    JdbcOutbox(JdbcTemplate jdbc, PlatformTransactionManager transactions, WorkerHost host) {
        this.jdbc = jdbc;
        this.ownTransaction = new TransactionTemplate(transactions);
        this.ownTransaction.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
        this.ownTransaction.setIsolationLevel(TransactionDefinition.ISOLATION_READ_COMMITTED);
        this.waiting = new WaitingEvents(jdbc);
        this.snapshot = new SnapshotQuery(jdbc);
        this.leases = new SinkLeases(jdbc, host);
    }

    /** Whether this start says that events of the run are for sinks, from now on; in the caller's transaction. */
    public void publish(long runId, boolean publishes) {
        jdbc.update(PUBLISH, publishes, runId);
    }

    @Override
    public void register(List<ConfiguredSink> sinks, Duration keep) {
        for (ConfiguredSink sink : sinks) {
            try {
                ownTransaction.executeWithoutResult(status -> register(sink));
            } catch (DuplicateKeyException insertedMeanwhile) {
                ownTransaction.executeWithoutResult(status -> register(sink));
            }
        }
        ownTransaction.executeWithoutResult(status -> {
            Instant now = jdbc.queryForObject(
                    "select current_timestamp as asked_at", (row, i) -> Times.instant(row, "asked_at"));
            Instant since = Objects.requireNonNull(now).minus(keep);
            jdbc.queryForList(FORGOTTEN, String.class, Times.utc(since)).forEach(this::drop);
        });
    }

    private void register(ConfiguredSink sink) {
        String events = sink.events().text();
        if (jdbc.update(KNOWN, sink.type(), events, sink.name()) == 0) {
            jdbc.update(NEW, sink.name(), sink.type(), events);
        }
    }

    @Override
    public List<EventMessage> take(String sink, String taker, int most, Duration lease) {
        Integer work = jdbc.queryForObject(HAS_WORK, Integer.class, sink);
        if (work == null || work == 0) {
            return List.of();
        }
        return Objects.requireNonNull(ownTransaction.execute(status -> {
            waiting.assign();
            return leases.lock(sink)
                    .filter(SinkLeases.Locked::hasPending)
                    .filter(row -> leases.lease(row, taker, lease))
                    .map(row -> jdbc.query(NEXT.formatted(most), JdbcOutbox::message, sink, row.delivered()))
                    .orElse(List.of());
        }));
    }

    @Override
    public boolean lease(String sink, String taker, Duration lease) {
        return Boolean.TRUE.equals(ownTransaction.execute(status ->
                leases.lock(sink).filter(row -> leases.lease(row, taker, lease)).isPresent()));
    }

    @Override
    public void report(String sink, String taker, long delivered, Optional<String> error) {
        ownTransaction.executeWithoutResult(status -> leases.lock(sink)
                .filter(row -> leases.isOf(row, taker))
                .ifPresent(row -> {
                    boolean arrived = delivered > row.delivered();
                    int failures = error.isEmpty() ? 0 : arrived ? 1 : row.failures() + 1;
                    jdbc.update(
                            REPORT,
                            Math.max(delivered, row.delivered()),
                            failures,
                            error.map(JdbcRuns::shortened).orElse(null),
                            failures == 0 ? null : Times.utc(row.now().plus(Backoff.after(failures))),
                            arrived || error.isEmpty(),
                            sink);
                    if (arrived) {
                        jdbc.update(ARRIVED, sink, delivered);
                    }
                }));
    }

    private static EventMessage message(ResultSet row, int index) throws SQLException {
        return new EventMessage(
                row.getLong("sequence"),
                row.getLong("event_id"),
                row.getString("name"),
                row.getString("run_key"),
                row.getObject("trial_id", Integer.class),
                row.getString("type"),
                Objects.requireNonNull(Times.instant(row, "occurred_at")),
                row.getString("payload"));
    }

    @Override
    public List<SinkState> states() {
        return jdbc.query(STATES, (row, i) -> {
            Instant now = Objects.requireNonNull(Times.instant(row, "asked_at"));
            Instant next = Times.instant(row, "next_attempt_at");
            Duration pause = next == null || next.isBefore(now) ? Duration.ZERO : Duration.between(now, next);
            return new SinkState(
                    row.getString("sink"),
                    row.getString("type"),
                    row.getLong("pending"),
                    row.getLong("delivered_sequence"),
                    row.getInt("failures"),
                    row.getString("last_error"),
                    Times.instant(row, "last_success_at"),
                    next,
                    pause);
        });
    }

    @Override
    public Snapshot snapshot() {
        return new Snapshot(snapshot.studies(), states());
    }

    @Override
    public void tryNow(List<String> sinks) {
        sinks.forEach(sink -> jdbc.update("update event_sink set next_attempt_at = null where sink = ?", sink));
    }

    @Override
    public boolean forget(String sink) {
        return Boolean.TRUE.equals(ownTransaction.execute(status -> drop(sink)));
    }

    private boolean drop(String sink) {
        boolean known = jdbc.update("delete from event_sink where sink = ?", sink) > 0;
        jdbc.update("delete from event_delivery where sink = ?", sink);
        return known;
    }
}
