package dev.nocturne.store;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * What is left of runs that were taken away. Nobody reads these rows any more, so each statement is a transaction of its own,
 * and deletes no more than some thousand rows, found by their key. Thread-safe.
 */
final class RemainingRows {
    /** Tables with many rows for a run, and their key after the run; the trials last, as they say what there was. */
    private static final List<Table> OF_TRIALS = List.of(
            new Table("trial_parameter", "trial_id", "name"),
            new Table("trial_attempt", "trial_id", "attempt"),
            new Table("trial_measurement", "trial_id", "step"),
            new Table("trial_objective", "trial_id", "position"),
            new Table("pareto_trial", "trial_id", null),
            new Table("failed_attempt", "trial_id", "attempt"),
            new Table("incumbent", "trial_id", null),
            new Table("run_known_trial", "position", null),
            new Table("trial", "trial_id", null));

    /** Events are found by their own ids alone: those of all runs lie among one another, in the order of time. */
    private static final String NEXT_EVENT = """
            select event_id
              from tuning_event
             where event_id > ? and event_id <= (select max(last_event_id) from pruned_run)
             order by event_id
             fetch first 1 row only
            """;

    private static final String DELETE_EVENTS = """
            delete from tuning_event
             where event_id >= ? and event_id < ? and run_id in (select run_id from pruned_run)
            """;

    private final JdbcTemplate jdbc;
    private final int most;

    private record Table(String name, String key, @Nullable String second) {
        /** The key of the last row that a transaction has room for. */
        String last(int most) {
            String keys = second == null ? key : key + ", " + second;
            return "select " + keys + " from " + name + " where run_id = ? order by run_id, " + keys + " offset "
                    + (most - 1) + " rows fetch first 1 row only";
        }

        String delete(String condition) {
            return "delete from " + name + " where run_id = ?" + condition;
        }
    }

    RemainingRows(JdbcTemplate jdbc, int most) {
        this.jdbc = jdbc;
        this.most = most;
    }

    /**
     * Deletes the run's trials and all that belongs to them.
     *
     * @param deleted told after each transaction how many rows that deleted
     */
    void deleteTrials(long run, IntConsumer deleted) {
        for (Table table : OF_TRIALS) {
            Optional<Map<String, Object>> last = last(table, run);
            while (last.isPresent()) {
                deleted.accept(deleteUpTo(table, run, last.get()));
                last = last(table, run);
            }
            deleted.accept(jdbc.update(table.delete(""), run));
        }
    }

    private Optional<Map<String, Object>> last(Table table, long run) {
        return jdbc.queryForList(table.last(most), run).stream().findFirst();
    }

    private int deleteUpTo(Table table, long run, Map<String, Object> last) {
        Object key = last.get(table.key());
        if (table.second() == null) {
            return jdbc.update(table.delete(" and " + table.key() + " <= ?"), run, key);
        }
        int before = jdbc.update(table.delete(" and " + table.key() + " < ?"), run, key);
        return before > 0
                ? before
                : jdbc.update(
                        table.delete(" and " + table.key() + " = ? and " + table.second() + " <= ?"),
                        run,
                        key,
                        last.get(table.second()));
    }

    /** Deletes the events of all runs that were taken away. */
    void deleteEvents(IntConsumer deleted) {
        Optional<Long> next = nextEvent(-1);
        while (next.isPresent()) {
            long end = next.get() + most;
            deleted.accept(jdbc.update(DELETE_EVENTS, next.get(), end));
            next = nextEvent(end - 1);
        }
    }

    private Optional<Long> nextEvent(long after) {
        return jdbc.queryForList(NEXT_EVENT, Long.class, after).stream().findFirst();
    }
}
