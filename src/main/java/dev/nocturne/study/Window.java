package dev.nocturne.study;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Optional;

/**
 * The time of day in which a run may work. Immutable.
 *
 * @param from when it begins; empty: whenever a run is started
 * @param until when it ends: nothing new begins then
 * @param zone in which both are read off a clock
 * @param grace how long trials in flight may go on after the end, not negative; empty: for as long as they take
 * @param carryOver whether the next night goes on with a run that the window stopped
 */
public record Window(
        Optional<LocalTime> from, LocalTime until, ZoneId zone, Optional<Duration> grace, boolean carryOver) {
    /**
     * When the window ends for a run that is started now: the next moment at which the clock shows {@link #until}. A time
     * that the clock skips in spring is as far after the gap as it is into it; of a time that it shows twice in autumn it
     * is the first that lies ahead.
     *
     * @return after {@code start}
     */
    public Instant endAfter(Instant start) {
        throw new UnsupportedOperationException();
    }

    /**
     * When the window begins, for somebody outside of it.
     *
     * @return empty if the window is open at that moment
     */
    public Optional<Instant> opensAfter(Instant now) {
        throw new UnsupportedOperationException();
    }
}
