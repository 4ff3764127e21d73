package dev.nocturne.engine;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.concurrent.atomic.AtomicLong;

/** A clock on which every look takes a millisecond, so that what happens later is later. */
public final class TickingClock extends Clock {
    private static final Instant START = Instant.parse("2026-03-01T02:00:00Z");

    private final AtomicLong ticks = new AtomicLong();

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        return this;
    }

    @Override
    public Instant instant() {
        return START.plusMillis(ticks.getAndIncrement());
    }
}
