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
 * @param lastSign the last that is known of that start; null if nothing is
 */
record ActiveTime(
        Duration counted,
        @Nullable Instant resumedAt,
        @Nullable Instant lastSign) {
    private static final String SELECT = """
            select r.active_us, r.resumed_at, max(e.occurred_at) as last_sign
              from tuning_run r
              left join tuning_event e on e.run_id = r.run_id and e.occurred_at >= r.resumed_at
             where r.run_id = ?
             group by r.active_us, r.resumed_at
            """;

    static ActiveTime of(long runId, JdbcTemplate jdbc) {
        return jdbc.query(
                        SELECT,
                        (row, i) -> new ActiveTime(
                                Duration.ofNanos(row.getLong("active_us") * 1000),
                                Times.instant(row, "resumed_at"),
                                Times.instant(row, "last_sign")),
                        runId)
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
