package dev.nocturne;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.Map;

/**
 * Nocturne as docs/security.md has it: a PostgreSQL that lets its three users in over TLS with their passwords only, and a
 * folder with the settings that come with Nocturne. The server is one for all tests of a JVM, each has its own database.
 */
final class SecuredInstallation {
    static final String OWNER = "nocturne_owner";

    static final String RUNNER = "nocturne_runner";
    static final String READER = "nocturne_reader";

    /** Ends every password, and is in nothing else. */
    static final String SECRET = "Xq7!pL$w";

    private static final Path CONFIG = Path.of("config");

    private final Path folder;
    private final String database;

    private SecuredInstallation(Path folder, String database) {
        this.folder = folder;
        this.database = database;
    }

    private static final class Holder {
        static final Certificate CERTIFICATE = Certificate.of("localhost");
        static final PostgresServer SERVER = PostgresServer.start(
                Map.of("ssl", "on"),
                Map.of(
                        "ssl_cert_file", CERTIFICATE.certificate(),
                        "ssl_key_file", CERTIFICATE.key(),
                        "hba_file",
                                "host all postgres 127.0.0.1/32 trust\n"
                                        + "hostssl all all 127.0.0.1/32 scram-sha-256\n"));
    }

    /** An installation in that empty folder, with users that have passwords, and without tables. */
    static SecuredInstallation in(Path folder) throws IOException, SQLException {
        String administered = Holder.SERVER.newDatabase();
        var installation = new SecuredInstallation(folder, administered);
        installation.administer(Files.readString(CONFIG.resolve("postgres/roles.sql")));
        for (String user : new String[] {OWNER, RUNNER, READER}) {
            installation.administer("alter role " + user + " password '" + password(user) + "'");
        }
        Path settings =
                Files.createDirectories(folder.resolve("config/postgres")).getParent();
        Files.copy(CONFIG.resolve("application.yml"), settings.resolve("application.yml"));
        Files.writeString(
                settings.resolve("application-postgres.yml"),
                Files.readString(CONFIG.resolve("application-postgres.yml"))
                        .replace(
                                "//db.example.com:5432/nocturne?",
                                "//localhost:" + Holder.SERVER.port() + "/" + installation.name() + "?"));
        Files.writeString(settings.resolve("postgres/root.crt"), Holder.CERTIFICATE.certificate());
        return installation;
    }

    /** The same with the tables made by the owner, and rights granted. */
    static SecuredInstallation withTables(Path folder) throws IOException, SQLException {
        SecuredInstallation installation = in(folder);
        installation.as(OWNER, "migrate").exits(0);
        installation.administer(Files.readString(CONFIG.resolve("postgres/grants.sql")));
        return installation;
    }

    /** The port of the server on localhost. */
    static int port() {
        return Holder.SERVER.port();
    }

    static String password(String user) {
        return user + SECRET;
    }

    Path folder() {
        return folder;
    }

    /** Name of the database. */
    String name() {
        return database.replaceFirst(".*/", "").replaceFirst("\\?.*", "");
    }

    /** Runs a command as that user, whose password is in the environment. */
    JarProcess as(String user, String... command) {
        return JarProcess.run(folder, environment(user), command);
    }

    /** The environment of that user's commands. */
    Map<String, String> environment(String user) {
        var environment = new HashMap<String, String>();
        environment.put("SPRING_PROFILES_ACTIVE", "postgres");
        environment.put("NOCTURNE_DB_PASSWORD", password(user));
        if (!user.equals(RUNNER)) {
            environment.put("SPRING_DATASOURCE_USERNAME", user);
        }
        return environment;
    }

    /** A connection of that user. */
    Connection connect(String user) throws SQLException {
        return DriverManager.getConnection(
                "jdbc:postgresql://localhost:" + port() + "/" + name() + "?sslmode=require", user, password(user));
    }

    /** A connection of the administrator. */
    Connection administrator() throws SQLException {
        return DriverManager.getConnection(database);
    }

    void administer(String sql) throws SQLException {
        try (Connection connection = administrator();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
