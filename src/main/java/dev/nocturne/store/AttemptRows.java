package dev.nocturne.store;

import dev.nocturne.engine.AttemptResult;
import dev.nocturne.engine.Measurement;
import dev.nocturne.objective.ProgramEnd;
import dev.nocturne.study.TrialState;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.springframework.jdbc.core.JdbcTemplate;

/** The rows of {@code trial_attempt} and {@code trial_measurement} of one run. */
final class AttemptRows {
    private static final String INSERT_ATTEMPT = """
            insert into trial_attempt (run_id, trial_id, attempt, worker, host, pid, started_at, ended_at, duration_us,
                                       outcome, failure_kind, failure_message, program_pid, exit_code, error_output)
            values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            """;
    private static final String INSERT_MEASUREMENT = """
            insert into trial_measurement (run_id, trial_id, step, measured_value, recorded_at)
            values (?, ?, ?, ?, ?)
            """;

    private final JdbcTemplate jdbc;
    private final long runId;
    private final WorkerHost host;

    AttemptRows(JdbcTemplate jdbc, long runId, WorkerHost host) {
        this.jdbc = jdbc;
        this.runId = runId;
        this.host = host;
    }

    void insert(String worker, List<AttemptResult> results) {
        jdbc.batchUpdate(INSERT_ATTEMPT, results, results.size(), (row, result) -> {
            row.setLong(1, runId);
            row.setInt(2, result.attempt().trialId());
            row.setInt(3, result.attempt().number());
            row.setString(4, worker);
            row.setString(5, host.host());
            row.setLong(6, host.pid());
            row.setObject(7, Times.utc(result.startedAt()));
            row.setObject(8, Times.utc(result.endedAt()));
            row.setLong(9, result.duration().toNanos() / 1000);
            row.setString(10, Outcomes.name(result.outcome()));
            row.setString(11, Outcomes.failureKind(result.outcome()));
            row.setString(12, Outcomes.failureMessage(result.outcome()));
            setProgram(row, result.program());
        });
    }

    private static void setProgram(PreparedStatement row, Optional<ProgramEnd> end) throws SQLException {
        OptionalLong pid = end.map(ProgramEnd::pid).orElse(OptionalLong.empty());
        OptionalInt exitCode = end.map(ProgramEnd::exitCode).orElse(OptionalInt.empty());
        row.setObject(13, pid.isPresent() ? pid.getAsLong() : null, Types.BIGINT);
        row.setObject(14, exitCode.isPresent() ? exitCode.getAsInt() : null, Types.INTEGER);
        row.setString(15, end.map(ProgramEnd::errorOutput).orElse(null));
    }

    private record Measured(int trialId, Measurement measurement) {}

    /** The measurements of attempts that ended their trials; an interrupted attempt will be made again. */
    void insertMeasurements(List<AttemptResult> results) {
        var measured = new ArrayList<Measured>();
        for (AttemptResult result : results) {
            if (result.outcome() instanceof TrialState.Ended) {
                result.measurements()
                        .forEach(measurement ->
                                measured.add(new Measured(result.attempt().trialId(), measurement)));
            }
        }
        if (measured.isEmpty()) {
            return;
        }
        jdbc.batchUpdate(INSERT_MEASUREMENT, measured, 1000, (row, entry) -> {
            row.setLong(1, runId);
            row.setInt(2, entry.trialId());
            row.setLong(3, entry.measurement().step());
            row.setDouble(4, entry.measurement().value());
            row.setObject(5, Times.utc(entry.measurement().recordedAt()));
        });
    }
}
