package dev.nocturne;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Connections over TLS, and what is said, at once, where they cannot be trusted. */
@Timeout(300)
class TlsIT {
    private static final String WAITING = """
            study: waiting
            strategy: random_search
            max-trials: 2
            workers: 2
            seed: 1
            search-space: {x: {type: continuous, min: 0, max: 1}}
            objective:
              type: command
              command: [sh, -c, "while [ ! -e go ]; do sleep 0.05; done; echo {x}"]
            """;

    private static final String SESSIONS = """
            select a.pid, s.ssl
              from pg_stat_activity a
              join pg_stat_ssl s on s.pid = a.pid
             where a.usename = 'nocturne_runner' and a.datname = current_database()
            """;

    @TempDir
    private static Path folder;

    private static SecuredInstallation secured;

    @BeforeAll
    static void install() throws IOException, SQLException {
        secured = SecuredInstallation.withTables(folder);
        Files.writeString(folder.resolve("waiting.yml"), WAITING);
    }

    @Test
    void everySessionOfARunIsEncrypted() throws IOException, SQLException {
        try (JarProcess run =
                JarProcess.start(folder, secured.environment(SecuredInstallation.RUNNER), "run", "waiting.yml")) {
            run.awaitTrials();
            // The pool's, and the one of the lock.
            assertThat(sessions()).hasSizeGreaterThanOrEqualTo(2).doesNotContainValue(false);
            Files.createFile(folder.resolve("go"));
            run.exits(0);
        }
        assertThat(run("--run", "again").exits(0).out()).contains("Best objective");
    }

    private static Map<Integer, Boolean> sessions() throws SQLException {
        try (Connection connection = secured.administrator();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(SESSIONS)) {
            var sessions = new HashMap<Integer, Boolean>();
            while (rows.next()) {
                sessions.put(rows.getInt(1), rows.getBoolean(2));
            }
            return sessions;
        }
    }

    @Test
    void anotherAuthorityIsNotTrusted() throws IOException {
        Path other = folder.resolve("other.crt");
        Files.writeString(other, Certificate.of("localhost").certificate());
        refused(url("localhost", "verify-full&sslrootcert=other.crt"), "certificate is not trusted", "sslrootcert");
    }

    @Test
    void aCertificateForAnotherHostIsNotTrusted() {
        refused(
                url("127.0.0.1", "verify-full&sslrootcert=config/postgres/root.crt"),
                "certificate is for another host name",
                "SPRING_DATASOURCE_URL");
    }

    @Test
    void aCertificateFileThatIsNotThereIsNamed() {
        refused(url("localhost", "verify-full&sslrootcert=nowhere.crt"), "cannot be read", "nowhere.crt");
    }

    @Test
    void aFileThatIsNoCertificateIsNoAuthority() {
        refused(url("localhost", "verify-full&sslrootcert=waiting.yml"), "certificate is not trusted", "sslrootcert");
    }

    @Test
    void aServerThatInsistsOnEncryptionSaysSo() {
        refused(url("localhost", "disable"), "pg_hba", "sslmode=verify-full");
    }

    @Test
    void aServerWithoutEncryptionIsNotTalkedTo() {
        String url = PostgresServer.shared().newDatabase();
        refused(url + "&sslmode=require", "offers no encryption", "ssl on");
    }

    private static String url(String host, String mode) {
        return "jdbc:postgresql://" + host + ":" + SecuredInstallation.port() + "/" + secured.name() + "?sslmode="
                + mode;
    }

    /** One sentence: nobody waits for a certificate to mend itself. */
    private static void refused(String url, String... words) {
        JarProcess run = run("--run", "never", "--spring.datasource.url=" + url).exits(1);
        assertThat(run.err().lines()).as("%s", run).hasSize(1);
        assertThat(run.err()).contains(words).contains("docs/security.md");
        assertThat(run.out()).isEmpty();
    }

    private static JarProcess run(String... options) {
        var command = new String[options.length + 2];
        command[0] = "run";
        command[1] = "waiting.yml";
        System.arraycopy(options, 0, command, 2, options.length);
        return JarProcess.run(folder, secured.environment(SecuredInstallation.RUNNER), command);
    }
}
