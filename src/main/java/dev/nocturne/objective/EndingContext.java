package dev.nocturne.objective;

import dev.nocturne.space.Point;
import java.nio.file.Path;
import java.util.Optional;

/** A trial's context that hears nothing any more once the evaluation has ended. Thread-safe. */
final class EndingContext implements TrialContext {
    private final TrialContext trial;
    private boolean ended;

    EndingContext(TrialContext trial) {
        this.trial = trial;
    }

    synchronized void end() {
        ended = true;
    }

    @Override
    public synchronized void report(long step, double value) {
        if (!ended) {
            trial.report(step, value);
        }
    }

    @Override
    public synchronized void ended(ProgramEnd program) {
        if (!ended) {
            trial.ended(program);
        }
    }

    @Override
    public boolean isPruned() {
        return trial.isPruned();
    }

    @Override
    public Optional<Path> checkpointDirectory() {
        return trial.checkpointDirectory();
    }

    @Override
    public int trialId() {
        return trial.trialId();
    }

    @Override
    public int attempt() {
        return trial.attempt();
    }

    @Override
    public Point parameters() {
        return trial.parameters();
    }

    @Override
    public long seed() {
        return trial.seed();
    }

    @Override
    public boolean isConfirmation() {
        return trial.isConfirmation();
    }

    @Override
    public double budget() {
        return trial.budget();
    }
}
