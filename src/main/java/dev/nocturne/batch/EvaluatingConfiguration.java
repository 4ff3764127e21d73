package dev.nocturne.batch;

import dev.nocturne.event.EventBus;
import dev.nocturne.objective.ObjectiveFactory;
import dev.nocturne.sink.SinkPlan;
import dev.nocturne.store.DatabaseAddress;
import dev.nocturne.store.JdbcStore;
import dev.nocturne.store.PromptConnections;
import dev.nocturne.store.WorkerHost;
import dev.nocturne.strategy.StrategyFactory;
import dev.nocturne.summary.Reports;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;
import org.springframework.batch.core.repository.JobRepository;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.batch.jdbc.autoconfigure.BatchJdbcAutoConfiguration;
import org.springframework.boot.transaction.autoconfigure.TransactionAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.PlatformTransactionManager;

/** What every process needs that evaluates trials, be they of its own run or of another process'. */
@Configuration(proxyBeanMethods = false)
@Import(ReadingConfiguration.class)
@ImportAutoConfiguration({TransactionAutoConfiguration.class, BatchJdbcAutoConfiguration.class})
class EvaluatingConfiguration {
    /** Only PostgreSQL is reached by other machines; where it is null, those who ask for it get an empty optional. */
    @Bean
    @Nullable
    SharedDatabase sharedDatabase(
            DatabaseAddress address, DataSource database, WorkerHost host, Clock clock, Environment environment) {
        if (address.isH2()) {
            return null;
        }
        Duration lease = NocturneContext.lease(environment);
        var prompt = new PromptConnections(address, host, lease);
        var transactions = new JdbcTransactionManager(prompt);
        var store = new JdbcStore(prompt, transactions, host, clock);
        return new SharedDatabase(database, store, transactions, lease, ProgramVersion.current());
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
            Clock clock,
            Environment environment,
            Champions champions,
            ObjectProvider<Reports> reports,
            Optional<SharedDatabase> shared,
            Optional<SinkPlan> sinks) {
        return new Collaborators(
                store,
                transactions,
                repository,
                strategies,
                objectives,
                events,
                clock,
                System::nanoTime,
                () -> new SecureRandom().nextLong() >>> 1,
                CheckpointFolder.of(environment),
                champions,
                new NightReports(ReportFolder.of(environment), reports::getObject),
                shared,
                sinks.map(SinkPlan::takesEvents).orElse(false));
    }
}
