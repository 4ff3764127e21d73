package dev.nocturne.strategy.pruner;

import dev.nocturne.study.Direction;
import dev.nocturne.study.Measured;
import dev.nocturne.study.PrunerSettings;
import java.util.List;

/** Ends a trial that does not keep up with a percentile of the earlier ones. Thread-safe; what it keeps only saves time. */
final class PercentilePruner implements Pruner {
    private final PrunerSettings.Percentile settings;
    private final Direction direction;
    private final Curves curves;

    PercentilePruner(PrunerSettings.Percentile settings, Direction direction) {
        this.settings = settings;
        this.direction = direction;
        this.curves = new Curves(direction);
    }

    @Override
    public boolean comparesWithOthers() {
        return true;
    }

    @Override
    public PruningRule rule(List<Measured> earlier) {
        return new PercentileRule(settings, direction, curves, earlier, PercentileRule.ANY_BUDGET);
    }
}
