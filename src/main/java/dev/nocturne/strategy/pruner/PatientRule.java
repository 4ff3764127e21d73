package dev.nocturne.strategy.pruner;

import dev.nocturne.study.Direction;
import dev.nocturne.study.PrunerSettings;
import java.util.NavigableMap;

/** A trial is hopeless once it has not improved on itself for some steps. Thread-safe. */
final class PatientRule implements PruningRule {
    private final long steps;
    private final Improvement improvement;

    PatientRule(PrunerSettings.Patient settings, Direction direction) {
        this.steps = settings.steps();
        this.improvement = new Improvement(direction, settings.minImprovement());
    }

    @Override
    public boolean isHopeless(NavigableMap<Long, Double> measured) {
        return measured.lastKey() - improvement.latest(measured).step() >= steps;
    }
}
