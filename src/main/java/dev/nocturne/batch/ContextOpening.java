package dev.nocturne.batch;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import org.springframework.boot.Banner;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;

/** Starts the part of the program that a command needs, with a database behind it. */
final class ContextOpening {
    /** A pool needs one connection a worker for its chunk, and some for claims and the job's own records. */
    private static final int CONNECTIONS_BESIDE_WORKERS = 4;

    private ContextOpening() {}

    /** Waits for a database that is away. */
    static NocturneContext patiently(
            Class<?> configuration,
            DatabaseGate.Visitor visitor,
            int workers,
            List<String> properties,
            Patience patience,
            BiConsumer<String, Duration> waiting)
            throws InterruptedException {
        var gate = new DatabaseGate(visitor);
        while (true) {
            try {
                return open(configuration, gate, poolFor(workers), properties);
            } catch (RuntimeException failure) {
                Optional<Duration> again = patience.after(failure);
                if (again.isEmpty()) {
                    gate.close();
                    throw failure;
                }
                Duration delay = again.get();
                waiting.accept(FailureSentence.of(failure), delay);
                Thread.sleep(delay.toMillis());
            }
        }
    }

    private static Map<String, Object> poolFor(int workers) {
        return Map.of(
                "spring.datasource.hikari.maximum-pool-size",
                workers + CONNECTIONS_BESIDE_WORKERS,
                "spring.datasource.hikari.minimum-idle",
                1);
    }

    /** Does not. */
    static NocturneContext once(Class<?> configuration, DatabaseGate.Visitor visitor, List<String> properties) {
        var defaults = Map.<String, Object>of("spring.datasource.hikari.maximum-pool-size", 2);
        var gate = new DatabaseGate(visitor);
        try {
            return open(configuration, gate, defaults, properties);
        } catch (RuntimeException failure) {
            gate.close();
            throw failure;
        }
    }

    private static NocturneContext open(
            Class<?> configuration, DatabaseGate gate, Map<String, Object> defaults, List<String> properties) {
        var application = new SpringApplication(configuration);
        application.setWebApplicationType(WebApplicationType.NONE);
        application.setBannerMode(Banner.Mode.OFF);
        application.setLogStartupInfo(false);
        application.setRegisterShutdownHook(false);
        application.setDefaultProperties(defaults);
        application.addInitializers(gate);
        var context = application.run(properties.toArray(String[]::new));
        gate.opened();
        return new NocturneContext(context, gate);
    }
}
