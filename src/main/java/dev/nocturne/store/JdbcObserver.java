package dev.nocturne.store;

import dev.nocturne.event.TuningEvent;
import dev.nocturne.event.TuningEventHandler;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.BatchPreparedStatementSetter;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.support.GeneratedKeyHolder;

/**
 * Records a run's events in {@code tuning_event}, in the transaction of its caller: the ledger calls it beside the
 * results that the events speak of, so that both are there after a crash, or neither is. If the run has sinks, they are put
 * into their outbox as well. Thread-safe.
 */
public final class JdbcObserver implements TuningEventHandler {
    private static final ManyRows EVENTS =
            new ManyRows("tuning_event", "run_id", "trial_id", "type", "occurred_at", "payload");

    private static final String TO_SINKS = "insert into event_outbox (event_id) values (?)";

    private final JdbcTemplate jdbc;
    private final long runId;

    /** Of the start of the run that this belongs to; null before it was asked for. */
    private volatile @Nullable Boolean publishes;

    public JdbcObserver(JdbcTemplate jdbc, long runId) {
        this.jdbc = jdbc;
        this.runId = runId;
    }

    @Override
    public void handle(TuningEvent event) {
        record(List.of(event));
    }

    /** Records events in their order. */
    public void record(List<TuningEvent> events) {
        if (events.isEmpty()) {
            return;
        }
        if (publishes()) {
            recordForSinks(events);
        } else {
            EVENTS.insert(jdbc, events, this::fill);
        }
    }

    private boolean publishes() {
        Boolean known = publishes;
        if (known == null) {
            known = Boolean.TRUE.equals(
                    jdbc.queryForObject("select publishes from tuning_run where run_id = ?", Boolean.class, runId));
            publishes = known;
        }
        return known;
    }

    private void recordForSinks(List<TuningEvent> events) {
        var keys = new GeneratedKeyHolder();
        jdbc.batchUpdate(
                connection -> connection.prepareStatement(EVENTS.insert(), new String[] {"event_id"}),
                new BatchPreparedStatementSetter() {
                    @Override
                    public void setValues(PreparedStatement row, int index) throws SQLException {
                        fill(new BoundCells(row), events.get(index));
                    }

                    @Override
                    public int getBatchSize() {
                        return events.size();
                    }
                },
                keys);
        List<Number> ids = keys.getKeyList().stream()
                .map(key ->
                        (Number) Objects.requireNonNull(key.values().iterator().next()))
                .toList();
        jdbc.batchUpdate(TO_SINKS, ids, ids.size(), (row, id) -> row.setLong(1, id.longValue()));
    }

    private void fill(Cells row, TuningEvent event) throws SQLException {
        row.bigint(runId)
                .integer(event instanceof TuningEvent.TrialEvent trial ? (Integer) trial.trialId() : null)
                .text(EventJson.type(event))
                .time(event.occurredAt())
                .text(EventJson.write(event));
    }
}
