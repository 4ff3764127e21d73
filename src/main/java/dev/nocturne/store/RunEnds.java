package dev.nocturne.store;

import dev.nocturne.engine.RunEnd;
import dev.nocturne.event.TuningEvent;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * That a run has enough before all planned trials were handed out. The first reason stands; but it ended the search alone, and
 * if the run's time is over while there are trials to come after the search, that is why there are none.
 */
final class RunEnds {
    private static final String END = """
            update tuning_run
               set end_condition = ?, end_condition_reason = ?
             where run_id = ? and (end_condition is null
                               or (? or next_confirmation < confirmation_trials) and end_condition <> ?)
            """;

    private final JdbcTemplate jdbc;

    RunEnds(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * Records it in the caller's transaction, which holds the run's lock.
     *
     * @param overrides whether another end that was found before gives way to it
     * @return what happened, recorded, to be published after the commit; empty if the run had enough already
     */
    Optional<TuningEvent> record(long runId, RunEnd end, boolean overrides, Instant now) {
        String condition = end.condition().name();
        if (jdbc.update(END, condition, JdbcRuns.shortened(end.reason()), runId, overrides, condition) == 0) {
            return Optional.empty();
        }
        var met = new TuningEvent.StopConditionMet(end.condition(), end.reason(), now);
        new JdbcObserver(jdbc, runId).record(List.of(met));
        return Optional.of(met);
    }
}
