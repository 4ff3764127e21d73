package dev.nocturne.engine;

import dev.nocturne.objective.ProgramEnd;
import dev.nocturne.objective.TrialContext;
import dev.nocturne.space.Point;
import dev.nocturne.study.TrialState;
import java.nio.file.Path;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What the objective sees of an attempt; collects its measurements, and decides after each whether the trial is hopeless.
 * Thread-safe, as objectives may use threads.
 */
final class AttemptContext implements TrialContext {
    private final Attempt attempt;
    private final Checkpoints checkpoints;
    private final Clock clock;
    private final TreeMap<Long, Measurement> measurements = new TreeMap<>();
    private final TreeMap<Long, Double> values = new TreeMap<>();
    private TrialState.@Nullable Pruned pruned;
    private @Nullable ProgramEnd program;

    AttemptContext(Attempt attempt, Checkpoints checkpoints, Clock clock) {
        this.attempt = attempt;
        this.checkpoints = checkpoints;
        this.clock = clock;
    }

    @Override
    public int trialId() {
        return attempt.trialId();
    }

    @Override
    public int attempt() {
        return attempt.number();
    }

    @Override
    public Point parameters() {
        return attempt.parameters();
    }

    @Override
    public long seed() {
        return attempt.seed();
    }

    @Override
    public boolean isConfirmation() {
        return attempt.origin().isConfirmation();
    }

    @Override
    public double budget() {
        return attempt.budget().amount();
    }

    @Override
    public Optional<Path> checkpointDirectory() {
        return checkpoints.directory(attempt);
    }

    /** What comes after the decision is not the trial's any more: how much of it comes depends on who is faster. */
    @Override
    public synchronized void report(long step, double value) {
        if (step < 0 || !Double.isFinite(value) || pruned != null) {
            return;
        }
        measurements.put(step, new Measurement(step, value, clock.instant().truncatedTo(ChronoUnit.MICROS)));
        values.put(step, value);
        if (attempt.pruning().isHopeless(values)) {
            pruned = new TrialState.Pruned(step, value);
        }
    }

    @Override
    public synchronized boolean isPruned() {
        return pruned != null;
    }

    @Override
    public synchronized void ended(ProgramEnd end) {
        program = end;
    }

    synchronized List<Measurement> measurements() {
        return List.copyOf(measurements.values());
    }

    synchronized Optional<TrialState.Pruned> pruned() {
        return Optional.ofNullable(pruned);
    }

    synchronized Optional<ProgramEnd> program() {
        return Optional.ofNullable(program);
    }
}
