package dev.nocturne.batch;

import dev.nocturne.store.DatabaseAddress;
import dev.nocturne.store.ReaderAccount;
import dev.nocturne.store.TableVersions;
import org.flywaydb.core.Flyway;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.flyway.autoconfigure.FlywayAutoConfiguration;
import org.springframework.boot.flyway.autoconfigure.FlywayMigrationStrategy;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Lazy;

/** What it takes to make and upgrade the tables, and nothing else. */
@Configuration(proxyBeanMethods = false)
@ImportAutoConfiguration({DataSourceAutoConfiguration.class, FlywayAutoConfiguration.class})
class MigrationConfiguration {
    @Bean
    ReaderAccount readerAccount(DatabaseAddress address) {
        return new ReaderAccount(address.password());
    }

    /** Not while the context is made: the command wants to know what was done. */
    @Bean
    FlywayMigrationStrategy later() {
        return flyway -> {};
    }

    @Bean
    @Lazy
    TableVersions tables(Flyway flyway) {
        return RunConfiguration.tables(flyway);
    }
}
