package dev.nocturne.store;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.nocturne.PostgresServer;
import java.nio.file.Path;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;

/** A migrated database for the tests of one class. */
final class LedgerDatabase implements AutoCloseable {
    private final HikariDataSource pool;
    private final DatabaseAddress address;

    private LedgerDatabase(DatabaseAddress address, String vendor) {
        this.address = address;
        var config = new HikariConfig();
        config.setJdbcUrl(address.url());
        config.setUsername(address.user());
        config.setPassword(address.password());
        config.setMaximumPoolSize(40);
        config.setMinimumIdle(1);
        pool = new HikariDataSource(config);
        Flyway.configure()
                .dataSource(pool)
                .locations("classpath:db/migration/" + vendor, "classpath:db/migration/common")
                .javaMigrations(new ReaderAccount(address.password()))
                .load()
                .migrate();
    }

    static LedgerDatabase h2(Path folder) {
        String url = "jdbc:h2:file:" + folder.resolve("nocturne") + ";AUTO_SERVER=TRUE;LOCK_TIMEOUT=60000";
        return new LedgerDatabase(new DatabaseAddress(url, "sa", ""), "h2");
    }

    static LedgerDatabase postgres() {
        String url = PostgresServer.shared().newDatabase();
        return new LedgerDatabase(new DatabaseAddress(url, "postgres", ""), "postgresql");
    }

    DataSource pool() {
        return pool;
    }

    DatabaseAddress address() {
        return address;
    }

    @Override
    public void close() {
        pool.close();
    }
}
