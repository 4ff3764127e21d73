package dev.nocturne.batch;

import dev.nocturne.event.TuningEvent;
import dev.nocturne.event.TuningEventHandler;
import dev.nocturne.store.RunState;
import dev.nocturne.study.Direction;
import dev.nocturne.study.Goal;
import dev.nocturne.study.ParetoFront;
import dev.nocturne.study.TrialState;
import dev.nocturne.summary.RunSummary;
import dev.nocturne.summary.Summaries;
import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/** Counts what it hears of a run. Thread-safe. */
final class ProgressTracker implements TuningEventHandler {
    private final List<Goal> goals;
    private ParetoFront front = ParetoFront.EMPTY;
    private int planned;
    private int endedBefore;
    private int endedHere;
    private int failed;
    private int lent;
    private int frontElsewhere;
    private int endedElsewhere;
    private int endedByLentBefore = -1;
    private int searchTrials = Integer.MAX_VALUE;
    private int confirmations;
    private int confirmed;
    private double bestBudget;
    private OptionalDouble best = OptionalDouble.empty();
    private OptionalInt bestTrial = OptionalInt.empty();

    ProgressTracker(List<Goal> goals) {
        this.goals = goals;
    }

    @Override
    public synchronized void handle(TuningEvent event) {
        if (event instanceof TuningEvent.TuningStarted started) {
            planned = started.plannedTrials();
            endedBefore = started.endedTrials();
            endedHere = 0;
        } else if (event instanceof TuningEvent.ConfirmationStarted confirmation) {
            searched(confirmation.searchTrials(), confirmation.trials(), 0);
        } else if (event instanceof TuningEvent.TrialEvent trial && trial.trialId() >= searchTrials) {
            confirmed += endsTrial(trial) ? 1 : 0;
        } else if (event instanceof TuningEvent.TrialCompleted completed) {
            endedHere++;
            improve(
                    completed.trialId(),
                    List.copyOf(completed.objectives().values()),
                    completed.budget().amount());
        } else if (event instanceof TuningEvent.TrialPruned) {
            endedHere++;
        } else if (event instanceof TuningEvent.TrialFailed failure && !failure.retried()) {
            endedHere++;
            failed++;
        }
    }

    private static boolean endsTrial(TuningEvent.TrialEvent event) {
        return event instanceof TuningEvent.TrialCompleted
                || event instanceof TuningEvent.TrialFailed failure && !failure.retried();
    }

    /**
     * The search is over.
     *
     * @param trials how many it had; those with larger ids come after it
     * @param after how many do
     * @param ended how many of those have ended
     */
    synchronized void searched(int trials, int after, int ended) {
        searchTrials = trials;
        confirmations = after;
        confirmed = ended;
    }

    /** What was known of the run before this start. */
    void startFrom(RunSummary run, Summaries summaries, RunState state) {
        if (state.bestObjective() != null && state.bestTrialId() != null) {
            improve(state.bestTrialId(), List.of(state.bestObjective()), state.bestBudget());
        }
        if (run.hasSeveralObjectives()) {
            summaries
                    .front(run)
                    .forEach(trial -> improve(
                            trial.trialId(), List.copyOf(trial.objectives().values()), 1));
        }
    }

    /**
     * A trial has completed, now or before this start.
     *
     * @param objectives in the order of the goals
     * @param budget at which it was evaluated
     */
    synchronized void improve(int trialId, List<Double> objectives, double budget) {
        if (goals.size() > 1) {
            front = front.with(trialId, new TrialState.Completed(objectives).losses(goals));
        } else {
            improve(trialId, objectives.get(0), budget, goals.get(0).direction());
        }
    }

    /** What was evaluated with more effort says more, whatever it came to. */
    private void improve(int trialId, double objective, double budget, Direction direction) {
        boolean comparable = best.isPresent() && budget == bestBudget;
        boolean better = best.isEmpty()
                || budget > bestBudget
                || comparable && direction.isBetter(objective, best.getAsDouble());
        boolean earlierTie = comparable && objective == best.getAsDouble() && trialId < bestTrial.getAsInt();
        if (better || earlierTie) {
            best = OptionalDouble.of(objective);
            bestTrial = OptionalInt.of(trialId);
            bestBudget = budget;
        }
    }

    /** Where the run stands in a database in which other processes end trials of it, too. */
    synchronized void elsewhere(RunState state) {
        lent = state.lentWorkers();
        endedElsewhere = state.endedByLent() - (endedByLentBefore < 0 ? state.endedByLent() : endedByLentBefore);
        if (endedByLentBefore < 0) {
            endedByLentBefore = state.endedByLent();
        }
        failed = state.failed();
        frontElsewhere = state.frontTrials();
        if (state.bestObjective() != null && state.bestTrialId() != null) {
            best = OptionalDouble.of(state.bestObjective());
            bestTrial = OptionalInt.of(state.bestTrialId());
        }
    }

    synchronized RunProgress progress() {
        var frontTrials =
                goals.size() > 1 ? OptionalInt.of(Math.max(front.size(), frontElsewhere)) : OptionalInt.empty();
        return new RunProgress(
                planned,
                endedBefore + endedHere + endedElsewhere,
                failed,
                endedHere + endedElsewhere,
                best,
                bestTrial,
                frontTrials,
                lent,
                confirmations,
                confirmed);
    }
}
