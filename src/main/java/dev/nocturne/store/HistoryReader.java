package dev.nocturne.store;

import dev.nocturne.engine.Proposer;
import dev.nocturne.engine.RunEnd;
import dev.nocturne.strategy.Proposal;
import dev.nocturne.strategy.pruner.PruningRule;
import dev.nocturne.study.AppendLog;
import dev.nocturne.study.Observation;
import dev.nocturne.study.Study;
import dev.nocturne.study.Trial;
import dev.nocturne.study.TrialState;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Reads the history that proposals need, for a caller that holds the run's lock. Trials that have ended never change, so
 * the leading ones are read once and kept; strategies that need no history cost no query at all. Not thread-safe.
 */
final class HistoryReader {
    /** By both columns of the key: by the second alone H2 would sort all that come after, for every page. */
    static final String SELECT_FROM = """
            select trial_id, status, objective, failure_kind, failure_message, parameters, budget, promoted_from,
                   pruned_step, pruned_value
              from trial
             where run_id = ? and trial_id >= ?
             order by run_id, trial_id
             fetch first ? rows only
            """;

    /** Trials at a time: what they are read from is many times as large as what is kept of them. */
    private static final int PAGE = 1_000;

    /** Of long texts fewer at a time. */
    private static final int CHARACTERS_OF_A_PAGE = 4_000_000;

    private final JdbcTemplate jdbc;
    private final long runId;
    private final Study study;
    private final Proposer proposer;
    private final ObjectiveRows objectives;
    private final int page;
    private final AppendLog<Observation> ended = new AppendLog<>();
    private final MeasuredTrials measurements;

    HistoryReader(JdbcTemplate jdbc, long runId, Study study, Proposer proposer) {
        this.jdbc = jdbc;
        this.runId = runId;
        this.study = study;
        this.proposer = proposer;
        this.objectives = new ObjectiveRows(jdbc, runId, study.goals());
        this.measurements = new MeasuredTrials(jdbc, runId);
        this.page = Math.max(1, Math.min(PAGE, CHARACTERS_OF_A_PAGE / ParametersJson.longest(study.space())));
    }

    /** The history as one claim sees it. */
    Window window() {
        return new Window();
    }

    /** The database is asked when first something is required. */
    final class Window {
        private final List<Observation> proposedHere = new ArrayList<>();
        private @Nullable List<Trial> afterEnded;

        private Window() {}

        /** Whether that many leading trials have ended. */
        boolean hasEnded(int required) {
            if (required > ended.size()) {
                read();
            }
            return required <= ended.size();
        }

        /** Whether the run has enough, once that many leading trials have ended, which they have. */
        Optional<RunEnd> end(int required) {
            return proposer.endsBefore(ended.first(required));
        }

        /** When a trial is hopeless that was proposed when that many leading trials had ended, which they have. */
        PruningRule pruning(int required) {
            if (!proposer.comparesMeasurements()) {
                return proposer.pruning(List.of());
            }
            hasEnded(required);
            measurements.readUpTo(ended.size());
            return proposer.pruning(measurements.first(required));
        }

        /** Proposes the trial after those that were proposed before, which is pending from then on. */
        Proposal propose(int id, int required) {
            if (!proposer.looksAtHistory(id)) {
                return kept(id, proposer.propose(id, List.of(), List.of()));
            }
            var others = new ArrayList<Observation>();
            List<Trial> unended = read();
            others.addAll(ended.from(required));
            unended.forEach(trial -> others.add(proposer.observe(trial)));
            others.addAll(proposedHere);
            return kept(id, proposer.propose(id, ended.first(required), others));
        }

        private Proposal kept(int id, Proposal proposed) {
            var trial = new Trial(id, proposed.parameters(), proposed.budget(), new TrialState.Running());
            proposedHere.add(proposer.observe(trial));
            return proposed;
        }

        private List<Trial> read() {
            if (afterEnded == null) {
                afterEnded = new ArrayList<>();
                int from = ended.size();
                List<Trial> trials;
                do {
                    trials = page(from);
                    trials.forEach(trial -> keep(trial, afterEnded));
                    from = trials.isEmpty()
                            ? from
                            : trials.get(trials.size() - 1).id() + 1;
                } while (trials.size() == page);
            }
            return afterEnded;
        }
    }

    private List<Trial> page(int from) {
        return objectives.withAllObjectives(
                jdbc.query(SELECT_FROM, (row, i) -> TrialMapping.trial(row, study.space()), runId, from, page));
    }

    private void keep(Trial trial, List<Trial> afterEnded) {
        if (afterEnded.isEmpty() && trial.hasEnded() && trial.id() == ended.size()) {
            ended.add(proposer.observe(trial));
        } else {
            afterEnded.add(trial);
        }
    }
}
