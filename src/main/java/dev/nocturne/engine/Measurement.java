package dev.nocturne.engine;

import dev.nocturne.study.Measured;
import dev.nocturne.study.Trial;
import dev.nocturne.study.TrialState;
import java.time.Instant;
import java.util.List;
import java.util.TreeMap;

/**
 * An intermediate value that an objective reported while it ran.
 *
 * @param step at least 0
 * @param value finite
 */
public record Measurement(long step, double value, Instant recordedAt) {
    /** What an ended trial measured, for a pruner. */
    static Measured of(Trial ended, List<Measurement> measurements) {
        var values = new TreeMap<Long, Double>();
        measurements.forEach(measurement -> values.put(measurement.step(), measurement.value()));
        return new Measured(ended.state() instanceof TrialState.Completed, ended.budget(), values);
    }
}
