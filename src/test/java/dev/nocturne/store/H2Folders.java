package dev.nocturne.store;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.flywaydb.core.Flyway;

/** H2 databases in folders of their own. */
final class H2Folders {
    private static final String SETTINGS = ";AUTO_SERVER=TRUE;WRITE_DELAY=0;TRACE_LEVEL_FILE=0";

    private H2Folders() {}

    static DatabaseAddress in(Path folder, String settings) {
        return new DatabaseAddress("jdbc:h2:file:" + folder.resolve("nocturne") + SETTINGS + settings, "sa", "");
    }

    static Optional<TableVersions.Upgrade> start(DatabaseAddress address) {
        try (var locks = locks(address)) {
            var tables = new H2Tables(address, locks, "migrate");
            try {
                tables.settleAlone();
                return tables.upgrade();
            } finally {
                tables.letGo();
            }
        }
    }

    /** In a folder of their own, so that the database's has nothing but the database. */
    static LockFile locks(DatabaseAddress address) {
        Path database = address.h2File().orElseThrow();
        return LockFile.beside(database.resolveSibling("../locks").resolve(database.getFileName()));
    }

    static DatabaseAddress of(String url) {
        return new DatabaseAddress(url, "sa", "");
    }

    /** Tables of an older version, with a study in them. */
    static void old(DatabaseAddress address, String target) throws SQLException {
        try (Connection kept = address.connect()) {
            Flyway.configure()
                    .dataSource(address.url(), "sa", "")
                    .locations("classpath:db/migration/h2", "classpath:db/migration/common")
                    .javaMigrations(new ReaderAccount(""))
                    .baselineOnMigrate(true)
                    .baselineVersion("0")
                    .target(target)
                    .repeatableSqlMigrationPrefix("no views before all tables are there")
                    .load()
                    .migrate();
            kept.createStatement().execute("insert into study (name, created_at) values ('kept', current_timestamp)");
        }
    }

    static List<String> names(Path folder) {
        return Arrays.stream(folder.toFile().list()).sorted().toList();
    }

    static int rows(DatabaseAddress address, String query) throws SQLException {
        try (Connection connection = DriverManager.getConnection(address.url(), "sa", "");
                var rows = connection.createStatement().executeQuery(query)) {
            rows.next();
            return rows.getInt(1);
        }
    }
}
