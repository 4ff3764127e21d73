package dev.nocturne.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nocturne.KeptFigures;
import dev.nocturne.engine.Attempt;
import dev.nocturne.engine.Claim;
import dev.nocturne.engine.LedgerSignal;
import dev.nocturne.engine.LostClaimException;
import dev.nocturne.engine.Proposer;
import dev.nocturne.engine.Results;
import dev.nocturne.engine.SupersededException;
import dev.nocturne.engine.TrialLedger;
import dev.nocturne.event.EventBus;
import dev.nocturne.event.TuningEvent;
import dev.nocturne.space.ContinuousParameter;
import dev.nocturne.strategy.Strategy;
import dev.nocturne.strategy.StrategyFactory;
import dev.nocturne.strategy.StrategySettings;
import dev.nocturne.strategy.pruner.Pruner;
import dev.nocturne.study.Study;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;

/** Who takes part in a run in PostgreSQL, and what becomes of those who give no sign of life. */
class PostgresLeasesIT {
    private static final AtomicInteger STUDIES = new AtomicInteger();
    private static final Duration LONG = Duration.ofHours(1);
    private static final WorkerHost MANAGER = new WorkerHost("manager", 1);
    private static final WorkerHost ELSEWHERE = new WorkerHost("elsewhere", 2);

    private static LedgerDatabase database;

    private final EventBus events = new EventBus((handler, event, failure) -> {
        throw new AssertionError(failure);
    });
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final List<TuningEvent> heard = new ArrayList<>();
    private Study study;
    private Strategy strategy;
    private StoredRun run;

    @BeforeAll
    static void connect() {
        database = LedgerDatabase.postgres();
    }

    @AfterAll
    static void disconnect() {
        KeptFigures.check(new JdbcTemplate(database.pool()));
        database.close();
    }

    @BeforeEach
    void openRun() {
        events.subscribe(heard::add);
        study = Study.named("leases-" + STUDIES.incrementAndGet())
                .parameter(new ContinuousParameter("x", 0, 1))
                .strategy("random_search")
                .maxTrials(10)
                .seed(42)
                .build();
        strategy = new StrategyFactory().create(study, new StrategySettings(42, 1, 10));
        run = new StoredRun(database.pool(), MANAGER, Clock.systemUTC(), study, strategy);
        run.open();
        take(LONG);
    }

    @AfterEach
    void endThreads() {
        threads.shutdownNow();
    }

    private void take(Duration lease) {
        run.transaction().executeWithoutResult(status -> run.store().leases().take(run.record(), "1.0", "", lease));
    }

    private JdbcStore elsewhere() {
        return new StoredRun(database.pool(), ELSEWHERE, Clock.systemUTC(), study, strategy).store();
    }

    /** A worker of another process, with its ledger. */
    private TrialLedger lend(String worker, Duration lease) {
        JdbcStore store = elsewhere();
        store.workers().lend(run.id(), worker, 17, lease);
        var proposer = new Proposer(study, strategy, Pruner.NONE, 42, 1, List.of());
        return store.ledger(run.id(), run.record().starts(), true, study, proposer, events, new LedgerSignal());
    }

    private static List<Attempt> claim(TrialLedger ledger, String worker, int limit) {
        return ((Claim.Block) ledger.claim(worker, limit)).attempts();
    }

    private List<String> statuses() {
        return new JdbcTemplate(database.pool())
                .queryForList("select status from trial where run_id = ? order by trial_id", String.class, run.id());
    }

    @Test
    void aLentWorkerKeepsItsTrialsWhenTheRunIsOpenedAgain() {
        TrialLedger own = run.ledger(events, new LedgerSignal(), "own");
        TrialLedger lent = lend("lent", LONG);
        claim(own, "own", 1);
        Attempt kept = claim(lent, "lent", 1).get(0);

        JdbcRunOpening.Found found = run.open();

        assertThat(found.interruptedAttempts()).isEqualTo(1);
        assertThat(statuses()).containsExactly("INTERRUPTED", "RUNNING");
        lent.complete("lent", List.of(Results.completed(kept, 1)));
        assertThat(statuses()).containsExactly("INTERRUPTED", "COMPLETED");
        assertThatThrownBy(() -> lent.claim("lent", 1)).isInstanceOf(SupersededException.class);
    }

