package dev.nocturne.store;

import dev.nocturne.space.Point;
import dev.nocturne.study.Study;
import dev.nocturne.study.Trial;
import dev.nocturne.study.TrialHistory;
import dev.nocturne.study.TrialState;
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
    private final List<Trial> ended = new ArrayList<>();

    HistoryReader(JdbcTemplate jdbc, long runId, Study study) {
        this.jdbc = jdbc;
        this.runId = runId;
        this.study = study;
    }

    /** The history as one claim sees it. */
    Window window() {
        return new Window();
    }

    /** The database is asked when first something is required. */
    final class Window {
        private final List<Trial> proposedHere = new ArrayList<>();
        private @Nullable List<Trial> afterEnded;

        private Window() {}

        /** Whether that many leading trials have ended. */
        boolean hasEnded(int required) {
            if (required > ended.size()) {
                read();
            }
            return required <= ended.size();
        }

        /** A trial was proposed by this claim, and is pending for the next. */
        void add(int id, Point parameters) {
            proposedHere.add(new Trial(id, parameters, new TrialState.Running()));
        }

        TrialHistory history(int required) {
            if (required == 0) {
                return TrialHistory.empty(study.direction());
            }
            List<Trial> running = read();
            var pending = new ArrayList<Trial>();
            ended.subList(required, ended.size()).forEach(trial -> pending.add(asPending(trial)));
            running.forEach(trial -> pending.add(asPending(trial)));
            pending.addAll(proposedHere);
            return new TrialHistory(study.direction(), List.copyOf(ended.subList(0, required)), pending);
        }

        private List<Trial> read() {
            if (afterEnded == null) {
                afterEnded = new ArrayList<>();
                jdbc.query(
                        SELECT_FROM,
                        row -> {
                            keep(TrialMapping.trial(row, study.space()), afterEnded);
                        },
                        runId,
                        ended.size());
            }
            return afterEnded;
        }
    }

    private void keep(Trial trial, List<Trial> afterEnded) {
        if (afterEnded.isEmpty() && trial.hasEnded() && trial.id() == ended.size()) {
            ended.add(trial);
        } else {
            afterEnded.add(trial);
        }
    }

    /** How a trial came out must not be known to those that did not have to wait for it. */
    private static Trial asPending(Trial trial) {
        return new Trial(trial.id(), trial.parameters(), new TrialState.Running());
    }
}
