package dev.nocturne.batch;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * What a person asks for with {@code worker}.
 *
 * @param workers how many trials are evaluated at a time, at least 1
 * @param idle after so long without a partition it goes home; empty: never
 * @param studyFolder where the study files' folder is on this machine; empty: where the run's own machine has it
 */
public record WorkerRequest(int workers, Optional<Duration> idle, Optional<Path> studyFolder) {}
