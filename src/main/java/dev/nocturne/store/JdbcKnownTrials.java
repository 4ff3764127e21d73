package dev.nocturne.store;

import dev.nocturne.event.TuningEvent;
import dev.nocturne.space.Value;
import dev.nocturne.study.FailureKind;
import dev.nocturne.study.KnownTrial;
import dev.nocturne.study.KnownTrials;
import dev.nocturne.study.Study;
import dev.nocturne.study.Trial;
import dev.nocturne.study.TrialState;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.JdbcTemplate;
import tools.jackson.databind.json.JsonMapper;

/**
 * What runs knew before their first trial. It is written once, with the run, and from then on it is the only source: the
 * same proposals come of it after a restart, whatever has become of where it was from. Thread-safe.
 */
public final class JdbcKnownTrials {
    private static final int BATCH = 1000;
    private static final JsonMapper MAPPER = new JsonMapper();
    private static final String INSERT = """
            insert into run_known_trial (run_id, position, source, source_id, status, objective, objectives, parameters,
                                         failure_kind, failure_message)
            values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            """;
    private static final String SELECT = """
            select source_id, status, objectives, parameters, failure_kind, failure_message
              from run_known_trial
             where run_id = ?
             order by position
            """;

    private final JdbcTemplate jdbc;
    private final Clock clock;

    private record Row(int position, KnownTrial known) {}

    JdbcKnownTrials(JdbcTemplate jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /**
     * Records what a run knows, in the transaction that creates the run.
     *
     * @return the event, recorded; to be published after the commit
     */
    public TuningEvent.WarmStarted record(long runId, KnownTrials known) {
        var rows = new ArrayList<Row>();
        known.trials().forEach(trial -> rows.add(new Row(rows.size(), trial)));
        jdbc.batchUpdate(INSERT, rows, BATCH, (insert, row) -> {
            Trial trial = row.known().trial();
            boolean completed = trial.state() instanceof TrialState.Completed;
            insert.setLong(1, runId);
            insert.setInt(2, row.position());
            insert.setString(3, row.known().source());
            insert.setInt(4, trial.id());
            insert.setString(5, Outcomes.name(trial.state()));
            insert.setObject(6, completed ? objectives(trial).get(0) : null);
            insert.setString(7, completed ? json(objectives(trial)) : null);
            insert.setString(8, ParametersJson.write(trial.parameters()));
            insert.setString(9, Outcomes.failureKind(trial.state()));
            insert.setString(10, Outcomes.failureMessage(trial.state()));
        });
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        var event = new TuningEvent.WarmStarted(rows.size(), known.leftOut(), now);
        new JdbcObserver(jdbc, runId).record(List.of(event));
        return event;
    }

    /** What a run of that study knows, the oldest first. */
    public List<Trial> of(long runId, Study study) {
        return jdbc.query(
                SELECT,
                (row, i) -> new Trial(
                        row.getInt("source_id"),
                        ParametersJson.read(row.getString("parameters"), study.space()),
                        state(row)),
                runId);
    }

    private static List<Double> objectives(Trial trial) {
        return trial.state() instanceof TrialState.Completed completed ? completed.objectives() : List.of();
    }

    private static String json(List<Double> numbers) {
        return numbers.stream()
                .map(number -> new Value.Real(number).text())
                .collect(Collectors.joining(", ", "[", "]"));
    }

    private static TrialState state(ResultSet row) throws SQLException {
        if (row.getString("status").equals("FAILED")) {
            return new TrialState.Failed(
                    FailureKind.valueOf(row.getString("failure_kind")), row.getString("failure_message"));
        }
        List<Double> objectives = new ArrayList<>();
        MAPPER.readTree(row.getString("objectives")).forEach(number -> objectives.add(number.asDouble()));
        return new TrialState.Completed(objectives);
    }
}
