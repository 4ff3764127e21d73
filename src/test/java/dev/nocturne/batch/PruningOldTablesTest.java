package dev.nocturne.batch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nocturne.store.ReaderAccount;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whoever deletes runs first upgrades the tables, as a run does. */
class PruningOldTablesTest {
    @TempDir
    private Path folder;

    @Test
    void upgradesThem() throws SQLException {
        String url = "jdbc:h2:file:" + folder.resolve("nocturne") + ";AUTO_SERVER=TRUE";
        Flyway.configure()
                .dataSource(url, "sa", "")
                .locations("classpath:db/migration/h2", "classpath:db/migration/common")
                .javaMigrations(new ReaderAccount(""))
                .baselineOnMigrate(true)
                .baselineVersion("0")
                .target("8")
                .repeatableSqlMigrationPrefix("no views before all tables are there")
                .load()
                .migrate();

        NocturneContext.forPruning(List.of("--spring.datasource.url=" + url)).close();

        try (var database = DriverManager.getConnection(url, "sa", "");
                var runs = database.createStatement().executeQuery("select count(*) from v_run")) {
            assertThat(runs.next()).isTrue();
        }
    }
}
