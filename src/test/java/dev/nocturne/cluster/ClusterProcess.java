package dev.nocturne.cluster;

import dev.nocturne.JarProcess;
import dev.nocturne.OwnPostgresServer;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A command of the jar with a network of its own between it and the database; it may be started again and again. */
final class ClusterProcess implements AutoCloseable {
    private final String name;
    private final Path folder;
    private final Map<String, String> environment;
    private final TcpProxy network;
    private final String[] arguments;
    private @Nullable JarProcess process;

    /**
     * @param name what messages call it
     * @param settings environment variables beside the database
     */
    ClusterProcess(
            String name,
            Path folder,
            OwnPostgresServer server,
            String database,
            Map<String, String> settings,
            String... arguments) {
        this.name = name;
        this.folder = folder;
        network = TcpProxy.to(server.port());
        environment = new HashMap<>(settings);
        environment.put("SPRING_DATASOURCE_URL", OwnPostgresServer.url(database, network.port()));
        environment.put("SPRING_PROFILES_ACTIVE", "postgres");
        this.arguments = arguments;
    }

    String name() {
        return name;
    }

    /** Starts it, also again. */
    ClusterProcess start() {
        process = JarProcess.start(folder, environment, arguments);
        return this;
    }

    boolean isStarted() {
        return process != null;
    }

    /** It has ended, and counts as not started. */
    void forget() {
        process = null;
    }

    /** The one that was started last. */
    JarProcess process() {
        if (process == null) {
            throw new IllegalStateException(name + " was never started.");
        }
        return process;
    }

    /** Nothing more comes through between it and the database. */
    void cutOff() {
        network.cutOff();
    }

    void join() {
        network.join();
    }

    @Override
    public void close() {
        if (process != null) {
            process.close();
        }
        network.close();
    }

    @Override
    public String toString() {
        return name + ": " + process;
    }
}
