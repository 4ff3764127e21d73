package dev.nocturne.bench;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;
import org.flywaydb.core.Flyway;

/** An empty H2 database with the program's tables, in a folder that goes with it. */
final class HistoryDatabase implements AutoCloseable {
    private final Path folder;
    private final HikariDataSource pool;

    HistoryDatabase() throws Exception {
        folder = Files.createTempDirectory("nocturne-benchmark");
        var database = BenchmarkDatabases.of(folder).fresh();
        var pooled = new HikariConfig();
        pooled.setJdbcUrl(database.url());
        pooled.setUsername(database.user());
        pooled.setPassword(database.password());
        pooled.setMaximumPoolSize(2);
        pool = new HikariDataSource(pooled);
        Flyway.configure()
                .dataSource(pool)
                .locations("classpath:db/migration/" + database.vendor(), "classpath:db/migration/common")
                .load()
                .migrate();
    }

    HikariDataSource pool() {
        return pool;
    }

    @Override
    public void close() throws IOException {
        pool.close();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        }
    }
}
