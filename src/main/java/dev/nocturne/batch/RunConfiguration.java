package dev.nocturne.batch;

import dev.nocturne.config.StudyReader;
import dev.nocturne.event.EventBus;
import dev.nocturne.objective.ObjectiveFactory;
import dev.nocturne.store.DatabaseAddress;
import dev.nocturne.store.JdbcStore;
import dev.nocturne.store.ReaderAccount;
import dev.nocturne.store.RunLocks;
import dev.nocturne.store.TableVersions;
import dev.nocturne.strategy.StrategyFactory;
import dev.nocturne.summary.Summaries;
import java.security.SecureRandom;
import java.time.Clock;
import org.flywaydb.core.Flyway;
import org.slf4j.LoggerFactory;
import org.springframework.batch.core.launch.JobOperator;
import org.springframework.batch.core.repository.JobRepository;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.batch.jdbc.autoconfigure.BatchJdbcAutoConfiguration;
import org.springframework.boot.flyway.autoconfigure.FlywayAutoConfiguration;
import org.springframework.boot.flyway.autoconfigure.FlywayMigrationStrategy;
import org.springframework.boot.transaction.autoconfigure.TransactionAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.transaction.PlatformTransactionManager;

/** What the job needs beside what readers need. The job itself is built for each run, by {@link TuningJob}. */
@Configuration(proxyBeanMethods = false)
@Import(ReadingConfiguration.class)
@ImportAutoConfiguration({
    TransactionAutoConfiguration.class,
    FlywayAutoConfiguration.class,
    BatchJdbcAutoConfiguration.class
})
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
    EventBus eventBus() {
        var log = LoggerFactory.getLogger(EventBus.class);
        return new EventBus((handler, event, failure) ->
                log.warn("{} failed on {}", handler.getClass().getName(), event, failure));
    }

    @Bean
    Collaborators collaborators(
            JdbcStore store,
            PlatformTransactionManager transactions,
            JobRepository repository,
            StrategyFactory strategies,
            ObjectiveFactory objectives,
            EventBus events,
            Clock clock) {
        return new Collaborators(
                store,
                transactions,
                repository,
                strategies,
                objectives,
                events,
                clock,
                System::nanoTime,
                () -> new SecureRandom().nextLong() >>> 1);
    }

    @Bean
    TuningRunner runner(
            Collaborators with,
            RunLocks locks,
            JobOperator operator,
            StudyArchive archive,
            StudyReader reader,
            Summaries summaries) {
        var launcher = new JobLauncher(operator, with.repository(), with.clock());
        var earlier = new EarlierResults(with.store().runs(), with.store().trials(), archive, reader);
        return new TuningRunner(with, locks, launcher, archive, earlier, summaries);
    }
}
