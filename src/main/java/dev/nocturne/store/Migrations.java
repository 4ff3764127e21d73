package dev.nocturne.store;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.Map;
import java.util.zip.CRC32;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.core.io.support.ResourcePatternResolver;

/** This program's migrations for one kind of database, and whether a database has had all of them. */
public final class Migrations {
    private static final String APPLIED = """
            select coalesce("version", "description") as migration, "checksum", "success"
              from "flyway_schema_history"
             where "type" in ('SQL', 'JDBC') or not "success"
             order by "installed_rank"
            """;
    private static final String OF_JAVA = "3";
    private static final String BASELINE = "0";

    private final String kind;

    /**
     * Those of a kind of database.
     *
     * @param kind the folder of what only this kind has
     */
    private Migrations(String kind) {
        this.kind = kind;
    }

    /** Those for the database at an address. */
    public static Migrations of(DatabaseAddress address) {
        return new Migrations(address.isH2() ? "h2" : "postgresql");
    }

    /** What applies them. */
    Flyway flyway(DataSource database, String password) {
        return Flyway.configure()
                .dataSource(database)
                .locations("classpath:db/migration/" + kind, "classpath:db/migration/common")
                .javaMigrations(new ReaderAccount(password))
                .baselineOnMigrate(true)
                .baselineVersion(BASELINE)
                .load();
    }

    /**
     * Whether the database has had exactly these. Costs a query, where Flyway would take its time at every start. An answer
     * of no only means that Flyway is to have a look.
     */
    public boolean areApplied(Connection database) {
        try (Statement statement = database.createStatement();
                ResultSet rows = statement.executeQuery(APPLIED)) {
            var applied = new HashMap<String, @Nullable Integer>();
            while (rows.next()) {
                if (!rows.getBoolean("success")) {
                    return false;
                }
                applied.put(rows.getString("migration"), rows.getObject("checksum", Integer.class));
            }
            return applied.equals(checksums());
        } catch (SQLException unreadable) {
            return false;
        }
    }

    /** The latest version. */
    String latest() {
        return String.valueOf(checksums().keySet().stream()
                .filter(name -> Character.isDigit(name.charAt(0)))
                .mapToInt(Integer::parseInt)
                .max()
                .orElseThrow());
    }

    /** By version; by description where a migration is repeated whenever it changes. */
    Map<String, @Nullable Integer> checksums() {
        var checksums = new HashMap<String, @Nullable Integer>();
        checksums.put(OF_JAVA, null);
        try {
            var resources = new PathMatchingResourcePatternResolver();
            for (String folder : new String[] {kind, "common"}) {
                String scripts = ResourcePatternResolver.CLASSPATH_ALL_URL_PREFIX + "db/migration/" + folder + "/*.sql";
                for (Resource script : resources.getResources(scripts)) {
                    checksums.put(key(String.valueOf(script.getFilename())), checksum(script));
                }
            }
        } catch (IOException broken) {
            throw new UncheckedIOException("The program's migrations cannot be read", broken);
        }
        return checksums;
    }

    private static String key(String file) {
        int words = file.indexOf("__");
        return file.startsWith("V")
                ? file.substring(1, words)
                : file.substring(words + 2, file.length() - ".sql".length()).replace('_', ' ');
    }

    /** As Flyway records it: of the lines, without what ends them. */
    private static int checksum(Resource script) throws IOException {
        var crc = new CRC32();
        try (var lines = new BufferedReader(new InputStreamReader(script.getInputStream(), StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                crc.update(line.getBytes(StandardCharsets.UTF_8));
            }
        }
        return (int) crc.getValue();
    }
}
