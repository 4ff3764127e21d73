package dev.nocturne.engine;

import dev.nocturne.objective.TrialContext;
import dev.nocturne.space.Point;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.TreeMap;

/** What the objective sees of an attempt; collects its measurements. Thread-safe, as objectives may use threads. */
final class AttemptContext implements TrialContext {
    private final Attempt attempt;
    private final Clock clock;
    private final TreeMap<Long, Measurement> measurements = new TreeMap<>();

    AttemptContext(Attempt attempt, Clock clock) {
        this.attempt = attempt;
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
    public double budget() {
        return attempt.budget();
    }

    @Override
    public synchronized void report(long step, double value) {
        if (step >= 0 && Double.isFinite(value)) {
            measurements.put(step, new Measurement(step, value, clock.instant().truncatedTo(ChronoUnit.MICROS)));
        }
    }

    synchronized List<Measurement> measurements() {
        return List.copyOf(measurements.values());
    }
}
