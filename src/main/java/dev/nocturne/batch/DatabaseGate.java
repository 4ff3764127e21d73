package dev.nocturne.batch;

import dev.nocturne.store.DatabaseAddress;
import dev.nocturne.store.H2Tables;
import dev.nocturne.store.LockFile;
import dev.nocturne.store.PostgresRunLocks;
import dev.nocturne.store.RunLocks;
import dev.nocturne.store.TableVersions;
import dev.nocturne.store.WorkerHost;
import dev.nocturne.study.InvalidStudyException;
import dev.nocturne.study.TuningException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.Environment;
import org.springframework.core.env.MapPropertySource;

/**
 * What happens before anything connects: the address of the database is read and checked, and the gate of an H2 file is
 * passed. Makes the address and the locks beans. The gate stays passed until it is closed, or the process ends.
 */
final class DatabaseGate implements ApplicationContextInitializer<ConfigurableApplicationContext>, AutoCloseable {
    private static final String DRIVER_PROPERTIES = "spring.datasource.hikari.data-source-properties.";

    /** Longer than any statement takes; without a limit, a server that vanished would be waited for for hours. */
    private static final int SOCKET_TIMEOUT_SECONDS = 120;

    private static final String FLYWAY_ENABLED = "spring.flyway.enabled";

    private static final Pattern SESSION_NAME = Pattern.compile("[?&]ApplicationName=", Pattern.CASE_INSENSITIVE);

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Visitor visitor;
    private final WorkerHost host = WorkerHost.current();
    private @Nullable RunLocks locks;
    private @Nullable H2Tables tables;

    /** Who wants to pass. */
    enum Visitor {
        RUN,
        WORKER,
        READER,
        PRUNER
    }

    DatabaseGate(Visitor visitor) {
        this.visitor = visitor;
    }

    @Override
    public void initialize(ConfigurableApplicationContext context) {
        DatabaseAddress address = address(context.getEnvironment());
        // Without it, H2 would serve other processes on every network interface.
        System.setProperty("h2.bindAddress", System.getProperty("h2.bindAddress", "127.0.0.1"));
        if ((visitor == Visitor.READER || visitor == Visitor.PRUNER) && !address.exists()) {
            throw new NothingRecordedException(address.shown());
        }
        if (visitor == Visitor.WORKER && address.isH2()) {
            throw new InvalidStudyException("Workers join runs in a database that all machines reach, and '"
                    + address.shown() + "' is a file on this one. Set SPRING_DATASOURCE_URL to jdbc:postgresql://…");
        }
        Duration lease = NocturneContext.lease(context.getEnvironment());
        configureSessions(context.getEnvironment(), address);
        // A second try to connect finds the gate passed.
        boolean passed = locks != null;
        if (!passed) {
            locks = address.isH2() ? h2Locks(address) : new PostgresRunLocks(() -> address.connect(host, lease));
        }
        var beans = context.getBeanFactory();
        beans.registerSingleton("databaseAddress", address);
        beans.registerSingleton("runLocks", locks);
        beans.registerSingleton("workerHost", host);
        if (!passed && locks instanceof LockFile file) {
            pass(file, address, context.getEnvironment());
        }
        if (tables != null && tables.upgrade().isPresent()) {
            // Flyway would take its time to find the same.
            context.getEnvironment()
                    .getPropertySources()
                    .addFirst(new MapPropertySource("tables", Map.of(FLYWAY_ENABLED, "false")));
        }
    }

    /** What passing the gate made of the tables; empty where that is left to Flyway. */
    Optional<TableVersions.Upgrade> upgrade() {
        return Optional.ofNullable(tables).flatMap(H2Tables::upgrade);
    }

    /** Lets go of what was needed only until others here have connected. */
    void opened() {
        if (tables != null) {
            tables.letGo();
        }
    }

    /** The pool's connections as well as those beside it. */
    private void configureSessions(ConfigurableEnvironment environment, DatabaseAddress address) {
        var properties = new HashMap<String, Object>();
        var settings = new HashMap<>(address.sessionSettings(host));
        if (visitor == Visitor.READER) {
            settings.putAll(address.readerSettings());
        }
        settings.forEach((name, value) -> properties.put(DRIVER_PROPERTIES + name, value));
        if (!address.isH2()) {
            properties.put(DRIVER_PROPERTIES + "socketTimeout", SOCKET_TIMEOUT_SECONDS);
        }
        environment.getPropertySources().addLast(new MapPropertySource("sessions", properties));
    }

    /** Leaves the gate, after everything that was connected to the database. */
    @Override
    public void close() {
        opened();
        if (locks instanceof LockFile file) {
            file.close();
        }
    }

    private static DatabaseAddress address(Environment environment) {
        String url = setting(environment, "url", "");
        var address =
                new DatabaseAddress(url, setting(environment, "username", "sa"), setting(environment, "password", ""));
        if (!address.isH2() && !url.startsWith("jdbc:postgresql:")) {
            throw new InvalidStudyException("The database '" + address.shown()
                    + "' is neither H2 nor PostgreSQL. Set SPRING_DATASOURCE_URL to jdbc:h2:file:… or"
                    + " jdbc:postgresql://…");
        }
        if (SESSION_NAME.matcher(url).find()) {
            throw new InvalidStudyException(
                    "The database's URL sets ApplicationName, by which Nocturne finds the sessions"
                            + " of processes that were lost. Take it out of the URL.");
        }
        return address;
    }

    /** Whatever Spring says of a setting that cannot be read quotes it, which may be a password. */
    private static String setting(Environment environment, String name, String otherwise) {
        try {
            return environment.getProperty("spring.datasource." + name, otherwise);
        } catch (IllegalArgumentException unresolved) {
            throw new InvalidStudyException("The setting spring.datasource." + name + " names, in ${…}, something that"
                    + " is not set. Set it, or write \\${ if that is part of the value.");
        }
    }

    private static RunLocks h2Locks(DatabaseAddress address) {
        Path file = address.h2File()
                .orElseThrow(() -> new InvalidStudyException("Nocturne needs an H2 database in a file, or PostgreSQL; '"
                        + address.shown() + "' would not survive the night. Use jdbc:h2:file:…"));
        return LockFile.beside(file);
    }

    private void pass(LockFile file, DatabaseAddress address, Environment environment) {
        try {
            if (visitor != Visitor.RUN && visitor != Visitor.PRUNER) {
                file.enterAsReader();
            } else if (environment.getProperty(FLYWAY_ENABLED, Boolean.class, true)) {
                tables = new H2Tables(address, file, Invocation.of("migrate"));
                file.enterAsRun(PATIENCE, tables::settleAlone);
                tables.settle();
            } else {
                file.enterAsRun(PATIENCE, () -> {});
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new TuningException("Interrupted while waiting for the database.", interrupted);
        }
    }
}
