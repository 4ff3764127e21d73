package dev.nocturne.summary;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How a champion did on a night, as the view {@code v_drift} shows it.
 *
 * @param champion its number
 * @param change how much better than when it was evaluated last, in the study's direction: negative is worse; null if it is
 *     its first time
 * @param sameEpoch whether the objective was the same then; null with {@code change}
 */
public record Drift(
        String runKey,
        int epoch,
        int champion,
        double objective,
        @Nullable Double change,
        @Nullable Boolean sameEpoch,
        Instant at) {}
