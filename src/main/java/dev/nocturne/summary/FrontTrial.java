package dev.nocturne.summary;

import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A trial that no other of its run is better than, in a run with several objectives.
 *
 * @param objectives by name, in the order of the study file
 * @param parameters name to number (Double or Long) or word (String), in the order of the study file
 */
public record FrontTrial(
        int trialId, Map<String, Double> objectives, Duration duration, Map<String, Object> parameters) {
    public FrontTrial {
        objectives = Collections.unmodifiableMap(new LinkedHashMap<>(objectives));
        parameters = Collections.unmodifiableMap(new LinkedHashMap<>(parameters));
    }
}
