package dev.nocturne.batch;

import dev.nocturne.config.StudyReader;
import dev.nocturne.objective.ObjectiveFactory;
import dev.nocturne.store.DatabaseAddress;
import dev.nocturne.store.JdbcRuns;
import dev.nocturne.store.JdbcSummaries;
import dev.nocturne.store.ReadOnlyQueries;
import dev.nocturne.store.RecordedTrials;
import dev.nocturne.store.RunLocks;
import dev.nocturne.strategy.StrategyFactory;
import dev.nocturne.summary.Summaries;
import java.time.Clock;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceTransactionManagerAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.JdbcClientAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.JdbcTemplateAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;

/** What every command that reads the database needs. */
@Configuration(proxyBeanMethods = false)
@ImportAutoConfiguration({
    DataSourceAutoConfiguration.class,
    DataSourceTransactionManagerAutoConfiguration.class,
    JdbcTemplateAutoConfiguration.class,
    JdbcClientAutoConfiguration.class
})
class ReadingConfiguration {
    @Bean
    Clock clock() {
        return Clock.systemUTC();
    }

    @Bean
    StrategyFactory strategyFactory() {
        return new StrategyFactory();
    }

    @Bean
    ObjectiveFactory objectiveFactory() {
        return new ObjectiveFactory();
    }

    @Bean
    StudyReader studyReader(StrategyFactory strategies, ObjectiveFactory objectives) {
        return new StudyReader(strategies, objectives);
    }

    @Bean
    JdbcRuns runs(JdbcClient jdbc, PlatformTransactionManager transactions, Clock clock) {
        return new JdbcRuns(jdbc, transactions, clock);
    }

    @Bean
    Summaries summaries(JdbcTemplate jdbc, DatabaseAddress address) {
        return new JdbcSummaries(jdbc, new ReadOnlyQueries(address::connectAsReader));
    }

    @Bean
    StudyArchive archive(JdbcRuns runs, StudyReader reader) {
        return new StudyArchive(runs, reader);
    }

    @Bean
    Verifier verifier(JdbcRuns runs, StudyArchive archive, StrategyFactory strategies, JdbcTemplate jdbc) {
        return new Verifier(runs, archive, strategies, new RecordedTrials(jdbc));
    }

    @Bean
    RunSelection selection(Summaries summaries, StudyReader reader) {
        return new RunSelection(summaries, reader);
    }

    @Bean
    RunControl control(JdbcRuns runs, RunLocks locks) {
        return new RunControl(runs, locks);
    }
}