    @Test
    void whoseLeaseIsOverLosesItsTrialsForGood() {
        TrialLedger lost = lend("lost", Duration.ZERO);
        Attempt taken = claim(lost, "lost", 1).get(0);
        JdbcWorkers workers = run.store().workers();

        List<JdbcWorkers.Expired> expired = workers.expired(run.id());
        assertThat(expired).extracting(JdbcWorkers.Expired::worker).containsExactly("lost");
        assertThat(expired).extracting(JdbcWorkers.Expired::process).containsExactly(ELSEWHERE.process());
        workers.revoke(run.id(), expired.get(0), events);

        assertThat(statuses()).containsExactly("INTERRUPTED");
        assertThat(heard).hasAtLeastOneElementOfType(TuningEvent.TrialInterrupted.class);
        assertThat(run.store().states().of(run.id()).lentWorkers()).isZero();
        assertThat(workers.expired(run.id())).isEmpty();
        assertThatThrownBy(() -> lost.complete("lost", List.of(Results.completed(taken, 1))))
                .isInstanceOf(LostClaimException.class);
        assertThatThrownBy(() -> lost.claim("lost", 1)).isInstanceOf(LostClaimException.class);
        assertThat(elsewhere().workers().renew(List.of(new JdbcWorkers.Kept(run.id(), "lost", 0)), LONG))
                .hasSize(1);

        Attempt again = claim(lend("other", LONG), "other", 1).get(0);
        assertThat(again.trialId()).isEqualTo(taken.trialId());
        assertThat(again.number()).isEqualTo(2);
        assertThat(again.parameters()).isEqualTo(taken.parameters());
    }

    @Test
    void aLeaseThatIsRenewedInTheMeantimeIsNotTakenAway() {
        TrialLedger ledger = lend("slow", Duration.ZERO);
        Attempt taken = claim(ledger, "slow", 1).get(0);
        JdbcWorkers workers = run.store().workers();
        List<JdbcWorkers.Expired> expired = workers.expired(run.id());

        assertThat(elsewhere().workers().renew(List.of(new JdbcWorkers.Kept(run.id(), "slow", 3)), LONG))
                .isEmpty();
        workers.revoke(run.id(), expired.get(0), events);

        assertThat(statuses()).containsExactly("RUNNING");
        assertThat(run.store().states().of(run.id()).endedByLent()).isEqualTo(3);
        ledger.complete("slow", List.of(Results.completed(taken, 1)));
        assertThat(statuses()).containsExactly("COMPLETED");
    }

    @Test
    void whatALostProcessHoldsInTheMiddleOfATransactionIsFreed() throws SQLException {
        lend("frozen", Duration.ZERO);
        JdbcWorkers workers = run.store().workers();
        try (Connection frozen = database.address().connect(ELSEWHERE, Duration.ofMinutes(1));
                Statement statement = frozen.createStatement()) {
            frozen.setAutoCommit(false);
            statement.execute("select run_id from tuning_run where run_id = " + run.id() + " for update");

            workers.revoke(run.id(), workers.expired(run.id()).get(0), events);

            assertThat(run.store().states().of(run.id()).lentWorkers()).isZero();
            assertThatThrownBy(() -> statement.execute("select 1"))
                    .isInstanceOfSatisfying(
                            SQLException.class,
                            ended -> assertThat(DatabaseFailure.isAway(ended)).isTrue());
        }
    }

    @Test
    void aWorkerThatGoesHomeLeavesItsTrialsToOthers() {
        TrialLedger ledger = lend("leaving", LONG);
        claim(ledger, "leaving", 2);
        elsewhere().workers().giveBack(run.id(), "leaving", "SIGTERM", 5);
        assertThat(statuses()).containsExactly("INTERRUPTED", "INTERRUPTED");
        assertThat(run.store().states().of(run.id()).interrupted()).isEqualTo(2);
        assertThat(run.store().states().of(run.id()).hasWork()).isTrue();
    }

    @Test
    void aRunWantsWorkersWhileItIsRunningAndHasTrialsToHandOut() {
        JdbcRunLeases leases = elsewhere().leases();
        JdbcRunLeases.OpenRun open = leases.openToWorkers().stream()
                .filter(candidate -> candidate.runId() == run.id())
                .findFirst()
                .orElseThrow();
        assertThat(open.version()).isEqualTo("1.0");
        assertThat(leases.isStillOpen(open)).isTrue();

        claim(lend("all", LONG), "all", 10);
        assertThat(leases.isStillOpen(open)).as("nothing is left to hand out").isFalse();
        elsewhere().workers().giveBack(run.id(), "all", "left", 0);
        assertThat(leases.isStillOpen(open)).isTrue();

        run.open();
        assertThat(leases.isStillOpen(open)).as("of an earlier start").isFalse();
        assertThat(leases.openToWorkers())
                .as("the next start has no owner's lease yet")
                .noneMatch(candidate -> candidate.runId() == run.id());
        take(LONG);
        assertThat(leases.openToWorkers())
                .filteredOn(candidate -> candidate.runId() == run.id())
                .singleElement()
                .satisfies(candidate -> assertThat(candidate.starts()).isEqualTo(2));
        run.store().states().requestStop(run.record());
        assertThat(leases.openToWorkers()).noneMatch(candidate -> candidate.runId() == run.id());
    }

