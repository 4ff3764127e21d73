package dev.nocturne.sink;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An event on its way to a sink.
 *
 * @param sequence counts the events of this sink from 1, without gaps
 * @param eventId of the table of events
 * @param trialId null for an event of the run
 * @param type as the table of events names it, for example TRIAL_COMPLETED
 * @param payload a JSON object
 */
public record EventMessage(
        long sequence,
        long eventId,
        String study,
        String runKey,
        @Nullable Integer trialId,
        String type,
        Instant occurredAt,
        String payload) {}
