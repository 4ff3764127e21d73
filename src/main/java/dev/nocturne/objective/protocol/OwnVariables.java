package dev.nocturne.objective.protocol;

import java.util.Locale;
import java.util.Set;

/** The environment variables that are Nocturne's own, such as the database's password, and no objective's business. */
public final class OwnVariables {
    // Operators keep Nocturne's own settings, such as NOCTURNE_DB_PASSWORD, under its name; PG… are those of
    // PostgreSQL's
    // own driver.
    private static final Set<String> BEGINNINGS = Set.of(
            "SPRING_DATASOURCE_",
            "SPRING_FLYWAY_",
            "SPRING_APPLICATION_JSON",
            "NOCTURNE_",
            "PGPASSWORD",
            "PGPASSFILE",
            "PGSERVICEFILE");

    private OwnVariables() {}

    /** Whether the variable is one of them. */
    public static boolean include(String variable) {
        // Spring also reads spring.datasource.password and other spellings of it.
        String canonical = variable.replaceAll("[^A-Za-z0-9]", "_").toUpperCase(Locale.ROOT);
        return BEGINNINGS.stream().anyMatch(canonical::startsWith);
    }
}
