package dev.nocturne.batch;

import dev.nocturne.config.StudyReader;
import dev.nocturne.objective.ObjectiveFactory;
import dev.nocturne.store.DatabaseAddress;
import dev.nocturne.store.JdbcStore;
import dev.nocturne.store.ReadOnlyQueries;
import dev.nocturne.store.RunLocks;
import dev.nocturne.store.WorkerHost;
import dev.nocturne.strategy.StrategyFactory;
import dev.nocturne.summary.Nights;
import dev.nocturne.summary.Reports;
import dev.nocturne.summary.Summaries;
import java.time.Clock;
import javax.sql.DataSource;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceTransactionManagerAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;
import org.springframework.transaction.PlatformTransactionManager;

/** What every command that reads the database needs. */
@Configuration(proxyBeanMethods = false)
@ImportAutoConfiguration({DataSourceAutoConfiguration.class, DataSourceTransactionManagerAutoConfiguration.class})
class ReadingConfiguration {
    /** Some tens of milliseconds: nobody waits for long for what a deletion has locked. */
    private static final int ROWS_OF_A_TRANSACTION = 10_000;

    @Bean
    Clock clock() {
        return Clock.systemUTC();
    }

    @Bean
    StrategyFactory strategyFactory() {
        return StudyFiles.strategies();
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
    JdbcStore store(DataSource database, PlatformTransactionManager transactions, WorkerHost host, Clock clock) {
        return new JdbcStore(database, transactions, host, clock);
    }

    @Bean
    Summaries summaries(JdbcStore store, DatabaseAddress address) {
        return store.summaries(new ReadOnlyQueries(address::connectAsReader));
    }

    @Bean
    Nights nights(JdbcStore store) {
        return store.nights();
    }

    @Bean
    Champions champions(JdbcStore store, StudyArchive archive, Environment environment) {
        return new Champions(store, archive, ChampionFiles.of(environment));
    }

    @Bean
    StudyArchive archive(JdbcStore store, StudyReader reader) {
        return new StudyArchive(store.runs(), reader);
    }

    @Bean
    Reports reports(JdbcStore store, Summaries summaries, StudyArchive archive) {
        return store.reports(summaries, new ArchivedStudies(store.runs(), archive), ProgramVersion.current());
    }

    @Bean
    Verifier verifier(JdbcStore store, StudyArchive archive, StrategyFactory strategies) {
        return new Verifier(
                store.runs(), archive, strategies, store.trials(), store.knownTrials(), store.confirmations());
    }

    @Bean
    StudyMover mover(JdbcStore store, RunLocks locks) {
        return new StudyMover(store.moves(), locks);
    }

    @Bean
    RunPruner pruner(JdbcStore store, RunLocks locks) {
        return new RunPruner(store.pruning(ROWS_OF_A_TRANSACTION), locks);
    }

    @Bean
    RunSelection selection(Summaries summaries, StudyReader reader) {
        return new RunSelection(summaries, reader);
    }

    @Bean
    Doctor doctor(
            JdbcStore store,
            RunSelection selection,
            StudyArchive archive,
            StudyReader reader,
            StrategyFactory strategies,
            RunLocks locks,
            DatabaseAddress address,
            Clock clock) {
        var nextStart = new NextStart(store, archive, reader, strategies, locks, clock);
        return new Doctor(store, selection, archive, locks, nextStart, address, clock);
    }

    @Bean
    RunControl control(JdbcStore store, RunLocks locks) {
        return new RunControl(store.runs(), store.states(), locks);
    }
}
