package dev.nocturne.batch;

import dev.nocturne.store.DatabaseAddress;
import dev.nocturne.store.ReaderAccount;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.flyway.autoconfigure.FlywayAutoConfiguration;
import org.springframework.boot.flyway.autoconfigure.FlywayMigrationStrategy;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** What taking a study in needs beside what readers need: tables, in a database that may be new. */
@Configuration(proxyBeanMethods = false)
@Import(ReadingConfiguration.class)
@ImportAutoConfiguration(FlywayAutoConfiguration.class)
class ImportConfiguration {
    @Bean
    ReaderAccount readerAccount(DatabaseAddress address) {
        return new ReaderAccount(address.password());
    }

    @Bean
    FlywayMigrationStrategy migration() {
        return flyway -> RunConfiguration.tables(flyway).upgrade();
    }
}
