package dev.nocturne.store;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * For how long a run has worked. A start that ended as it should has said so; one that was killed has worked until the
 * last that is known of it.
 *
 * @param counted in the starts that ended as they should
 * @param resumedAt the beginning of the last start; null if there was none
 * @param lastSign the last that is known of that start; null if nothing is, or if it ended as it should
 */
record ActiveTime(
        Duration counted,
        @Nullable Instant resumedAt,
        @Nullable Instant lastSign) {
    private static final String SELECT = """
            select active_us, resumed_at,
                   case when status = 'RUNNING'
                        then (select e.event_id
                                from tuning_event e
                               where e.run_id = ?
                               order by e.event_id desc
                               fetch first 1 row only)
                   end as last_event
              from tuning_run
             where run_id = ?
            """;

    /** The last event need not be the latest, if several workers record theirs at a time; one of those just before it is. */
    private static final String LAST_SIGN = """
            select max(e.occurred_at) as last_sign
              from tuning_event e
              join tuning_run r on r.run_id = e.run_id
             where e.run_id = ? and e.event_id between ? and ? and e.occurred_at >= r.resumed_at
            """;

    private static final int EVENTS = 10_000;

    static ActiveTime of(long runId, JdbcTemplate jdbc) {
        return jdbc.query(
                        SELECT,
                        (row, i) -> new ActiveTime(
                                Duration.ofNanos(row.getLong("active_us") * 1000),
                                Times.instant(row, "resumed_at"),
                                lastSign(runId, row.getObject("last_event", Long.class), jdbc)),
                        runId,
                        runId)
                .get(0);
    }

    private static @Nullable Instant lastSign(long runId, @Nullable Long event, JdbcTemplate jdbc) {
        return event == null
                ? null
                : jdbc.query(LAST_SIGN, (row, i) -> Times.instant(row, "last_sign"), runId, event - EVENTS, event)
                        .get(0);
    }

    /**
     * The time before a start.
     *
     * @param unclean whether the start before it did not end as it should
     */
    Duration before(boolean unclean) {
        return unclean && resumedAt != null && lastSign != null
                ? counted.plus(Duration.between(resumedAt, lastSign))
                : counted;
    }
}
