package dev.nocturne.batch;

import dev.nocturne.event.TuningEvent;
import dev.nocturne.event.TuningEventHandler;
import dev.nocturne.study.Direction;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/** Counts what it hears of a run. Thread-safe. */
final class ProgressTracker implements TuningEventHandler {
    private final Direction direction;
    private int planned;
    private int endedBefore;
    private int endedHere;
    private int failed;
    private OptionalDouble best = OptionalDouble.empty();
    private OptionalInt bestTrial = OptionalInt.empty();

    ProgressTracker(Direction direction) {
        this.direction = direction;
    }

    @Override
    public synchronized void handle(TuningEvent event) {
        if (event instanceof TuningEvent.TuningStarted started) {
            planned = started.plannedTrials();
            endedBefore = started.endedTrials();
            endedHere = 0;
        } else if (event instanceof TuningEvent.TrialCompleted completed) {
            endedHere++;
            improve(completed.trialId(), completed.objective());
        } else if (event instanceof TuningEvent.TrialFailed failure && !failure.retried()) {
            endedHere++;
            failed++;
        }
    }

    /** The run was started before: what its best trial was. */
    synchronized void improve(int trialId, double objective) {
        boolean better = best.isEmpty() || direction.isBetter(objective, best.getAsDouble());
        boolean earlierTie = !better && objective == best.getAsDouble() && trialId < bestTrial.getAsInt();
        if (better || earlierTie) {
            best = OptionalDouble.of(objective);
            bestTrial = OptionalInt.of(trialId);
        }
    }

    synchronized RunProgress progress() {
        return new RunProgress(planned, endedBefore + endedHere, failed, endedHere, best, bestTrial);
    }
}
