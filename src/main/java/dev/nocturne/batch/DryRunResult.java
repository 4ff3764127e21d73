package dev.nocturne.batch;

import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * What came of a dry run. Immutable.
 *
 * @param program what its program left, if it has one
 * @param measurements in the order of their steps
 */
public record DryRunResult(Optional<Program> program, List<Measured> measurements, Verdict verdict, Duration duration) {
    public DryRunResult {
        measurements = List.copyOf(measurements);
    }

    /**
     * A program that has ended.
     *
     * @param pid empty if it could not be started
     * @param exitCode empty if it was ended
     * @param output the end of what it printed on stdout, in lines
     * @param errorOutput the end of what it printed on stderr, in lines
     */
    public record Program(OptionalLong pid, OptionalInt exitCode, String output, String errorOutput) {}

    /** An intermediate value. */
    public record Measured(long step, double value) {}

    /** How the attempt was judged. */
    public sealed interface Verdict {}

    /**
     * It gave a result.
     *
     * @param objectives by name, in the order of the study file
     * @param line from which that was read; empty if there is none, or it is too far up to be known
     */
    public record Read(Map<String, Double> objectives, Optional<String> line) implements Verdict {
        public Read {
            objectives = Collections.unmodifiableMap(new LinkedHashMap<>(objectives));
        }
    }

    /**
     * It failed.
     *
     * @param kind as the tables would name it
     * @param message a sentence for a person
     */
    public record Failed(String kind, String message) implements Verdict {}

    /** Somebody ended it. */
    public record CutShort() implements Verdict {}
}
