package dev.nocturne.sink;

import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Where everything stands: each study with its latest run, and each sink. */
public record Snapshot(List<StudyState> studies, List<SinkState> sinks) {
    public Snapshot {
        studies = List.copyOf(studies);
        sinks = List.copyOf(sinks);
    }

    /**
     * A study and its latest run.
     *
     * @param status of the run, as the tables name it
     * @param trials how many of the run are in which state
     * @param bestObjective of the run; null if it has none, or several objectives
     * @param lastSuccess when a run of the study was last completed; null if none was
     * @param active for how long the run has worked
     * @param championObjective what the study's champion was promoted with; null if it has none, or it is not known
     */
    public record StudyState(
            String study,
            String status,
            Map<String, Long> trials,
            @Nullable Double bestObjective,
            @Nullable Instant lastSuccess,
            Duration active,
            @Nullable Double championObjective) {
        public StudyState {
            trials = Collections.unmodifiableMap(new TreeMap<>(trials));
        }
    }
}
