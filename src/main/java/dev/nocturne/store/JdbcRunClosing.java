package dev.nocturne.store;

import dev.nocturne.engine.RunEnd;
import dev.nocturne.event.TuningEvent;
import dev.nocturne.space.Point;
import dev.nocturne.study.EndCondition;
import dev.nocturne.study.Incumbent;
import dev.nocturne.study.ParetoTrial;
import dev.nocturne.study.Study;
import dev.nocturne.study.Trial;
import dev.nocturne.study.TuningException;
import dev.nocturne.study.TuningSummary;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.springframework.jdbc.core.JdbcTemplate;

/** The end of a run whose trials have all ended: its summary, computed in SQL, in the caller's transaction. */
public final class JdbcRunClosing {
    /** Kept as results came in; to search all trials of a long run for it would take minutes. */
    private static final String BEST_TRIAL = """
            select t.trial_id, t.objective, t.parameters
              from tuning_run r
              join trial t on t.run_id = r.run_id and t.trial_id = r.best_trial_id
             where r.run_id = ?
            """;

    private static final String FRONT = """
            select trial_id, status, objective, failure_kind, failure_message, parameters, budget, promoted_from,
                   pruned_step, pruned_value
              from trial
             where run_id = ? and trial_id in (select trial_id from pareto_trial where run_id = ?)
             order by trial_id
            """;
    private static final String COUNTS = """
            select coalesce(sum(z.completed + z.failed + z.pruned), 0) as ran,
                   coalesce(sum(z.failed), 0) as failed,
                   coalesce(sum(z.pruned), 0) as pruned,
                   r.next_trial_id + r.next_confirmation
                       - coalesce(sum(z.completed + z.failed + z.pruned + z.confirmed), 0) as unfinished,
                   coalesce(sum(z.confirmed), 0) as confirmed
              from tuning_run r
              left join worker_total z on z.run_id = r.run_id
             where r.run_id = ?
             group by r.run_id, r.next_trial_id, r.next_confirmation
            """;
    private static final String END = """
            select end_condition, end_condition_reason from tuning_run where run_id = ?
            """;
    private static final String FORGET_END = """
            update tuning_run set end_condition = null, end_condition_reason = null where run_id = ?
            """;
    private static final String INSERT = """
            insert into tuning_summary (run_id, best_trial_id, best_objective, best_parameters, trials_ran,
                                        trials_failed, trials_pruned, front_trials, end_condition, end_reason,
                                        total_time_us, completed_at)
            values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            """;

    private final JdbcTemplate jdbc;
    private final JdbcRuns runs;
    private final Promotions promotions;
    private final Clock clock;

    private record Counts(int ran, int failed, int pruned, int unfinished, int confirmed) {}

    JdbcRunClosing(JdbcTemplate jdbc, JdbcRuns runs, JdbcChampions champions, Clock clock) {
        this.jdbc = jdbc;
        this.promotions = new Promotions(jdbc, champions);
        this.runs = runs;
        this.clock = clock;
    }

