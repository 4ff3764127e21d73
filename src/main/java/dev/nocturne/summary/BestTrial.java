package dev.nocturne.summary;

import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The best trial of a run.
 *
 * @param parameters name to number (Double or Long) or word (String), in the order of the study file
 */
public record BestTrial(
        String study, String runKey, int trialId, double objective, Duration duration, Map<String, Object> parameters) {
    public BestTrial {
        parameters = Collections.unmodifiableMap(new LinkedHashMap<>(parameters));
    }
}
