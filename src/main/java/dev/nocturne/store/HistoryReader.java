package dev.nocturne.store;

import dev.nocturne.engine.Proposer;
import dev.nocturne.space.Point;
import dev.nocturne.study.ObservationLog;
import dev.nocturne.study.Study;
import dev.nocturne.study.Trial;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Reads the history that proposals need, for a caller that holds the run's lock. Trials that have ended never change, so
 * the leading ones are read once and kept; strategies that need no history cost no query at all. Not thread-safe.
 */
final class HistoryReader {
    private static final String SELECT_FROM = """
            select trial_id, status, objective, failure_kind, failure_message, parameters
              from trial
             where run_id = ? and trial_id >= ?
             order by trial_id
            """;

    private final JdbcTemplate jdbc;
    private final long runId;
    private final Study study;
    private final Proposer proposer;
    private final ObjectiveRows objectives;
    private final ObservationLog ended = new ObservationLog();

    HistoryReader(JdbcTemplate jdbc, long runId, Study study, Proposer proposer) {
        this.jdbc = jdbc;
        this.runId = runId;
        this.study = study;
        this.proposer = proposer;
        this.objectives = new ObjectiveRows(jdbc, runId, study.goals());
    }

    /** The history as one claim sees it. */
    Window window() {
        return new Window();
    }

    /** The database is asked when first something is required. */
    final class Window {
        private final List<Point> proposedHere = new ArrayList<>();
        private @Nullable List<Trial> afterEnded;

        private Window() {}

        /** Whether that many leading trials have ended. */
        boolean hasEnded(int required) {
            if (required > ended.size()) {
                read();
            }
            return required <= ended.size();
        }

        /** Proposes the trial after those that were proposed before, which is pending from then on. */
        Point propose(int id, int required) {
            if (!proposer.looksAtHistory(id)) {
                return kept(proposer.propose(id, List.of(), List.of()));
            }
            var pending = new ArrayList<double[]>();
            List<Trial> unended = read();
            ended.from(required).forEach(trial -> pending.add(trial.coordinates()));
            unended.forEach(trial -> pending.add(proposer.coordinates(trial.parameters())));
            proposedHere.forEach(point -> pending.add(proposer.coordinates(point)));
            return kept(proposer.propose(id, ended.first(required), pending));
        }

        private Point kept(Point proposed) {
            proposedHere.add(proposed);
            return proposed;
        }

        private List<Trial> read() {
            if (afterEnded == null) {
                afterEnded = new ArrayList<>();
                List<Trial> trials = jdbc.query(
                        SELECT_FROM, (row, i) -> TrialMapping.trial(row, study.space()), runId, ended.size());
                objectives.withAllObjectives(trials).forEach(trial -> keep(trial, afterEnded));
            }
            return afterEnded;
        }
    }

    private void keep(Trial trial, List<Trial> afterEnded) {
        if (afterEnded.isEmpty() && trial.hasEnded() && trial.id() == ended.size()) {
            ended.add(proposer.observe(trial));
        } else {
            afterEnded.add(trial);
        }
    }
}