    @Test
    void aFrozenOwnerIsTakenForDeadWhenItsLeaseIsOver() {
        var locks = new PostgresRunLocks(() -> database.address().connect(MANAGER, Duration.ofMinutes(1)));
        var others = new PostgresRunLocks(() -> database.address().connect(ELSEWHERE, Duration.ofMinutes(1)));
        RunLock held = locks.tryLock(study.name(), StoredRun.KEY).orElseThrow();

        assertThat(others.tryLock(study.name(), StoredRun.KEY)).isEmpty();
        assertThat(others.isLocked(study.name(), StoredRun.KEY)).isTrue();
        assertThat(held.renew(run.record(), Duration.ZERO)).isTrue();

        assertThat(others.isLocked(study.name(), StoredRun.KEY)).isFalse();
        Optional<RunLock> taken = others.tryLock(study.name(), StoredRun.KEY);
        assertThat(taken).isPresent();
        assertThatThrownBy(() -> held.renew(run.record(), LONG))
                .satisfies(lost -> assertThat(DatabaseFailure.isAway(lost)).isTrue());
        taken.get().close();
    }

    @Test
    void anOwnerNoticesThatTheRunWasStartedAgain() {
        var locks = new PostgresRunLocks(() -> database.address().connect(MANAGER, Duration.ofMinutes(1)));
        RunRecord first = run.record();
        try (RunLock held = locks.tryLock(study.name(), StoredRun.KEY).orElseThrow()) {
            assertThat(held.renew(first, LONG)).isTrue();
            run.open();
            take(LONG);
            assertThat(held.renew(first, LONG)).isFalse();
            assertThat(held.renew(run.record(), LONG)).isTrue();
        }
    }

    /** The cut-off has the run's row, the result has the trial's: one waits for the other, and both count once. */
    @Test
    void aResultThatIsBeingRecordedIsNotCutOff() throws Exception {
        TrialLedger ledger = lend("busy", LONG);
        List<Attempt> taken = claim(ledger, "busy", 2);
        var recorded = new CountDownLatch(1);
        var cutting = new CountDownLatch(1);
        Future<?> recording = threads.submit(() -> run.transaction().executeWithoutResult(status -> {
            ledger.complete("busy", List.of(Results.completed(taken.get(0), 1)));
            recorded.countDown();
            awaitWaiter(cutting);
        }));
        recorded.await();
        Future<?> cut = threads.submit(() -> {
            cutting.countDown();
            run.store().workers().revokeLent(run.id(), "stopped", events);
        });
        recording.get();
        cut.get();

        assertThat(statuses()).containsExactly("COMPLETED", "INTERRUPTED");
        assertThat(new JdbcTemplate(database.pool())
                        .queryForList(
                                "select outcome from trial_attempt where run_id = ? order by trial_id",
                                String.class,
                                run.id()))
                .containsExactly("COMPLETED", "INTERRUPTED");
        assertThat(run.store().states().of(run.id()).interrupted()).isEqualTo(1);
    }

    /** Until the other transaction waits for a lock of this one. */
    private static void awaitWaiter(CountDownLatch begun) {
        try {
            begun.await();
            var sql = new JdbcTemplate(database.pool());
            while (sql.queryForObject(
                            "select count(*) from pg_stat_activity where wait_event_type = 'Lock' and datname ="
                                    + " current_database()",
                            Integer.class)
                    == 0) {
                Thread.onSpinWait();
            }
        } catch (InterruptedException interrupted) {
            throw new AssertionError(interrupted);
        }
    }

    @Test
    void aProcessWithoutALeaseThatSitsInATransactionIsEnded() throws SQLException {
        try (Connection stuck = database.address().connect(ELSEWHERE, Duration.ofMinutes(1));
                Connection alive = database.address().connect(MANAGER, Duration.ofMinutes(1))) {
            for (Connection connection : List.of(stuck, alive)) {
                connection.setAutoCommit(false);
                connection.createStatement().execute("select 1");
            }

            run.store().leases().endStuckSessions(LONG);
            stuck.createStatement().execute("select 1");
            run.store().leases().endStuckSessions(Duration.ZERO);

            assertThatThrownBy(() -> stuck.createStatement().execute("select 1"))
                    .isInstanceOf(SQLException.class);
            alive.createStatement().execute("select 1");
        }
    }
}
