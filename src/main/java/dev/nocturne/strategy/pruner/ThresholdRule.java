package dev.nocturne.strategy.pruner;

import dev.nocturne.study.PrunerSettings;
import java.util.Map;
import java.util.NavigableMap;

/** A trial is hopeless once its latest value is out of bounds. Immutable. */
record ThresholdRule(PrunerSettings.Threshold settings) implements PruningRule {
    @Override
    public boolean isHopeless(NavigableMap<Long, Double> measured) {
        Map.Entry<Long, Double> latest = measured.lastEntry();
        double value = latest.getValue();
        return latest.getKey() >= settings.warmupSteps()
                && (value < settings.lower().orElse(Double.NEGATIVE_INFINITY)
                        || value > settings.upper().orElse(Double.POSITIVE_INFINITY));
    }
}