    /**
     * Stores the summary of a run and marks the run as completed.
     *
     * @return what happened, recorded; to be published after the commit
     * @throws TuningException if trials are missing: then nothing is stored, and the run can be started again
     */
    public List<TuningEvent> close(RunRecord opened, Study study) {
        // Where its search ended was not known when it was opened; who may close it is who opened it.
        RunRecord run = runs.find(opened.study(), opened.runKey()).orElseThrow();
        Optional<RunEnd> early = early(run);
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        List<TuningEvent> cutOff = early.filter(end -> end.condition() == EndCondition.MAX_DURATION)
                .map(end -> new TrialsOutOfTime(jdbc, run.runId(), study).fail(now))
                .orElse(List.of());
        var events = new ArrayList<>(cutOff);
        Counts counts = jdbc.queryForObject(
                COUNTS,
                (row, i) -> new Counts(
                        row.getInt("ran"),
                        row.getInt("failed"),
                        row.getInt("pruned"),
                        row.getInt("unfinished"),
                        row.getInt("confirmed")),
                run.runId());
        boolean confirmed = counts != null && counts.confirmed() == run.confirmationTrials() && cutOff.isEmpty();
        int searched = run.searchTrials() == null ? run.plannedTrials() : run.searchTrials();
        boolean inTime = early.filter(end -> end.condition() == EndCondition.MAX_DURATION)
                .isEmpty();
        if (counts == null
                || counts.unfinished() > 0
                || early.isEmpty() && counts.ran() != searched
                || inTime && !confirmed) {
            throw new TuningException("Only " + (counts == null ? 0 : counts.ran()) + " of " + run.plannedTrials()
                    + " trials have ended. Start the same command again to run the rest.");
        }
        RunEnd end = early.filter(found -> counts.ran() < run.plannedTrials() || !confirmed)
                .orElseGet(() -> RunEnd.afterAll(counts.ran()));
        if (end.condition() == EndCondition.MAX_TRIALS) {
            jdbc.update(FORGET_END, run.runId());
        }
        var summary = new TuningSummary(
                best(run, study),
                front(run, study),
                counts.ran(),
                counts.failed(),
                counts.pruned(),
                end.condition(),
                end.reason(),
                Duration.between(run.startedAt(), now),
                now);
        var frontTrials =
                study.hasSeveralGoals() ? OptionalInt.of(summary.front().size()) : OptionalInt.empty();
        insert(run, summary, frontTrials);
        if (study.champion().isPresent()) {
            promotions.decide(run, study, confirmed, now).ifPresent(events::add);
        }
        runs.finish(opened, "COMPLETED", end.reason());
        events.add(new TuningEvent.TuningFinished(summary.best(), frontTrials, summary.totalTime(), now));
        new JdbcObserver(jdbc, run.runId()).record(events);
        return List.copyOf(events);
    }

    private Optional<RunEnd> early(RunRecord run) {
        List<Optional<RunEnd>> ends = jdbc.query(
                END,
                (row, i) -> {
                    String reason = row.getString("end_condition_reason");
                    return Optional.ofNullable(row.getString("end_condition"))
                            .map(name -> new RunEnd(EndCondition.valueOf(name), reason == null ? "" : reason));
                },
                run.runId());
        return ends.get(0);
    }

    private List<ParetoTrial> front(RunRecord run, Study study) {
        if (!study.hasSeveralGoals()) {
            return List.of();
        }
        List<Trial> trials =
                jdbc.query(FRONT, (row, i) -> TrialMapping.trial(row, study.space()), run.runId(), run.runId());
        return new ObjectiveRows(jdbc, run.runId(), study.goals())
                .withAllObjectives(trials).stream()
                        .map(trial -> ParetoTrial.of(trial, study.goals()))
                        .toList();
    }

    private Optional<Incumbent> best(RunRecord run, Study study) {
        if (study.hasSeveralGoals()) {
            return Optional.empty();
        }
        return jdbc
                .query(
                        BEST_TRIAL,
                        (row, i) -> {
                            Point parameters = ParametersJson.read(row.getString("parameters"), study.space());
                            return new Incumbent(row.getInt("trial_id"), row.getDouble("objective"), parameters);
                        },
                        run.runId())
                .stream()
                .findFirst();
    }

    private void insert(RunRecord run, TuningSummary summary, OptionalInt frontTrials) {
        Incumbent best = summary.best().orElse(null);
        jdbc.update(
                INSERT,
                run.runId(),
                best == null ? null : best.trialId(),
                best == null ? null : best.objective(),
                best == null ? null : ParametersJson.write(best.parameters()),
                summary.trialsRan(),
                summary.trialsFailed(),
                summary.trialsPruned(),
                frontTrials.isPresent() ? frontTrials.getAsInt() : null,
                summary.endCondition().name(),
                JdbcRuns.shortened(summary.endReason()),
                summary.totalTime().toNanos() / 1000,
                Times.utc(summary.completedAt()));
    }
}
