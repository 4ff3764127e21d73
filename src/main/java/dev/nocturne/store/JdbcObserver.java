package dev.nocturne.store;

import dev.nocturne.event.TuningEvent;
import dev.nocturne.event.TuningEventHandler;
import java.util.List;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Records a run's events in {@code tuning_event}, in the transaction of its caller: the ledger calls it beside the
 * results that the events speak of, so that both are there after a crash, or neither is. Thread-safe.
 */
public final class JdbcObserver implements TuningEventHandler {
    private static final String INSERT = """
            insert into tuning_event (run_id, trial_id, type, occurred_at, payload)
            values (?, ?, ?, ?, ?)
            """;

    private final JdbcTemplate jdbc;
    private final long runId;

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
        jdbc.batchUpdate(INSERT, events, events.size(), (row, event) -> {
            row.setLong(1, runId);
            row.setObject(2, event instanceof TuningEvent.TrialEvent trial ? trial.trialId() : null);
            row.setString(3, EventJson.type(event));
            row.setObject(4, Times.utc(event.occurredAt()));
            row.setString(5, EventJson.write(event));
        });
    }
}
