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
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/**
 * A real PostgreSQL, one for all tests of a JVM: the machine's own, or else an embedded one. {@code
 * -Dnocturne.test.postgres=embedded} takes the embedded one in any case.
 */
public final class PostgresServer {
    private static final Path INSTALLED = Path.of("/usr/lib/postgresql");
    private static final AtomicInteger DATABASES = new AtomicInteger();

    private final String host;

    private PostgresServer(String host) {
        this.host = host;
    }

    private static final class Holder {
        static final PostgresServer SERVER = start(false);
    }

    /** The server, started when first asked for, stopped with the JVM. */
    public static PostgresServer shared() {
        return Holder.SERVER;
    }

    /** A server of one's own that loses nothing when the machine does, as a user would have it; stopped with the JVM. */
    public static PostgresServer durable() {
        return start(true);
    }

    /** Host and port. */
    public String address() {
        return host;
    }

    /** The URL of a new, empty database; its user is postgres, without a password. */
    public String newDatabase() {
        String name = "nocturne_" + DATABASES.incrementAndGet();
        try (Connection connection = DriverManager.getConnection(url("postgres"));
                Statement statement = connection.createStatement()) {
            statement.execute("create database " + name);
        } catch (SQLException failure) {
            throw new IllegalStateException("PostgreSQL gives no database.", failure);
        }
        return url(name);
    }

    private String url(String database) {
        return "jdbc:postgresql://" + host + "/" + database + "?user=postgres";
    }

    private static PostgresServer start(boolean durable) {
        try {
            boolean embedded = "embedded".equals(System.getProperty("nocturne.test.postgres"));
            Optional<Path> installed = embedded ? Optional.empty() : installedBinaries();
            return installed.isPresent() ? startInstalled(installed.get(), durable) : startEmbedded(durable);
        } catch (IOException failure) {
            throw new UncheckedIOException("PostgreSQL does not start", failure);
        }
    }

    private static Optional<Path> installedBinaries() throws IOException {
        if (!Files.isDirectory(INSTALLED)) {
            return Optional.empty();
        }
        try (Stream<Path> versions = Files.list(INSTALLED)) {
            return versions.map(version -> version.resolve("bin"))
                    .filter(bin -> Files.isExecutable(bin.resolve("initdb")))
                    .max(Comparator.naturalOrder());
        }
    }

    private static PostgresServer startEmbedded(boolean durable) throws IOException {
        var builder = EmbeddedPostgres.builder().setServerConfig("max_connections", "300");
        if (durable) {
            for (String setting : List.of("fsync", "full_page_writes", "synchronous_commit")) {
                builder.setServerConfig(setting, "on");
            }
        }
        EmbeddedPostgres server = builder.start();
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            try {
                server.close();
            } catch (IOException alreadyGone) {
                // Nothing is left to be stopped.
            }
        }));
        return new PostgresServer("127.0.0.1:" + server.getPort());
    }

    private static PostgresServer startInstalled(Path bin, boolean durable) throws IOException {
        Path home = Files.createTempDirectory("nocturne-postgres");
        List<String> prefix = new ArrayList<>();
        if (System.getProperty("user.name").equals("root")) {
            execute("chown", "postgres", home.toString());
            prefix.addAll(List.of("runuser", "-u", "postgres", "--"));
        }
        String data = home.resolve("data").toString();
        execute(prefix, bin.resolve("initdb"), "-D", data, "-U", "postgres", "-A", "trust", "-E", "UTF8", "--no-sync");
        int port = freePort();
        String options = "-p " + port + " -c listen_addresses=127.0.0.1 -c unix_socket_directories=" + home
                + " -c fsync=" + (durable ? "on" : "off") + " -c max_connections=300";
        Path log = home.resolve("log");
        execute(prefix, bin.resolve("pg_ctl"), "-D", data, "-w", "-l", log.toString(), "-o", options, "start");
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            try {
                execute(prefix, bin.resolve("pg_ctl"), "-D", data, "-m", "immediate", "stop");
                execute("rm", "-rf", home.toString());
            } catch (IOException alreadyGone) {
                // Nothing is left to be stopped.
            }
        }));
        return new PostgresServer("127.0.0.1:" + port);
    }

    private static void execute(List<String> prefix, Path program, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(prefix);
        command.add(program.toString());
        command.addAll(List.of(arguments));
        execute(command.toArray(String[]::new));
    }

    private static void execute(String... command) throws IOException {
        Process process = new ProcessBuilder(command)
                .directory(new java.io.File("/"))
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        try {
            if (!process.waitFor(60, TimeUnit.SECONDS) || process.exitValue() != 0) {
                process.destroyForcibly();
                throw new IOException("failed: " + String.join(" ", command));
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted: " + String.join(" ", command), interrupted);
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
