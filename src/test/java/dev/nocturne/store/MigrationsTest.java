package dev.nocturne.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashMap;
import org.flywaydb.core.api.MigrationInfo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** Whether all migrations are applied is found out without Flyway, and as Flyway would say it. */
class MigrationsTest {
    private static int databases;

    private final DatabaseAddress address =
            new DatabaseAddress("jdbc:h2:mem:migrations" + databases++ + ";DB_CLOSE_DELAY=-1", "sa", "");
    private final Migrations migrations = Migrations.of(address);

    @Test
    void checksumsAreThoseOfFlyway() {
        var resolved = new HashMap<String, Integer>();
        for (MigrationInfo info : migrations.flyway(database(), "").info().all()) {
            resolved.put(info.isVersioned() ? info.getVersion().toString() : info.getDescription(), info.getChecksum());
        }
        assertThat(migrations.checksums()).isEqualTo(resolved).hasSizeGreaterThan(10);
        int latest = resolved.keySet().stream()
                .filter(name -> name.matches("\\d+"))
                .mapToInt(Integer::parseInt)
                .max()
                .orElseThrow();
        assertThat(migrations.latest()).isEqualTo(String.valueOf(latest));
        var onPostgres = Migrations.of(new DatabaseAddress("jdbc:postgresql://db/n", "u", ""));
        assertThat(onPostgres.checksums().keySet()).contains("9", "4", "views");
    }

    @Test
    void withoutTablesNothingIsApplied() throws SQLException {
        try (Connection connection = address.connect()) {
            assertThat(migrations.areApplied(connection)).isFalse();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "update \"flyway_schema_history\" set \"checksum\" = 1 where \"version\" = '2'",
                "update \"flyway_schema_history\" set \"checksum\" = 1 where \"version\" is null",
                "update \"flyway_schema_history\" set \"success\" = false where \"version\" = '2'",
                "delete from \"flyway_schema_history\" where \"version\" = '12'",
                "delete from \"flyway_schema_history\" where \"version\" is null",
                "update \"flyway_schema_history\" set \"version\" = '1000' where \"version\" = '12'",
                "drop table \"flyway_schema_history\""
            })
    void anyDifferenceIsForFlywayToLookAt(String change) throws SQLException {
        migrations.flyway(database(), "").migrate();
        try (Connection connection = address.connect()) {
            assertThat(migrations.areApplied(connection)).isTrue();
            connection.createStatement().execute(change);
            assertThat(migrations.areApplied(connection)).isFalse();
        }
    }

    private DriverManagerDataSource database() {
        return new DriverManagerDataSource(address.url(), address.user(), address.password());
    }
}
