package dev.nocturne.store;

import dev.nocturne.engine.LedgerSignal;
import dev.nocturne.engine.Proposer;
import dev.nocturne.engine.RunSettings;
import dev.nocturne.engine.TrialLedger;
import dev.nocturne.event.EventBus;
import dev.nocturne.space.Point;
import dev.nocturne.strategy.StrategyFactory;
import dev.nocturne.strategy.pruner.PrunerFactory;
import dev.nocturne.study.Study;
import dev.nocturne.study.TrialRandom;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import javax.sql.DataSource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * A run in H2 whose first trials have ended, at random points, as far as later trials are proposed from them: rows of
 * {@code trial}, and of {@code trial_measurement} where they measured. What follows is recorded by a ledger, as always.
 */
public final class WrittenHistory {
    private static final String WORKER = "worker 1";
    private static final int BATCH = 1_000;
    private static final String INSERT = """
            insert into trial (run_id, trial_id, status, objective, parameters, budget, attempts, worker, started_at, ended_at,
                               duration_us, history_seen, origin)
            values (?, ?, 'COMPLETED', ?, ?, 1, 1, ?, ?, ?, 0, 0, 'SEARCH')
            """;

    private static final String MEASURE = """
            insert into trial_measurement (run_id, trial_id, step, measured_value, recorded_at)
            select t.run_id, t.trial_id, x, x, t.started_at
              from trial t
             cross join system_range(0, ?)
             where t.run_id = ?
            """;

    private final JdbcTemplate jdbc;
    private final JdbcStore store;
    private final TransactionTemplate transaction;

    public WrittenHistory(DataSource database) {
        var transactions = new JdbcTransactionManager(database);
        this.jdbc = new JdbcTemplate(database);
        this.store = new JdbcStore(database, transactions, new WorkerHost("host", 1), Clock.systemUTC());
        this.transaction = new TransactionTemplate(transactions);
    }

    /** Makes the study's run, with so many trials that have ended, each of which measured so often. */
    public void write(Study study, int trials, int measurements, ToDoubleFunction<Point> objective) {
        var configuration = new JdbcRuns.Configuration("study: x", "x.yml", "0".repeat(64));
        var beginning = new JdbcRuns.Beginning("0".repeat(64), "", null, null);
        var settings = RunSettings.of(study, new StrategyFactory().capacity(study), () -> 42);
        RunRecord run = transaction.execute(status -> {
            RunRecord created = store.runs().create(study, "night", settings, configuration, beginning, 1);
            store.opening().open(created, Optional.empty());
            return created;
        });
        store.workers().join(run.runId(), WORKER);
        var now = Times.utc(Instant.EPOCH);
        for (int from = 0; from < trials; from += BATCH) {
            var rows = new ArrayList<Object[]>();
            for (int id = from; id < Math.min(trials, from + BATCH); id++) {
                Point point = study.space().draw(new TrialRandom(7, id));
                String parameters = ParametersJson.write(point);
                rows.add(new Object[] {run.runId(), id, objective.applyAsDouble(point), parameters, WORKER, now, now});
            }
            transaction.executeWithoutResult(status -> jdbc.batchUpdate(INSERT, rows));
        }
        if (measurements > 0) {
            jdbc.update(MEASURE, measurements - 1, run.runId());
        }
        jdbc.update("update tuning_run set next_trial_id = ? where run_id = ?", trials, run.runId());
    }

    /** A ledger that knows nothing of the run yet, as after a start of the program. */
    public TrialLedger ledger(Study study) {
        RunRecord run = store.runs().find(study.name(), "night").orElseThrow();
        var proposer = new Proposer(
                study,
                new StrategyFactory().create(study, run.strategySettings(study.space())),
                PrunerFactory.create(study.pruner(), study.goals()),
                run.seed(),
                run.lag(),
                List.of());
        return store.ledger(run.runId(), run.starts(), false, study, proposer, new EventBus(), new LedgerSignal());
    }

    /** The name of its worker. */
    public String worker() {
        return WORKER;
    }
}
