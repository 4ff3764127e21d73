package dev.nocturne.store;

import dev.nocturne.sink.Snapshot.StudyState;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.springframework.jdbc.core.JdbcTemplate;

/** Where the studies stand: their latest runs. */
final class SnapshotQuery {
    private static final String LATEST = """
            select s.name, r.run_id, r.status, r.best_objective, r.active_us, r.resumed_at, r.ended_at,
                   (select max(z.completed_at)
                      from tuning_summary z
                      join tuning_run c on c.run_id = z.run_id
                     where c.study_id = s.study_id) as last_success_at,
                   (select c.objective from v_champion c where c.study = s.name and c.is_current) as champion_objective,
                   current_timestamp as asked_at
              from study s
              join tuning_run r on r.study_id = s.study_id
             where r.run_id = (select max(l.run_id) from tuning_run l where l.study_id = s.study_id)
             order by s.name
            """;
    private static final String COUNTS = """
            select completed_trials, failed_trials, pruned_trials, running_trials, interrupted_trials from v_run where run_id = ?
            """;

    private static final List<String> STATUSES = List.of("COMPLETED", "FAILED", "PRUNED", "RUNNING", "INTERRUPTED");

    private final JdbcTemplate jdbc;

    SnapshotQuery(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    List<StudyState> studies() {
        return jdbc.query(LATEST, (row, i) -> {
            Instant now = Objects.requireNonNull(Times.instant(row, "asked_at"));
            Instant resumed = Times.instant(row, "resumed_at");
            Duration before = Duration.ofNanos(row.getLong("active_us") * 1000);
            boolean goesOn = row.getString("status").equals("RUNNING") && resumed != null && resumed.isBefore(now);
            return new StudyState(
                    row.getString("name"),
                    row.getString("status"),
                    trials(row.getLong("run_id")),
                    row.getObject("best_objective", Double.class),
                    Times.instant(row, "last_success_at"),
                    goesOn ? before.plus(Duration.between(resumed, now)) : before,
                    row.getObject("champion_objective", Double.class));
        });
    }

    private Map<String, Long> trials(long run) {
        var trials = new HashMap<String, Long>();
        jdbc.query(
                COUNTS,
                row -> {
                    for (String status : STATUSES) {
                        long count = row.getLong(status.toLowerCase(Locale.ROOT) + "_trials");
                        if (count > 0) {
                            trials.put(status, count);
                        }
                    }
                },
                run);
        return trials;
    }
}
