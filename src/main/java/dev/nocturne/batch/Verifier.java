package dev.nocturne.batch;

import dev.nocturne.engine.Proposer;
import dev.nocturne.space.Point;
import dev.nocturne.store.JdbcKnownTrials;
import dev.nocturne.store.JdbcRuns;
import dev.nocturne.store.RecordedConfirmations;
import dev.nocturne.store.RecordedTrials;
import dev.nocturne.store.RunRecord;
import dev.nocturne.strategy.Proposal;
import dev.nocturne.strategy.StrategyFactory;
import dev.nocturne.strategy.pruner.PrunerFactory;
import dev.nocturne.study.AppendLog;
import dev.nocturne.study.Budget;
import dev.nocturne.study.EndCondition;
import dev.nocturne.study.InvalidStudyException;
import dev.nocturne.study.Observation;
import dev.nocturne.study.Study;
import dev.nocturne.study.Trial;
import dev.nocturne.study.TuningException;
import java.util.List;
import java.util.Optional;

/** Recomputes the proposals of a recorded run and compares them with what was tried. Thread-safe. */
public final class Verifier {
    /** So few because each may have a megabyte of texts. */
    private static final int PAGE = 200;

    private final JdbcRuns runs;
    private final StudyArchive archive;
    private final StrategyFactory strategies;
    private final RecordedTrials trials;
    private final JdbcKnownTrials knownTrials;
    private final RecordedConfirmations confirmations;

    /**
     * What came of it.
     *
     * @param proposals how many were recomputed
     * @param difference the first that differs, for a person; empty if none does
     */
    public record Verdict(int proposals, Optional<String> difference) {}

    Verifier(
            JdbcRuns runs,
            StudyArchive archive,
            StrategyFactory strategies,
            RecordedTrials trials,
            JdbcKnownTrials knownTrials,
            RecordedConfirmations confirmations) {
        this.confirmations = confirmations;
        this.runs = runs;
        this.archive = archive;
        this.strategies = strategies;
        this.trials = trials;
        this.knownTrials = knownTrials;
    }

    /** Verifies a run, finished or not. */
    public Verdict verify(String study, String runKey) {
        RunRecord run = runs.find(study, runKey)
                .orElseThrow(() -> new TuningException("There is no run " + runKey + " of " + study + "."));
        Study recorded = archive.plan(run).study();
        var check = new Check(run, recorded);
        if (check.proposer.isAsynchronous()) {
            throw new InvalidStudyException("The proposals of " + run.strategy()
                    + " depend on which trials happened to have ended, so they cannot be made again and verified. Use"
                    + " hyperband or successive_halving where that matters.");
        }
        return check.verdict();
    }

    /** One verification: walks through the trials, keeping those that later proposals may look at. */
    private final class Check {
        private final RunRecord run;
        private final Study study;
        private final Proposer proposer;
        private final AppendLog<Observation> earlier = new AppendLog<>();
        private int expected;

        Check(RunRecord run, Study study) {
            this.run = run;
            this.study = study;
            this.proposer = new Proposer(
                    study,
                    strategies.create(study, run.strategySettings(study.space())),
                    PrunerFactory.create(study.pruner(), study.goals()),
                    run.seed(),
                    run.confirmationSeed(),
                    run.lag(),
                    knownTrials.of(run.runId(), study));
        }

        Verdict verdict() {
            boolean needsHistory = proposer.looksAtHistory(run.plannedTrials() - 1);
            List<Trial> page;
            do {
                page = trials.page(run.runId(), study, expected, PAGE);
                for (Trial trial : page) {
                    Optional<String> difference = difference(trial);
                    if (difference.isPresent()) {
                        return new Verdict(expected, difference);
                    }
                    expected++;
                    if (needsHistory) {
                        earlier.add(proposer.observe(trial));
                    }
                }
            } while (page.size() == PAGE);
            Optional<String> again = afterSearch();
            if (again.isPresent()) {
                return new Verdict(expected, again);
            }
            boolean cutOff = run.status().equals("COMPLETED") && expected < run.plannedTrials() && !hadEnough();
            return new Verdict(
                    expected,
                    cutOff ? Optional.of("Trial " + expected + " is missing from the table.") : Optional.empty());
        }

        /** What comes after the search follows from its results, too. */
        private Optional<String> afterSearch() {
            if (run.searchTrials() == null || study.champion().isEmpty()) {
                return Optional.empty();
            }
            return run.searchTrials() == expected
                    ? confirmations.firstDifference(run, study, proposer)
                    : Optional.of("The search ended after " + expected + " trials, but " + run.searchTrials()
                            + " are recorded as its length.");
        }

        /** Whether the run was to end here; of how long it worked, only the record knows. */
        private boolean hadEnough() {
            return run.endCondition() == EndCondition.MAX_DURATION
                    || proposer.endsBefore(earlier.first(Math.min(earlier.size(), proposer.requiredHistory(expected))))
                            .isPresent();
        }

        private Optional<String> difference(Trial trial) {
            if (trial.id() != expected) {
                return Optional.of("Trial " + expected + " is missing from the table.");
            }
            Proposal proposed = propose(trial.id());
            return proposed.parameters().equals(trial.parameters())
                            && proposed.budget().equals(trial.budget())
                    ? Optional.empty()
                    : Optional.of("Trial " + trial.id() + " differs: recorded "
                            + shown(trial.parameters(), trial.budget()) + ", recomputed "
                            + shown(proposed.parameters(), proposed.budget()) + ".");
        }

        private Proposal propose(int trialId) {
            int required = proposer.requiredHistory(trialId);
            List<Observation> others =
                    proposer.looksAtHistory(trialId) ? earlier.first(trialId).subList(required, trialId) : List.of();
            return proposer.propose(trialId, earlier.first(required), others);
        }
    }

    private static String shown(Point point, Budget budget) {
        var shown = new StringBuilder();
        point.values()
                .forEach((name, value) -> shown.append(shown.isEmpty() ? "" : ", ")
                        .append(name)
                        .append('=')
                        .append(value.text()));
        if (!budget.equals(Budget.FULL)) {
            shown.append(", budget ").append(budget.amount());
            budget.promotedFrom()
                    .ifPresent(lower -> shown.append(" after trial ").append(lower));
        }
        return shown.toString();
    }
}
