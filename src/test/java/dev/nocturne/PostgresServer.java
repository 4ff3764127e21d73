package dev.nocturne;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
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

    private final int port;

    private PostgresServer(int port) {
        this.port = port;
    }

    private static final class Holder {
        static final PostgresServer SERVER = start(Map.of(), Map.of());
    }

    /** The server, started when first asked for, stopped with the JVM. */
    public static PostgresServer shared() {
        return Holder.SERVER;
    }

    /**
     * A server of the caller's own, stopped with the JVM. User postgres must be let in from 127.0.0.1 without a password
     * and without encryption.
     *
     * @param settings of postgresql.conf
     * @param files settings of postgresql.conf that name a file, with what is to be in it
     */
    public static PostgresServer start(Map<String, String> settings, Map<String, String> files) {
        try {
            var all = new TreeMap<>(settings);
            all.putIfAbsent("max_connections", "300");
            Path folder = Files.createTempDirectory("nocturne-postgres");
            for (var file : files.entrySet()) {
                Path written = Files.writeString(folder.resolve(file.getKey()), file.getValue());
                Files.setPosixFilePermissions(written, PosixFilePermissions.fromString("rw-------"));
                all.put(file.getKey(), written.toString());
            }
            Optional<Path> installed = installedBinaries();
            return installed.isPresent() ? startInstalled(installed.get(), folder, all) : startEmbedded(folder, all);
        } catch (IOException failure) {
            throw new UncheckedIOException("PostgreSQL does not start", failure);
        }
    }

    /** A server of one's own that loses nothing when the machine does, as a user would have it; stopped with the JVM. */
    public static PostgresServer durable() {
        return start(Map.of("fsync", "on", "full_page_writes", "on", "synchronous_commit", "on"), Map.of());
    }

    /** Host and port. */
    public String address() {
        return "127.0.0.1:" + port;
    }

    /** The port, at 127.0.0.1. */
    public int port() {
        return port;
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
        return "jdbc:postgresql://127.0.0.1:" + port + "/" + database + "?user=postgres";
    }

    /** Where the machine's own programs are, if they are to be taken. */
    static Optional<Path> installedBinaries() throws IOException {
        if ("embedded".equals(System.getProperty("nocturne.test.postgres")) || !Files.isDirectory(INSTALLED)) {
            return Optional.empty();
        }
        try (Stream<Path> versions = Files.list(INSTALLED)) {
            return versions.map(version -> version.resolve("bin"))
                    .filter(bin -> Files.isExecutable(bin.resolve("initdb")))
                    .max(Comparator.naturalOrder());
        }
    }

    private static PostgresServer startEmbedded(Path folder, Map<String, String> settings) throws IOException {
        var builder = EmbeddedPostgres.builder();
        settings.forEach(builder::setServerConfig);
        EmbeddedPostgres server = builder.start();
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            try {
                server.close();
                execute("rm", "-rf", folder.toString());
            } catch (IOException alreadyGone) {
                // Nothing is left to be stopped.
            }
        }));
        return new PostgresServer(server.getPort());
    }

    private static PostgresServer startInstalled(Path bin, Path home, Map<String, String> settings) throws IOException {
        List<String> prefix = new ArrayList<>();
        if (System.getProperty("user.name").equals("root")) {
            execute("chown", "-R", "postgres", home.toString());
            prefix.addAll(List.of("runuser", "-u", "postgres", "--"));
        }
        String data = home.resolve("data").toString();
        execute(prefix, bin.resolve("initdb"), "-D", data, "-U", "postgres", "-A", "trust", "-E", "UTF8", "--no-sync");
        int port = freePort();
        var options = new StringBuilder("-p " + port)
                .append(" -c listen_addresses=127.0.0.1 -c unix_socket_directories=" + home + " -c fsync=off");
        settings.forEach(
                (name, value) -> options.append(" -c ").append(name).append('=').append(value));
        Path log = home.resolve("log");
        execute(
                prefix,
                bin.resolve("pg_ctl"),
                "-D",
                data,
                "-w",
                "-l",
                log.toString(),
                "-o",
                options.toString(),
                "start");
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            try {
                execute(prefix, bin.resolve("pg_ctl"), "-D", data, "-m", "immediate", "stop");
                execute("rm", "-rf", home.toString());
            } catch (IOException alreadyGone) {
                // Nothing is left to be stopped.
            }
        }));
        return new PostgresServer(port);
    }

    static void execute(List<String> prefix, Path program, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(prefix);
        command.add(program.toString());
        command.addAll(List.of(arguments));
        execute(command.toArray(String[]::new));
    }

    static void execute(String... command) throws IOException {
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
