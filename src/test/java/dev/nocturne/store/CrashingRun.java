package dev.nocturne.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nocturne.engine.Attempt;
import dev.nocturne.engine.AttemptResult;
import dev.nocturne.engine.Claim;
import dev.nocturne.engine.LaggingStrategy;
import dev.nocturne.engine.LedgerSignal;
import dev.nocturne.engine.Results;
import dev.nocturne.engine.TickingClock;
import dev.nocturne.engine.TrialLedger;
import dev.nocturne.event.EventBus;
import dev.nocturne.space.ContinuousParameter;
import dev.nocturne.space.Point;
import dev.nocturne.space.Value;
import dev.nocturne.study.KnownTrial;
import dev.nocturne.study.KnownTrials;
import dev.nocturne.study.Study;
import dev.nocturne.study.Trial;
import dev.nocturne.study.TrialState;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.TransactionException;

/** A small run with everything in it: a retry, a failed trial, a proposal that needs its history, a summary. */
final class CrashingRun {
    private static final AtomicInteger STUDIES = new AtomicInteger();
    private static final KnownTrials KNOWN = new KnownTrials(
            List.of(new KnownTrial(
                    "file before.csv",
                    new Trial(2, new Point(Map.of("x", new Value.Real(0.5))), new TrialState.Completed(0.25)))),
            Map.of("it had not ended", 1));
    private static final LaggingStrategy STRATEGY = new LaggingStrategy(3);

    private final DataSource database;
    private final CrashingDataSource mortal;
    private final TickingClock clock = new TickingClock();
    private final Study study = Study.named("crashing " + STUDIES.incrementAndGet())
            .parameter(new ContinuousParameter("x", 0, 1))
            .maxTrials(5)
            .seed(7)
            .build();

    CrashingRun(DataSource database, int deadlyOperation, boolean afterwards) {
        this.database = database;
        this.mortal = new CrashingDataSource(database, deadlyOperation, afterwards);
    }

    /** Runs until the deadly operation; false if the run ended before it came. */
    boolean crash() {
        try {
            execute(mortal, "mortal");
        } catch (DataAccessException | TransactionException killed) {
            assertThat(mortal.hasCrashed()).as("why it failed: " + killed).isTrue();
        }
        return mortal.hasCrashed();
    }

    /** Goes on from whatever is there. */
    void finish() {
        execute(database, "next");
    }

    private void execute(DataSource through, String worker) {
        var run = new StoredRun(through, new WorkerHost(worker, 1), clock, study, STRATEGY, KNOWN);
        var known = run.store().runs().find(study.name(), StoredRun.KEY);
        if (known.isPresent() && !known.get().isUnfinished()) {
            return;
        }
        run.open();
        TrialLedger ledger = run.ledger(new EventBus(), new LedgerSignal(), worker);
        while (ledger.claim(worker, 2) instanceof Claim.Block block) {
            var results = new ArrayList<AttemptResult>();
            for (Attempt attempt : block.attempts()) {
                results.add(evaluate(ledger, worker, attempt));
            }
            run.transaction().executeWithoutResult(status -> ledger.complete(worker, results));
        }
        run.close();
    }

    /** Trial 1 fails once and is tried again; trial 3 fails however often it is tried. */
    private static AttemptResult evaluate(TrialLedger ledger, String worker, Attempt attempt) {
        int failures = attempt.trialId() == 1 ? 1 : attempt.trialId() == 3 ? 2 : 0;
        if (attempt.before().ofConfiguration() >= failures) {
            return Results.completed(attempt, attempt.parameters().number("x"));
        }
        return attempt.before().ofConfiguration() == 0
                ? evaluate(ledger, worker, ledger.retry(worker, Results.failed(attempt)))
                : Results.failed(attempt);
    }

    List<Trial> table() {
        return new StoredRun(database, new WorkerHost("reader", 2), clock, study, STRATEGY).trials();
    }

    /** Counters, attempts, parameters and events agree with the table. */
    void assertBooksBalance() {
        var sql = new JdbcTemplate(database);
        Long run = sql.queryForObject("select run_id from v_run where study = ?", Long.class, study.name());
        assertThat(sql.queryForMap(
                        "select status, next_trial_id, failed_trials, interrupted_trials from tuning_run where run_id = ?",
                        run))
                .containsEntry("status", "COMPLETED")
                .containsEntry("next_trial_id", 5)
                .containsEntry("failed_trials", 1)
                .containsEntry("interrupted_trials", 0);
        assertThat(sql.queryForObject(
                        "select count(*) from v_best_trial b join tuning_summary s on s.run_id = b.run_id and"
                                + " s.best_trial_id = b.trial_id where b.run_id = ?",
                        Integer.class,
                        run))
                .isEqualTo(1);
        assertThat(sql.queryForList("""
                        select t.trial_id
                          from trial t
                         where t.run_id = ?
                           and (t.attempts <> (select count(*) from trial_attempt a
                                                where a.run_id = t.run_id and a.trial_id = t.trial_id)
                             or t.attempts <> (select max(a.attempt) from trial_attempt a
                                                where a.run_id = t.run_id and a.trial_id = t.trial_id)
                             or t.attempts <> (select count(*) from tuning_event e
                                                where e.run_id = t.run_id and e.trial_id = t.trial_id
                                                  and e.type = 'TRIAL_STARTED')
                             or t.attempts <> (select count(*) from tuning_event e
                                                where e.run_id = t.run_id and e.trial_id = t.trial_id
                                                  and e.type <> 'TRIAL_STARTED')
                             or 1 <> (select count(*) from trial_parameter p
                                       where p.run_id = t.run_id and p.trial_id = t.trial_id))
                        """, Integer.class, run))
                .as("trials whose attempts, events or parameters are not those of the table")
                .isEmpty();
        assertThat(sql.queryForObject(
                        "select count(*) from tuning_event where run_id = ? and type = 'TUNING_FINISHED'",
                        Integer.class,
                        run))
                .isEqualTo(1);
    }
}
