package dev.nocturne;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A database is there as a whole or not at all when the process that makes it is killed; {@code H2TablesTest} looks at
 * every instant.
 */
class FirstStartIT {
    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(longs = {0, 100_000})
    void killedWhileItMakesTheTables(long size) throws IOException, SQLException {
        JarProcess first = JarProcess.start(folder, "migrate");
        JarProcess.await(
                "it makes them",
                () -> !first.isAlive() || isThere() || sizes().stream().anyMatch(now -> now > size));
        first.kill();

        boolean whole = isThere();
        JarProcess second = JarProcess.run(folder, "migrate").exits(0);
        assertThat(second.out()).startsWith(whole ? "The tables are up to date" : "Made the tables");
        try (var files = Files.list(folder.resolve("data"))) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .containsExactlyInAnyOrder("nocturne.mv.db", "nocturne.runs.lock");
        }
        try (var database = DriverManager.getConnection("jdbc:h2:file:" + folder.resolve("data/nocturne"), "sa", "");
                var runs = database.createStatement().executeQuery("select count(*) from v_run")) {
            assertThat(runs.next()).isTrue();
            assertThat(runs.getInt(1)).isZero();
        }
    }

    private boolean isThere() {
        return Files.exists(folder.resolve("data/nocturne.mv.db"));
    }

    /** Those of the files in which it is made. */
    private List<Long> sizes() {
        Path data = folder.resolve("data");
        if (!Files.exists(data)) {
            return List.of();
        }
        try (var files = Files.list(data)) {
            return files.filter(file -> file.getFileName().toString().contains(".new-"))
                    .map(file -> file.toFile().length())
                    .toList();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
