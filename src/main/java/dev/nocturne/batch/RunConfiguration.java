package dev.nocturne.batch;

import dev.nocturne.config.StudyReader;
import dev.nocturne.store.DatabaseAddress;
import dev.nocturne.store.ReaderAccount;
import dev.nocturne.store.RunLocks;
import dev.nocturne.store.TableVersions;
import dev.nocturne.summary.Summaries;
import org.flywaydb.core.Flyway;
import org.springframework.batch.core.launch.JobOperator;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.flyway.autoconfigure.FlywayAutoConfiguration;
import org.springframework.boot.flyway.autoconfigure.FlywayMigrationStrategy;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** What the job needs beside what readers need. The job itself is built for each run, by {@link TuningJob}. */
@Configuration(proxyBeanMethods = false)
@Import({EvaluatingConfiguration.class, SinkConfiguration.class})
@ImportAutoConfiguration(FlywayAutoConfiguration.class)
class RunConfiguration {
    @Bean
    ReaderAccount readerAccount(DatabaseAddress address) {
        return new ReaderAccount(address.password());
    }

    @Bean
    FlywayMigrationStrategy migration() {
        return flyway -> tables(flyway).upgrade();
    }

    static TableVersions tables(Flyway flyway) {
        return new TableVersions(flyway, Invocation.of("migrate"));
    }

    @Bean
    TuningRunner runner(
            Collaborators with,
            RunLocks locks,
            JobOperator operator,
            StudyArchive archive,
            StudyReader reader,
            Summaries summaries,
            Deliveries deliveries) {
        var launcher = new JobLauncher(operator, with.repository(), with.clock());
        var earlier = new EarlierResults(with.store().runs(), with.store().trials(), archive, reader);
        return new TuningRunner(with, locks, launcher, archive, earlier, summaries, deliveries);
    }
}
