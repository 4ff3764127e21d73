package dev.nocturne.store;

import dev.nocturne.study.Direction;
import dev.nocturne.study.Goal;
import java.util.List;
import java.util.stream.IntStream;
import org.springframework.jdbc.core.JdbcTemplate;

/** The rows of {@code run_objective}. A run with a single objective has none. Thread-safe. */
final class GoalRows {
    private static final String INSERT = """
            insert into run_objective (run_id, position, name, direction)
            values (?, ?, ?, ?)
            """;
    private static final String SELECT = """
            select name, direction
              from run_objective
             where run_id = ?
             order by position
            """;

    private final JdbcTemplate jdbc;

    GoalRows(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    void insert(long runId, List<Goal> goals) {
        if (goals.size() > 1) {
            List<Integer> positions = IntStream.range(0, goals.size()).boxed().toList();
            jdbc.batchUpdate(INSERT, positions, positions.size(), (row, position) -> {
                row.setLong(1, runId);
                row.setInt(2, position);
                row.setString(3, goals.get(position).name());
                row.setString(4, goals.get(position).direction().name());
            });
        }
    }

    /** The goals of a run with several; of a run with one, that goal. */
    List<Goal> of(long runId, Direction direction) {
        List<Goal> goals = jdbc.query(
                SELECT,
                (row, i) -> new Goal(row.getString("name"), Direction.valueOf(row.getString("direction"))),
                runId);
        return goals.isEmpty() ? List.of(Goal.only(direction)) : goals;
    }
}
