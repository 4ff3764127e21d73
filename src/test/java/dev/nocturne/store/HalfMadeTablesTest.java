package dev.nocturne.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.flywaydb.core.Flyway;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.jdbc.core.JdbcTemplate;

/** A start that dies between any two statements of a migration: the next one makes the tables all the same. */
class HalfMadeTablesTest {
    private static final Path MIGRATIONS = Path.of("src/main/resources/db/migration");
    private static final String LATEST = "latest";
    private static int databases;

    private final JdbcDataSource database = new JdbcDataSource();
    private final JdbcTemplate jdbc = new JdbcTemplate(database);

    @ParameterizedTest
    @CsvSource({
        "0, 1, h2/V1__spring_batch.sql",
        "1, 2, common/V2__ledger.sql",
        "3, 5, common/V5__horizon.sql",
        "5, 6, common/V6__objectives.sql",
        "6, 7, common/V7__warm_start.sql"
    })
    void anyShareOfAMigrationMayHaveBeenMade(int before, int version, String file) throws IOException {
        List<String> statements = statements(Files.readString(MIGRATIONS.resolve(file)));
        assertThat(statements).isNotEmpty();
        for (int made = 0; made <= statements.size(); made++) {
            for (boolean failed : new boolean[] {false, true}) {
                database.setURL("jdbc:h2:mem:half" + databases++ + ";DB_CLOSE_DELAY=-1");
                if (before == 0) {
                    flyway(LATEST).baseline();
                } else {
                    flyway(String.valueOf(before)).migrate();
                }
                statements.subList(0, made).forEach(jdbc::execute);
                if (failed) {
                    jdbc.update("insert into \"flyway_schema_history\" values (99, '" + version
                            + "', 'x', 'SQL', 'x', 1, 'sa', current_timestamp, 1, false)");
                }
                HalfMadeTables.remove(database);
                flyway(LATEST).migrate();
                assertThat(jdbc.queryForObject("select count(*) from v_run", Integer.class))
                        .isZero();
                HalfMadeTables.remove(database);
                assertThat(flyway(LATEST).migrate().migrationsExecuted).isZero();
                jdbc.execute("shutdown");
            }
        }
    }

    private static List<String> statements(String text) {
        String withoutComments = text.replaceAll("(?m)--.*$", "");
        return Arrays.stream(withoutComments.split(";"))
                .map(String::strip)
                .filter(statement -> !statement.isEmpty())
                .toList();
    }

    private Flyway flyway(String target) {
        return Flyway.configure()
                .dataSource(database)
                .locations("classpath:db/migration/h2", "classpath:db/migration/common")
                .javaMigrations(new ReaderAccount("secret"))
                .baselineOnMigrate(true)
                .baselineVersion("0")
                .target(target)
                .repeatableSqlMigrationPrefix(target.equals(LATEST) ? "R" : "no views before all tables are there")
                .load();
    }
}
