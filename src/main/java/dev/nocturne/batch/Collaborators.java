package dev.nocturne.batch;

import dev.nocturne.event.EventBus;
import dev.nocturne.objective.ObjectiveFactory;
import dev.nocturne.store.JdbcRunClosing;
import dev.nocturne.store.JdbcRunOpening;
import dev.nocturne.store.JdbcRuns;
import dev.nocturne.store.WorkerHost;
import dev.nocturne.strategy.StrategyFactory;
import java.time.Clock;
import java.util.function.LongSupplier;
import org.springframework.batch.core.repository.JobRepository;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.PlatformTransactionManager;

/** Everything that lives as long as the process and that the parts of a run work with. */
record Collaborators(
        JdbcTemplate jdbc,
        PlatformTransactionManager transactions,
        JobRepository repository,
        JdbcRuns runs,
        JdbcRunOpening opening,
        JdbcRunClosing closing,
        StrategyFactory strategies,
        ObjectiveFactory objectives,
        EventBus events,
        WorkerHost host,
        Clock clock,
        LongSupplier nanoTime,
        LongSupplier freshSeed) {}
