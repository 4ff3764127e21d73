package dev.nocturne.batch;

import dev.nocturne.engine.Proposer;
import dev.nocturne.space.Point;
import dev.nocturne.store.JdbcKnownTrials;
import dev.nocturne.store.JdbcRuns;
import dev.nocturne.store.RecordedTrials;
import dev.nocturne.store.RunRecord;
import dev.nocturne.strategy.StrategyFactory;
import dev.nocturne.study.Observation;
import dev.nocturne.study.ObservationLog;
import dev.nocturne.study.Study;
import dev.nocturne.study.Trial;
import dev.nocturne.study.TuningException;
import java.util.List;
import java.util.Optional;

/** Recomputes the proposals of a recorded run and compares them with what was tried. Thread-safe. */
public final class Verifier {
    private static final int PAGE = 2000;

    private final JdbcRuns runs;
    private final StudyArchive archive;
    private final StrategyFactory strategies;
    private final RecordedTrials trials;
    private final JdbcKnownTrials knownTrials;

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
            JdbcKnownTrials knownTrials) {
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
        return new Check(run, recorded).verdict();
    }

    /** One verification: walks through the trials, keeping those that later proposals may look at. */
    private final class Check {
        private final RunRecord run;
        private final Study study;
        private final Proposer proposer;
        private final ObservationLog earlier = new ObservationLog();
        private int expected;

        Check(RunRecord run, Study study) {
            this.run = run;
            this.study = study;
            this.proposer = new Proposer(
                    study,
                    strategies.create(study, run.strategySettings()),
                    run.seed(),
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
            boolean cutOff = run.status().equals("COMPLETED") && expected < run.plannedTrials();
            return new Verdict(
                    expected,
                    cutOff ? Optional.of("Trial " + expected + " is missing from the table.") : Optional.empty());
        }

        private Optional<String> difference(Trial trial) {
            if (trial.id() != expected) {
                return Optional.of("Trial " + expected + " is missing from the table.");
            }
            Point proposed = propose(trial.id());
            return proposed.equals(trial.parameters())
                    ? Optional.empty()
                    : Optional.of("Trial " + trial.id() + " differs: recorded " + shown(trial.parameters())
                            + ", recomputed " + shown(proposed) + ".");
        }

        private Point propose(int trialId) {
            int required = proposer.requiredHistory(trialId);
            List<double[]> pending = proposer.looksAtHistory(trialId)
                    ? earlier.first(trialId).subList(required, trialId).stream()
                            .map(Observation::coordinates)
                            .toList()
                    : List.of();
            return proposer.propose(trialId, earlier.first(required), pending);
        }
    }

    private static String shown(Point point) {
        var shown = new StringBuilder();
        point.values()
                .forEach((name, value) -> shown.append(shown.isEmpty() ? "" : ", ")
                        .append(name)
                        .append('=')
                        .append(value.text()));
        return shown.toString();
    }
}
