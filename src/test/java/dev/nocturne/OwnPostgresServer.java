package dev.nocturne;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * A PostgreSQL of a test's own, which can be stopped and started again: the same data, the same port. The machine's own
 * programs or the embedded ones, as with {@link PostgresServer}.
 */
public final class OwnPostgresServer implements AutoCloseable {
    /** How it is stopped. */
    public enum Stop {
        /** Sessions are ended in an orderly way. */
        FAST("INT"),
        /** As if it had crashed; the next start recovers. */
        IMMEDIATE("QUIT");

        private final String signal;

        Stop(String signal) {
            this.signal = signal;
        }
    }

    private static final AtomicInteger DATABASES = new AtomicInteger();

    private final Path home;
    private final Path data;
    private final Optional<Path> bin;
    private final List<String> prefix;
    private final int port;
    private @Nullable EmbeddedPostgres embedded;

    private OwnPostgresServer(Path home, Optional<Path> bin, List<String> prefix, int port) {
        this.home = home;
        this.data = home.resolve("data");
        this.bin = bin;
        this.prefix = prefix;
        this.port = port;
    }

    /** A new server, started. */
    public static OwnPostgresServer create() {
        try {
            Path home = Files.createTempDirectory("nocturne-own-postgres");
            Optional<Path> bin = PostgresServer.installedBinaries();
            boolean root = System.getProperty("user.name").equals("root");
            List<String> prefix = root ? List.of("runuser", "-u", "postgres", "--") : List.of();
            var server = new OwnPostgresServer(home, bin, prefix, freePort());
            if (bin.isPresent()) {
                server.initialise(bin.get(), root);
            }
            server.start();
            Runtime.getRuntime().addShutdownHook(new Thread(server::close));
            return server;
        } catch (IOException failure) {
            throw new UncheckedIOException("PostgreSQL does not start", failure);
        }
    }

    private void initialise(Path programs, boolean root) throws IOException {
        if (root) {
            PostgresServer.execute("chown", "postgres", home.toString());
        }
        PostgresServer.execute(
                prefix,
                programs.resolve("initdb"),
                "-D",
                data.toString(),
                "-U",
                "postgres",
                "-A",
                "trust",
                "-E",
                "UTF8",
                "--no-sync");
    }

    /** Starts it, also again; returns when it takes connections. */
    public void start() {
        try {
            if (bin.isPresent()) {
                startInstalled(bin.get());
            } else {
                embedded = EmbeddedPostgres.builder()
                        .setDataDirectory(data)
                        .setCleanDataDirectory(false)
                        .setRegisterShutdownHook(false)
                        .setPort(port)
                        .setServerConfig("max_connections", "300")
                        .setServerConfig("fsync", "off")
                        // Off by default here: what was committed would be lost by an immediate stop.
                        .setServerConfig("synchronous_commit", "on")
                        .start();
            }
        } catch (IOException failure) {
            throw new UncheckedIOException("PostgreSQL does not start", failure);
        }
    }

    private void startInstalled(Path programs) throws IOException {
        String options = "-p " + port + " -c listen_addresses=127.0.0.1 -c unix_socket_directories=" + home
                + " -c fsync=off -c max_connections=300";
        List<String> arguments = new ArrayList<>(List.of("-D", data.toString(), "-w", "-o", options));
        arguments.addAll(List.of("-l", home.resolve("log").toString(), "start"));
        PostgresServer.execute(prefix, programs.resolve("pg_ctl"), arguments.toArray(String[]::new));
    }

    /** Stops it; returns when it is gone. */
    public void stop(Stop how) {
        try {
            Path file = data.resolve("postmaster.pid");
            long pid = Long.parseLong(Files.readAllLines(file).get(0).strip());
            PostgresServer.execute("kill", "-" + how.signal, Long.toString(pid));
            JarProcess.await("PostgreSQL ends", () -> !Files.exists(file) && !JarProcess.lives(pid));
            if (embedded != null) {
                embedded.close();
            }
        } catch (IOException failure) {
            throw new UncheckedIOException("PostgreSQL does not stop", failure);
        }
    }

    public int port() {
        return port;
    }

    /** The name of a new, empty database; its user is postgres, without a password. */
    public String newDatabase() {
        String name = "own_" + DATABASES.incrementAndGet();
        try (Connection connection = DriverManager.getConnection(url("postgres"));
                Statement statement = connection.createStatement()) {
            statement.execute("create database " + name);
        } catch (SQLException failure) {
            throw new IllegalStateException("PostgreSQL gives no database.", failure);
        }
        return name;
    }

    /** The URL of a database of this server, straight to it. */
    public String url(String database) {
        return url(database, port);
    }

    /** The same by way of another port of this machine. */
    public static String url(String database, int port) {
        return "jdbc:postgresql://127.0.0.1:" + port + "/" + database + "?user=postgres";
    }

    /** Not of those that the system gives to connections: one of them could take it while the server is stopped. */
    private static int freePort() {
        var random = new Random();
        for (int attempt = 0; attempt < 100; attempt++) {
            try (ServerSocket socket =
                    new ServerSocket(20_000 + random.nextInt(12_000), 1, InetAddress.getLoopbackAddress())) {
                return socket.getLocalPort();
            } catch (IOException taken) {
                // Another number, then.
            }
        }
        throw new IllegalStateException("There is no free port.");
    }

    @Override
    public void close() {
        try {
            if (Files.exists(data.resolve("postmaster.pid"))) {
                stop(Stop.IMMEDIATE);
            }
            PostgresServer.execute("rm", "-rf", home.toString());
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
