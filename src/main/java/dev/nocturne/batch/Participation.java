package dev.nocturne.batch;

import dev.nocturne.config.StudyPlan;
import dev.nocturne.engine.Evaluator;
import dev.nocturne.engine.Interruption;
import dev.nocturne.engine.LedgerSignal;
import dev.nocturne.engine.Proposer;
import dev.nocturne.engine.Retries;
import dev.nocturne.engine.TrialLedger;
import dev.nocturne.objective.Objective;
import dev.nocturne.store.RunRecord;
import dev.nocturne.strategy.Strategy;
import dev.nocturne.strategy.pruner.PrunerFactory;
import dev.nocturne.study.PrunerSettings;
import dev.nocturne.study.Trial;
import java.util.List;

/**
 * What this process has of one start of a run while its workers take part in it: the study, its strategy with all that it
 * remembers, the ledger and the objective. Thread-safe.
 */
final class Participation {
    private final Collaborators with;
    private final RunRecord run;
    private final StudyPlan plan;
    private final LedgerSignal signal;
    private final TrialLedger ledger;
    private final Objective objective;
    private final RunCheckpoints checkpoints;
    private final int knownTrials;
    private int guests;
    private boolean retired;

    /**
     * Takes part in a run that was opened.
     *
     * @param lent whether the run is another process'
     * @throws dev.nocturne.study.InvalidStudyException if the objective cannot be evaluated here
     */
    Participation(Collaborators with, RunRecord run, StudyPlan plan, boolean lent, LedgerSignal signal) {
        this.with = with;
        this.run = run;
        this.plan = plan;
        this.signal = signal;
        List<Trial> known = with.store().knownTrials().of(run.runId(), plan.study());
        this.knownTrials = known.size();
        this.checkpoints =
                new RunCheckpoints(with.checkpoints(), run, !(plan.study().pruner() instanceof PrunerSettings.None));
        Strategy strategy = with.strategies()
                .create(plan.study(), run.strategySettings(plan.study().space()));
        this.objective = with.objectives().create(plan.objective(), plan.study(), token(run, lent));
        this.ledger = with.store()
                .ledger(
                        run.runId(),
                        run.starts(),
                        lent,
                        plan.study(),
                        proposer(strategy, known),
                        with.events(),
                        signal);
    }

    private Proposer proposer(Strategy strategy, List<Trial> known) {
        var pruner = PrunerFactory.create(plan.study().pruner(), plan.study().goals());
        return new Proposer(plan.study(), strategy, pruner, run.seed(), run.confirmationSeed(), run.lag(), known);
    }

    /** Programs of a lent worker have a mark of their own: they outlive the process that executes the run. */
    private String token(RunRecord run, boolean lent) {
        return lent ? run.lentToken(with.store().host().process()) : run.runToken();
    }

    /** A worker, registered in the ledger before it reads. */
    TrialWorker worker(String name, StopSignal stop, Interruption interruption) {
        stop.endsWhen(() -> !with.store().states().of(run.runId()).hasWork());
        var retries = new Retries(
                plan.study().execution().retries(), Retries.Pause.until(stop::isOver, signal, with.nanoTime()));
        var evaluator = new Evaluator(
                plan.study().goals(),
                objective,
                ledger,
                retries,
                checkpoints,
                interruption,
                stop::isOver,
                with.clock(),
                with.nanoTime());
        int chunkSize = plan.study().execution().chunkSize();
        return new TrialWorker(
                name,
                ledger,
                evaluator,
                checkpoints,
                stop,
                signal,
                chunkSize,
                with.shared().isPresent());
    }

    RunCheckpoints checkpoints() {
        return checkpoints;
    }

    LedgerSignal signal() {
        return signal;
    }

    RunRecord run() {
        return run;
    }

    StudyPlan plan() {
        return plan;
    }

    int knownTrials() {
        return knownTrials;
    }

    /** A worker is about to be made: until it has left, the objective stays open. */
    synchronized void enter() {
        guests++;
    }

    synchronized void leave() {
        guests--;
        closeWhenDeserted();
    }

    /** No other worker will come; called once. */
    synchronized void retire() {
        retired = true;
        closeWhenDeserted();
    }

    private void closeWhenDeserted() {
        if (retired && guests == 0) {
            objective.close();
        }
    }
}
