package dev.nocturne.batch;

import dev.nocturne.event.EventBus;
import dev.nocturne.objective.ObjectiveFactory;
import dev.nocturne.store.JdbcStore;
import dev.nocturne.strategy.StrategyFactory;
import java.time.Clock;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.springframework.batch.core.repository.JobRepository;
import org.springframework.transaction.PlatformTransactionManager;

/**
 * Everything that lives as long as the process and that the parts of a run work with.
 *
 * @param publishes whether events of runs that are started here are for sinks
 */
record Collaborators(
        JdbcStore store,
        PlatformTransactionManager transactions,
        JobRepository repository,
        StrategyFactory strategies,
        ObjectiveFactory objectives,
        EventBus events,
        Clock clock,
        LongSupplier nanoTime,
        LongSupplier freshSeed,
        CheckpointFolder checkpoints,
        Champions champions,
        NightReports reports,
        Optional<SharedDatabase> shared,
        boolean publishes) {}
