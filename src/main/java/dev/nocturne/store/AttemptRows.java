package dev.nocturne.store;

import dev.nocturne.engine.AttemptResult;
import dev.nocturne.engine.Measurement;
import dev.nocturne.objective.ProgramEnd;
import dev.nocturne.study.TrialState;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.springframework.jdbc.core.JdbcTemplate;

/** The rows of {@code trial_attempt} and {@code trial_measurement} of one run. */
final class AttemptRows {
    private static final ManyRows ATTEMPTS = new ManyRows(
            "trial_attempt",
            "run_id",
            "trial_id",
            "attempt",
            "worker",
            "host",
            "pid",
            "started_at",
            "ended_at",
            "duration_us",
            "outcome",
            "failure_kind",
            "failure_message",
            "program_pid",
            "exit_code",
            "error_output");
    private static final ManyRows MEASUREMENTS =
            new ManyRows("trial_measurement", "run_id", "trial_id", "step", "measured_value", "recorded_at");

    private final JdbcTemplate jdbc;
    private final long runId;
    private final WorkerHost host;

    AttemptRows(JdbcTemplate jdbc, long runId, WorkerHost host) {
        this.jdbc = jdbc;
        this.runId = runId;
        this.host = host;
    }

    void insert(String worker, List<AttemptResult> results) {
        ATTEMPTS.insert(jdbc, results, (row, result) -> {
            row.bigint(runId)
                    .integer(result.attempt().trialId())
                    .integer(result.attempt().number())
                    .text(worker)
                    .text(host.host())
                    .bigint(host.pid())
                    .time(result.startedAt())
                    .time(result.endedAt())
                    .bigint(result.duration().toNanos() / 1000)
                    .text(Outcomes.name(result.outcome()))
                    .text(Outcomes.failureKind(result.outcome()))
                    .text(Outcomes.failureMessage(result.outcome()));
            addProgram(row, result.program());
        });
    }

    private static void addProgram(Cells row, Optional<ProgramEnd> end) throws SQLException {
        OptionalLong pid = end.map(ProgramEnd::pid).orElse(OptionalLong.empty());
        OptionalInt exitCode = end.map(ProgramEnd::exitCode).orElse(OptionalInt.empty());
        row.bigint(pid.isPresent() ? (Long) pid.getAsLong() : null)
                .integer(exitCode.isPresent() ? (Integer) exitCode.getAsInt() : null)
                .text(end.map(ProgramEnd::errorOutput).orElse(null));
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
        MEASUREMENTS.insert(
                jdbc,
                measured,
                (row, entry) -> row.bigint(runId)
                        .integer(entry.trialId())
                        .bigint(entry.measurement().step())
                        .real(entry.measurement().value())
                        .time(entry.measurement().recordedAt()));
    }
}
