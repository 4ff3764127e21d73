package dev.nocturne;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Passwords come from the environment, a file or the URL, and never come out again: not even with --debug. */
@Timeout(300)
class SecretsIT {
    /** The program prints all it is given, on both streams, and fails, so that what it says is recorded. */
    private static final String STUDY = """
            study: secretive
            strategy: random_search
            max-trials: 2
            seed: 1
            search-space: {x: {type: continuous, min: 0, max: 1}}
            objective: {type: command, command: [sh, -c, "env; env >&2; exit 3"]}
            """;

    @TempDir
    private static Path folder;

    private static SecuredInstallation secured;

    @BeforeAll
    static void install() throws IOException, SQLException {
        secured = SecuredInstallation.withTables(folder);
        Files.writeString(folder.resolve("secretive.yml"), STUDY);
    }

    private static Map<String, String> environment(String... more) {
        var environment = new HashMap<>(secured.environment(SecuredInstallation.RUNNER));
        environment.remove("NOCTURNE_DB_PASSWORD");
        for (int i = 0; i < more.length; i += 2) {
            environment.put(more[i], more[i + 1]);
        }
        return environment;
    }

    private static String password() {
        return SecuredInstallation.password(SecuredInstallation.RUNNER);
    }

    private static String urlWith(String password) {
        return "jdbc:postgresql://localhost:" + SecuredInstallation.port() + "/" + secured.name()
                + "?sslmode=require&password=" + URLEncoder.encode(password, StandardCharsets.UTF_8);
    }

    @Test
    void fromTheEnvironment() {
        recordsNothing("environment", environment("NOCTURNE_DB_PASSWORD", password(), "PGPASSWORD", password()));
        recordsNothing("spring", environment("SPRING_DATASOURCE_PASSWORD", password()));
        JarProcess failures = start(
                environment("NOCTURNE_DB_PASSWORD", password()), "sql", "select * from v_failure", "--format", "json");
        silent(failures);
        // What the program printed, its environment, is part of it.
        assertThat(failures.out()).contains("EXIT_CODE", "NOCTURNE_TRIAL_ID");
    }

    @Test
    void fromAFile() throws IOException {
        Path secrets = Files.createDirectories(folder.resolve("secrets"));
        Files.writeString(secrets.resolve("NOCTURNE_DB_PASSWORD"), password() + "\n");
        recordsNothing("file", environment("NOCTURNE_SECRETS", secrets.toString()));
    }

    @Test
    void fromTheUrl() {
        recordsNothing("url", environment("SPRING_DATASOURCE_URL", urlWith(password())));
    }

    /** Every trial fails, so the run is complete without a best one. */
    private static void recordsNothing(String run, Map<String, String> environment) {
        JarProcess process = start(environment, "run", "secretive.yml", "--run", run, "--debug");
        assertThat(process.exitCode()).as("%s", process).isEqualTo(1);
        assertThat(process.out()).contains("Study secretive, run " + run);
        silent(process);
        silent(start(environment, "status", "--debug", "--format", "json"));
        try {
            assertThat(recorded()).hasSizeGreaterThan(20).noneMatch(SecretsIT::tells);
        } catch (SQLException failure) {
            throw new AssertionError(failure);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "NOCTURNE_DB_PASSWORD=wrong",
                "NOCTURNE_DB_PASSWORD=${wrong",
                "NOCTURNE_DB_PASSWORD=a${b}c",
                "SPRING_DATASOURCE_PASSWORD=a${b}c",
                "SPRING_DATASOURCE_URL=jdbc:postgresql://localhost:none/n?password=",
                "SPRING_DATASOURCE_URL=jdbc:postgresql://localhost:none/n?sslmode=prefer&password=",
                "SPRING_DATASOURCE_URL=jdbc:postgresql://nocturne:%s@localhost:none/n",
                "SPRING_DATASOURCE_URL=postgresql://nocturne:%s@localhost/n",
                "SPRING_DATASOURCE_URL=jdbc:h2:tcp://localhost/n;PASSWORD=",
            })
    void notEvenWhenSomethingIsWrong(String variable) {
        String[] parts = variable.split("=", 2);
        String value = parts[1].contains("%s")
                ? parts[1].replace("%s", SecuredInstallation.SECRET)
                : parts[1] + SecuredInstallation.SECRET;
        fails(variable, environment(parts[0], value), "run", "secretive.yml", "--run", "never", "--debug");
        // Where the address itself is refused, every command reads it in the same way.
        if (variable.endsWith("=wrong")) {
            fails(variable, environment(parts[0], value), "status", "--debug");
        }
    }

    private static void fails(String variable, Map<String, String> environment, String... command) {
        JarProcess process = start(environment, command);
        assertThat(process.exitCode()).as("%s %s", variable, process).isBetween(1, 2);
        assertThat(process.err()).isNotBlank();
        silent(process);
    }

    @Test
    void aMissingOrWrongPasswordIsASentence() {
        for (Map<String, String> environment : List.of(environment(), environment("NOCTURNE_DB_PASSWORD", "wrong"))) {
            JarProcess run =
                    start(environment, "run", "secretive.yml", "--run", "never").exits(1);
            assertThat(run.err()).contains("password").contains("NOCTURNE_DB_PASSWORD");
            assertThat(run.err().lines()).hasSize(1);
        }
    }

    private static JarProcess start(Map<String, String> environment, String... command) {
        return JarProcess.run(folder, environment, command);
    }

    private static void silent(JarProcess process) {
        assertThat(List.of(process.out(), process.err())).noneMatch(SecretsIT::tells);
    }

    private static boolean tells(String text) {
        return text.contains(SecuredInstallation.SECRET)
                || text.contains(URLEncoder.encode(SecuredInstallation.SECRET, StandardCharsets.UTF_8));
    }

    /** Every row of every table, as text; what is binary as the text that it holds. */
    private static List<String> recorded() throws SQLException {
        var rows = new ArrayList<String>();
        try (Connection connection = secured.administrator();
                Statement statement = connection.createStatement()) {
            var tables = new ArrayList<String>();
            try (ResultSet names = statement.executeQuery(
                    "select relname from pg_class where relnamespace = 'public'::regnamespace and relkind = 'r'")) {
                while (names.next()) {
                    tables.add(names.getString(1));
                }
            }
            assertThat(tables).contains("tuning_run", "batch_job_execution", "flyway_schema_history");
            for (String table : tables) {
                String binary = table.equals("int_channel_message") ? "encode(message_content, 'escape')" : "''";
                try (ResultSet row = statement.executeQuery("select t::text || " + binary + " from " + table + " t")) {
                    while (row.next()) {
                        rows.add(row.getString(1));
                    }
                }
            }
        }
        return rows;
    }
}
