package dev.nocturne.engine;

import java.time.Instant;

/**
 * An intermediate value that an objective reported while it ran.
 *
 * @param step at least 0
 * @param value finite
 */
public record Measurement(long step, double value, Instant recordedAt) {}
