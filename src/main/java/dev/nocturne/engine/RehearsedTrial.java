package dev.nocturne.engine;

import dev.nocturne.objective.ProgramEnd;
import dev.nocturne.objective.TrialContext;
import dev.nocturne.space.Point;
import java.nio.file.Path;
import java.util.Optional;

/**
 * An attempt that has a checkpoint directory without being recorded.
 *
 * @param trial everything else of it
 */
record RehearsedTrial(TrialContext trial, Path checkpoints) implements TrialContext {
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
    public double budget() {
        return trial.budget();
    }

    @Override
    public Optional<Path> checkpointDirectory() {
        return Optional.of(checkpoints);
    }

    @Override
    public void report(long step, double value) {
        trial.report(step, value);
    }

    @Override
    public boolean isPruned() {
        return trial.isPruned();
    }

    @Override
    public void ended(ProgramEnd program) {
        trial.ended(program);
    }
}
