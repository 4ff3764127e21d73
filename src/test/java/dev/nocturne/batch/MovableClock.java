package dev.nocturne.batch;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.concurrent.atomic.AtomicReference;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Primary;

/** A clock that goes as clocks do, and is set by tests. */
final class MovableClock extends Clock {
    static final MovableClock INSTANCE = new MovableClock();

    private final AtomicReference<Duration> offset = new AtomicReference<>(Duration.ZERO);

    private MovableClock() {}

    /** Makes it the clock of a context. */
    @Configuration(proxyBeanMethods = false)
    static class Wiring {
        @Bean
        @Primary
        Clock movableClock() {
            return INSTANCE;
        }
    }

    void set(String now) {
        offset.set(Duration.between(Instant.now(), Instant.parse(now)));
    }

    @Override
    public Instant instant() {
        return Instant.now().plus(offset.get());
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        return Clock.offset(Clock.system(zone), offset.get());
    }
}
