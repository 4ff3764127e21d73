package dev.nocturne.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nocturne.engine.AttemptResult;
import dev.nocturne.engine.Claim;
import dev.nocturne.engine.LaggingStrategy;
import dev.nocturne.engine.LedgerSignal;
import dev.nocturne.engine.Results;
import dev.nocturne.engine.TickingClock;
import dev.nocturne.engine.TrialLedger;
import dev.nocturne.event.EventBus;
import dev.nocturne.space.ContinuousParameter;
import dev.nocturne.study.ChampionSettings;
import dev.nocturne.study.PairedTest;
import dev.nocturne.study.Study;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.TransactionException;

/** A small first night of a champion: two trials, each evaluated again twice, of which one is the best. */
final class CrashingNight {
    private static final AtomicInteger STUDIES = new AtomicInteger();
    private static final LaggingStrategy STRATEGY = new LaggingStrategy(2);

    private final DataSource database;
    private final JdbcTemplate sql;
    private final CrashingDataSource mortal;
    private final TickingClock clock = new TickingClock();
    private final Study study = withChampion(Study.named("crashing night " + STUDIES.incrementAndGet())
            .parameter(new ContinuousParameter("x", 0, 1))
            .maxTrials(2)
            .seed(7)
            .build());

    CrashingNight(DataSource database, int deadlyOperation, boolean afterwards) {
        this.database = database;
        this.sql = new JdbcTemplate(database);
        this.mortal = new CrashingDataSource(database, deadlyOperation, afterwards);
    }

    /** The builder is for people who tune from their own code, where nothing keeps a champion. */
    private static Study withChampion(Study study) {
        var settings = new ChampionSettings(2, 3, PairedTest.PAIRED_T, 0.05, 0);
        return new Study(
                study.name(),
                study.goals(),
                study.space(),
                study.strategy(),
                study.limits(),
                study.seed(),
                study.lag(),
                study.execution(),
                study.enqueued(),
                study.warmStart(),
                study.pruner(),
                study.budget(),
                Optional.of(settings));
    }

    /** Runs until the deadly operation; false if the night ended before it came. */
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
        var run = new StoredRun(through, new WorkerHost(worker, 1), clock, study, STRATEGY);
        var known = run.store().runs().find(study.name(), StoredRun.KEY);
        if (known.isPresent() && !known.get().isUnfinished()) {
            return;
        }
        run.open();
        TrialLedger ledger = run.ledger(new EventBus(), new LedgerSignal(), worker);
        while (ledger.claim(worker, 3) instanceof Claim.Block block) {
            List<AttemptResult> results = block.attempts().stream()
                    .map(attempt ->
                            Results.completed(attempt, attempt.parameters().number("x") + attempt.seed() % 7))
                    .toList();
            run.transaction().executeWithoutResult(status -> ledger.complete(worker, results));
        }
        run.close();
    }

    /** What must not depend on crashes: trials, evidence, champion, counters and the events that come once. */
    List<Map<String, Object>> books() {
        var all = new ArrayList<Map<String, Object>>();
        for (String query : List.of(
                "select trial_id, status, objective, parameters, origin, confirms, repetition from v_trial"
                        + " where study = ? order by trial_id",
                "select place, trial_id, role, completed, failed, mean_objective, promoted, note from v_confirmation"
                        + " where study = ? order by place",
                "select champion, reason, trial_id, objective, parameters from v_champion where study = ?",
                "select r.status, r.next_trial_id, r.next_confirmation, r.confirmation_trials, r.search_trials,"
                        + " r.failed_trials, r.interrupted_trials, r.best_trial_id from tuning_run r"
                        + " join study s on s.study_id = r.study_id where s.name = ?",
                "select e.type, count(*) as n from tuning_event e join v_run r on r.run_id = e.run_id"
                        + " where r.study = ? and e.type in ('CONFIRMATION_STARTED', 'CHAMPION_PROMOTED',"
                        + " 'TUNING_FINISHED', 'TRIAL_COMPLETED') group by e.type order by e.type")) {
            all.addAll(sql.queryForList(query, study.name()));
        }
        return all;
    }
}
