package dev.nocturne.store;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A study's parameters in use, as the table {@code champion} holds them. Immutable.
 *
 * @param number counts the study's champions from 1
 * @param parameters name to value as text, in the order in which they were written
 * @param json the same as a JSON object
 * @param objective what they were promoted with; null if that is not known
 * @param runId the run that they come from
 * @param replaces the champion before; null of the first
 * @param restores the champion that a rollback brought back; null unless it is one
 */
public record ChampionRecord(
        int number,
        String reason,
        Map<String, String> parameters,
        String json,
        @Nullable Double objective,
        long runId,
        String runKey,
        int trialId,
        @Nullable Integer replaces,
        @Nullable Integer restores,
        String note,
        Instant promotedAt) {
    /** The champion whose parameters these are: itself, unless it brought back an earlier one. */
    int original() {
        return restores == null ? number : restores;
    }
}
