package dev.nocturne.store;

import dev.nocturne.space.Point;
import dev.nocturne.space.SearchSpace;
import dev.nocturne.study.Budget;
import dev.nocturne.study.FailureKind;
import dev.nocturne.study.Origin;
import dev.nocturne.study.Trial;
import dev.nocturne.study.TrialState;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.OptionalInt;

/** A row of {@code trial} as a trial; of several objectives it has the first. */
final class TrialMapping {
    private TrialMapping() {}

    static Trial trial(ResultSet row, SearchSpace space) throws SQLException {
        Point parameters = ParametersJson.read(row.getString("parameters"), space);
        return new Trial(row.getInt("trial_id"), parameters, budget(row), state(row));
    }

    static Budget budget(ResultSet row) throws SQLException {
        int promotedFrom = row.getInt("promoted_from");
        OptionalInt lower = row.wasNull() ? OptionalInt.empty() : OptionalInt.of(promotedFrom);
        return new Budget(row.getDouble("budget"), lower);
    }

    static Origin origin(ResultSet row) throws SQLException {
        var kind = Origin.Kind.valueOf(row.getString("origin"));
        return kind == Origin.Kind.CONFIRMATION
                ? Origin.confirmation(row.getInt("confirms"), row.getInt("repetition"))
                : new Origin(kind, -1, -1);
    }

    private static TrialState state(ResultSet row) throws SQLException {
        return switch (row.getString("status")) {
            case "COMPLETED" -> new TrialState.Completed(row.getDouble("objective"));
            case "FAILED" ->
                new TrialState.Failed(
                        FailureKind.valueOf(row.getString("failure_kind")), row.getString("failure_message"));
            case "PRUNED" -> new TrialState.Pruned(row.getLong("pruned_step"), row.getDouble("pruned_value"));
            case "INTERRUPTED" -> new TrialState.Interrupted();
            default -> new TrialState.Running();
        };
    }
}
