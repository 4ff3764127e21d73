package dev.nocturne.summary;

import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The parameters of a study that are in use, as the view {@code v_champion} shows them.
 *
 * @param number counts the study's champions from 1
 * @param reason FIRST (there was none before), TEST (it passed the test), SET or ROLLBACK (a person said so)
 * @param objective what it was promoted with: the mean of its confirmations, or of its trial if it had none; null if not known
 * @param runKey the run of the trial that it comes from
 * @param note why, for a person
 * @param parameters name to number (Double or Long) or word (String), in the order of the study file
 */
public record Champion(
        String study,
        int number,
        boolean current,
        String reason,
        @Nullable Double objective,
        String runKey,
        int trialId,
        @Nullable Double gain,
        @Nullable Double pValue,
        String note,
        Instant promotedAt,
        Map<String, Object> parameters) {
    public Champion {
        parameters = Collections.unmodifiableMap(new LinkedHashMap<>(parameters));
    }
}
