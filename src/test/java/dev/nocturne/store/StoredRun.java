package dev.nocturne.store;

import dev.nocturne.engine.LedgerSignal;
import dev.nocturne.engine.Proposer;
import dev.nocturne.engine.RunSettings;
import dev.nocturne.engine.TrialLedger;
import dev.nocturne.event.EventBus;
import dev.nocturne.event.TuningEvent;
import dev.nocturne.strategy.Strategy;
import dev.nocturne.strategy.pruner.PrunerFactory;
import dev.nocturne.study.KnownTrials;
import dev.nocturne.study.Study;
import dev.nocturne.study.Trial;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.sql.DataSource;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** A run in a database as one process sees it: what the steps of the job do, one after the other. */
final class StoredRun {
    static final String KEY = "night";

    private final Study study;
    private final Strategy strategy;
    private final JdbcStore store;
    private final KnownTrials known;
    private final TransactionTemplate transaction;

    StoredRun(DataSource database, WorkerHost host, Clock clock, Study study, Strategy strategy) {
        this(database, host, clock, study, strategy, new KnownTrials(List.of(), Map.of()));
    }

    /** A run that knows something, if it is the one that starts first. */
    StoredRun(DataSource database, WorkerHost host, Clock clock, Study study, Strategy strategy, KnownTrials known) {
        this.known = known;
        this.study = study;
        this.strategy = strategy;
        var transactions = new JdbcTransactionManager(database);
        this.store = new JdbcStore(database, transactions, host, clock);
        this.transaction = new TransactionTemplate(transactions);
    }

    JdbcStore store() {
        return store;
    }

    TransactionTemplate transaction() {
        return transaction;
    }

    RunRecord record() {
        return store.runs().find(study.name(), KEY).orElseThrow();
    }

    long id() {
        return record().runId();
    }

    /** Creates or takes up the run, as the plan step does. */
    JdbcRunOpening.Found open() {
        return transaction.execute(status -> {
            var known = store.runs().find(study.name(), KEY);
            RunRecord run = known.isPresent() ? known.get() : create();
            return store.opening().open(run, Optional.empty());
        });
    }

    private RunRecord create() {
        var settings = RunSettings.of(study, strategy.capacity(), () -> 42);
        var configuration = new JdbcRuns.Configuration("study: x", "x.yml", "0".repeat(64));
        RunRecord created = store.runs()
                .create(study, KEY, settings, configuration, new JdbcRuns.Beginning("0".repeat(64), "", null, null), 1);
        if (!known.trials().isEmpty()) {
            store.knownTrials().record(created.runId(), known);
        }
        return created;
    }

    /** A ledger with workers of those names. */
    TrialLedger ledger(EventBus events, LedgerSignal signal, String... workers) {
        RunRecord run = record();
        for (String worker : workers) {
            store.workers().join(run.runId(), worker);
        }
        var pruner = PrunerFactory.create(study.pruner(), study.goals());
        var proposer = new Proposer(
                study,
                strategy,
                pruner,
                run.seed(),
                run.lag(),
                store.knownTrials().of(run.runId(), study));
        return store.ledger(run.runId(), run.starts(), false, study, proposer, events, signal);
    }

    TuningEvent.TuningFinished close() {
        List<TuningEvent> happened =
                transaction.execute(status -> store.closing().close(record(), study));
        return (TuningEvent.TuningFinished) happened.get(happened.size() - 1);
    }

    List<Trial> trials() {
        return store.trials().page(id(), study, 0, Integer.MAX_VALUE);
    }
}
