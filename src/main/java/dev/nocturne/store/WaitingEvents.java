package dev.nocturne.store;

import dev.nocturne.sink.EventFilter;
import java.util.ArrayList;
import java.util.List;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Events that were committed and have no numbers yet. They get them in the order in which they are seen here, which is that
 * of their ids but for those of transactions that took longer: a late one comes later, so that there never is a gap.
 */
final class WaitingEvents {
    /** So many at a time, so that sinks are not locked for long. */
    private static final int MOST = 1000;

    private static final String LOCK_SINKS = """
            select sink, events, assigned_sequence from event_sink order by sink for update
            """;
    private static final String WAITING = """
            select o.event_id, e.type
              from event_outbox o
              join tuning_event e on e.event_id = o.event_id
             order by o.event_id
             fetch first %d rows only
            """.formatted(MOST);
    private static final String ASSIGN = "insert into event_delivery (sink, sequence, event_id) values (?, ?, ?)";
    private static final String ASSIGNED = "update event_sink set assigned_sequence = ? where sink = ?";
    private static final String DONE = "delete from event_outbox where event_id = ?";

    private final JdbcTemplate jdbc;

    WaitingEvents(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    private record Waiting(long eventId, String type) {}

    private record Numbered(String sink, EventFilter events, long assigned) {}

    /** Numbers some, for all sinks, in the caller's transaction; one at a time, by the locks on the sinks. */
    void assign() {
        Integer any = jdbc.queryForObject(
                "select count(*) from (select 1 from event_outbox fetch first 1 rows only) first_one", Integer.class);
        if (any == null || any == 0) {
            return;
        }
        List<Numbered> sinks = jdbc.query(
                LOCK_SINKS,
                (row, i) -> new Numbered(
                        row.getString("sink"),
                        new EventFilter(row.getString("events")),
                        row.getLong("assigned_sequence")));
        // Asked only now: what another process numbered meanwhile is gone.
        List<Waiting> events =
                jdbc.query(WAITING, (row, i) -> new Waiting(row.getLong("event_id"), row.getString("type")));
        sinks.forEach(sink -> assign(sink, events));
        jdbc.batchUpdate(DONE, events, MOST, (row, event) -> row.setLong(1, event.eventId()));
    }

    private void assign(Numbered sink, List<Waiting> events) {
        var rows = new ArrayList<Object[]>();
        for (Waiting event : events) {
            if (sink.events().wants(event.type())) {
                rows.add(new Object[] {sink.sink(), sink.assigned() + rows.size() + 1, event.eventId()});
            }
        }
        if (!rows.isEmpty()) {
            jdbc.batchUpdate(ASSIGN, rows);
            jdbc.update(ASSIGNED, sink.assigned() + rows.size(), sink.sink());
        }
    }
}
