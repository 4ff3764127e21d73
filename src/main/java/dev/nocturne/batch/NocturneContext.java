package dev.nocturne.batch;

import dev.nocturne.sink.SinkState;
import dev.nocturne.store.DatabaseAddress;
import dev.nocturne.store.JdbcStore;
import dev.nocturne.store.TableVersions;
import dev.nocturne.study.InvalidStudyException;
import dev.nocturne.summary.Nights;
import dev.nocturne.summary.Reports;
import dev.nocturne.summary.Summaries;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.Environment;

/** Nocturne's parts, wired by Spring and connected to the database. Close it to let go of the database. */
public final class NocturneContext implements AutoCloseable {
    private final ConfigurableApplicationContext context;
    private final DatabaseGate gate;

    NocturneContext(ConfigurableApplicationContext context, DatabaseGate gate) {
        this.context = context;
        this.gate = gate;
    }

    /**
     * Opens the database for a run, and makes or upgrades its tables. Waits for a database that is away.
     *
     * @param workers how many workers the run has
     * @param properties Spring properties as on a command line, for example {@code --spring.datasource.url=…}
     * @param listener told when there is something to wait for
     */
    public static NocturneContext forRun(int workers, List<String> properties, RunListener listener)
            throws InterruptedException {
        return ContextOpening.patiently(
                RunConfiguration.class,
                DatabaseGate.Visitor.RUN,
                workers,
                properties,
                Patience.ofAMinute(),
                listener::waitingForDatabase);
    }

    /**
     * Opens the database for workers that are lent to other processes' runs. Waits for a database that is away for as long
     * as it takes.
     *
     * @param workers how many trials are evaluated at a time
     */
    public static NocturneContext forWorkers(int workers, List<String> properties, WorkerListener listener)
            throws InterruptedException {
        return ContextOpening.patiently(
                WorkerConfiguration.class,
                DatabaseGate.Visitor.WORKER,
                workers,
                properties,
                Patience.endless(),
                listener::waitingForDatabase);
    }

    /**
     * Opens the database for a short command that reads, or leaves a note for a run.
     *
     * @throws NothingRecordedException if there is no database yet
     */
    public static NocturneContext forReading(List<String> properties) {
        return ContextOpening.once(ReadingConfiguration.class, DatabaseGate.Visitor.READER, properties);
    }

    /**
     * Opens the database for delivering events that wait for sinks.
     *
     * @throws NothingRecordedException if there is no database yet
     */
    public static NocturneContext forDelivery(List<String> properties) {
        return ContextOpening.once(DeliveryConfiguration.class, DatabaseGate.Visitor.READER, properties);
    }

    /** Opens the database for taking a study in, and makes or upgrades its tables. */
    public static NocturneContext forImport(List<String> properties) {
        return ContextOpening.once(ImportConfiguration.class, DatabaseGate.Visitor.RUN, properties);
    }

    /**
     * Opens the database for deleting runs, and makes or upgrades its tables.
     *
     * @throws NothingRecordedException if there is no database yet
     */
    public static NocturneContext forPruning(List<String> properties) {
        return ContextOpening.once(ImportConfiguration.class, DatabaseGate.Visitor.PRUNER, properties);
    }

    /** Opens the database for making or upgrading its tables, as its owner. */
    public static NocturneContext forMigration(List<String> properties) {
        return ContextOpening.once(MigrationConfiguration.class, DatabaseGate.Visitor.RUN, properties);
    }

    /** Executes runs; only of a context that was opened for a run. */
    public TuningRunner runner() {
        return context.getBean(TuningRunner.class);
    }

    /** Makes or upgrades the tables; only of a context that was opened for that. */
    public Migration migrate() {
        var upgrade = gate.upgrade()
                .orElseGet(() -> context.getBean(TableVersions.class).upgrade());
        return new Migration(upgrade.before(), upgrade.after(), upgrade.changed());
    }

    /** Delivers events that wait for sinks; only of a context that was opened for that. */
    public DeliveryService deliveries() {
        return context.getBean(DeliveryService.class);
    }

    /** How far every sink is that was ever named, as the database knows it. */
    public List<SinkState> sinks() {
        return context.getBean(JdbcStore.class).outbox().states();
    }

    /** Reads what is recorded. */
    public Summaries summaries() {
        return context.getBean(Summaries.class);
    }

    /** Reads how studies do, night after night. */
    public Nights nights() {
        return context.getBean(Nights.class);
    }

    /** Changes which parameters are in use. */
    public Champions champions() {
        return context.getBean(Champions.class);
    }

    /** Reads reports and comparisons. */
    public Reports reports() {
        return context.getBean(Reports.class);
    }

    /** Deletes old runs. */
    public RunPruner pruner() {
        return context.getBean(RunPruner.class);
    }

    /** Moves studies to other databases. */
    public StudyMover mover() {
        return context.getBean(StudyMover.class);
    }

    /** Finds the run that a person means. */
    public RunSelection selection() {
        return context.getBean(RunSelection.class);
    }

    /** How long who takes part in a run is taken for alive without a sign of life; {@code nocturne.lease}. */
    static Duration lease(Environment environment) {
        Duration lease = environment.getProperty("nocturne.lease", Duration.class, Duration.ofSeconds(10));
        if (lease.compareTo(Duration.ofSeconds(1)) < 0 || lease.compareTo(Duration.ofHours(1)) > 0) {
            throw new InvalidStudyException("nocturne.lease is " + lease.toMillis()
                    + " ms; it can be from 1s to 1h. Long ones keep the trials of a lost worker waiting.");
        }
        return lease;
    }

    /** Lends workers to others' runs; only of a context that was opened for workers. */
    public WorkerRunner workerRunner() {
        return context.getBean(WorkerRunner.class);
    }

    /** How long a worker's trials in flight may go on after it was told to go home; empty: as long as they take. */
    public Optional<Duration> workerStopGrace() {
        return Optional.ofNullable(context.getEnvironment().getProperty("nocturne.worker.stop-grace", Duration.class));
    }

    /** Whether workers on other machines can join runs in this database. */
    public boolean isShared() {
        return !context.getBean(DatabaseAddress.class).isH2();
    }

    /** How long trials in flight may go on after a stop was asked for; {@code nocturne.stop-grace}. */
    public Duration stopGrace() {
        return context.getEnvironment().getProperty("nocturne.stop-grace", Duration.class, Duration.ofSeconds(10));
    }

    /** Where the results are, for a person; without anything that may be secret. */
    public String database() {
        return context.getBean(DatabaseAddress.class).shown();
    }

    /** The studies of runs as they were recorded. */
    public StudyArchive archive() {
        return context.getBean(StudyArchive.class);
    }

    /** Recomputes recorded runs. */
    public Verifier verifier() {
        return context.getBean(Verifier.class);
    }

    /** Explains where runs stand. */
    public Doctor doctor() {
        return context.getBean(Doctor.class);
    }

    /** Asks runs of other processes to stop, and whether they live. */
    public RunControl control() {
        return context.getBean(RunControl.class);
    }

    @Override
    public void close() {
        context.close();
        gate.close();
    }
}
