package dev.nocturne.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nocturne.VariedStudy;
import dev.nocturne.engine.Attempt;
import dev.nocturne.engine.AttemptResult;
import dev.nocturne.engine.Claim;
import dev.nocturne.engine.LedgerSignal;
import dev.nocturne.engine.LostClaimException;
import dev.nocturne.engine.Measurement;
import dev.nocturne.engine.Results;
import dev.nocturne.engine.TrialLedger;
import dev.nocturne.engine.TrialLedgerContract;
import dev.nocturne.event.TuningEvent;
import dev.nocturne.space.CategoricalParameter;
import dev.nocturne.space.ContinuousParameter;
import dev.nocturne.space.Point;
import dev.nocturne.space.Value;
import dev.nocturne.strategy.Proposal;
import dev.nocturne.strategy.Strategy;
import dev.nocturne.strategy.StrategyFactory;
import dev.nocturne.strategy.StrategySettings;
import dev.nocturne.study.Direction;
import dev.nocturne.study.FailureKind;
import dev.nocturne.study.KnownTrial;
import dev.nocturne.study.KnownTrials;
import dev.nocturne.study.ParetoFront;
import dev.nocturne.study.Study;
import dev.nocturne.study.Trial;
import dev.nocturne.study.TrialHistory;
import dev.nocturne.study.TrialState;
import dev.nocturne.study.TuningException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.core.JdbcTemplate;

/** What the ledger in a database must do besides: survive, and tell in its tables what happened. */
abstract class JdbcLedgerContract extends TrialLedgerContract {
    private static final WorkerHost HOST = new WorkerHost("night-1", 4711);
    private static final WorkerHost NEXT_HOST = new WorkerHost("night-2", 815);
    private static final AtomicInteger STUDIES = new AtomicInteger();

    private StoredRun opened;

    /** The database of the test class. */
    abstract LedgerDatabase database();

    private JdbcTemplate sql() {
        return new JdbcTemplate(database().pool());
    }

    @Override
    protected TrialLedger open(Study study, Strategy strategy, KnownTrials known) {
        opened = new StoredRun(database().pool(), HOST, clock, unique(study), strategy, known);
        opened.open();
        return opened.ledger(events, signal, workers("w"));
    }

    private static String[] workers(String prefix) {
        return IntStream.rangeClosed(1, 16).mapToObj(i -> prefix + i).toArray(String[]::new);
    }

    private StoredRun run(Study study, Strategy strategy) {
        return new StoredRun(database().pool(), HOST, clock, study, strategy);
    }

    private static Study unique(Study study) {
        return new Study(
                study.name() + STUDIES.incrementAndGet(),
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
                study.champion());
    }

    @Override
    protected List<Trial> trials() {
        return opened.trials();
    }

    private <T> T column(String name, Class<T> type) {
        return sql().queryForObject("select " + name + " from tuning_run where run_id = ?", type, opened.id());
    }

    private int count(String table) {
        return sql().queryForObject("select count(*) from " + table + " where run_id = ?", Integer.class, opened.id());
    }

    private List<String> eventTypes() {
        return sql().queryForList(
                        "select type from tuning_event where run_id = ? order by event_id", String.class, opened.id());
    }

    // ------------------------------------------------------------------------------------------- transactions

    @Test
    void completingRollsBackWithTheTransactionOfTheCaller() {
        TrialLedger ledger = open(study(3).build(), RANDOM);
        List<Attempt> block = block(ledger.claim("w1", 3));
        heard.clear();
        long changes = signal.changes();
        int eventsBefore = count("tuning_event");
        List<AttemptResult> results = List.of(
                Results.of(block.get(0), new TrialState.Completed(1), new Measurement(1, 0.5, Instant.EPOCH)),
                Results.failed(block.get(1)),
                Results.interrupted(block.get(2)));

        opened.transaction().executeWithoutResult(status -> {
            ledger.complete("w1", results);
            assertThat(heard).as("published before the commit").isEmpty();
            status.setRollbackOnly();
        });

        assertThat(trials()).extracting(Trial::state).containsOnly(new TrialState.Running());
        assertThat(count("trial_attempt")).isZero();
        assertThat(count("trial_measurement")).isZero();
        assertThat(count("tuning_event")).isEqualTo(eventsBefore);
        assertThat(column("failed_trials", Integer.class)).isZero();
        assertThat(column("interrupted_trials", Integer.class)).isZero();
        assertThat(column("best_trial_id", Integer.class)).isNull();
        assertThat(heard).isEmpty();
        assertThat(signal.changes()).isEqualTo(changes);

        ledger.complete("w1", results);
        assertThat(heard).hasSize(3);
        assertThat(count("trial_attempt")).isEqualTo(3);
        assertThat(column("best_trial_id", Integer.class))
                .isEqualTo(block.get(0).trialId());
    }

    @Test
    void aRolledBackBestTrialDoesNotHideTheNextOne() {
        TrialLedger ledger = open(study(2).build(), RANDOM);
        List<Attempt> block = block(ledger.claim("w1", 2));
        opened.transaction().executeWithoutResult(status -> {
            ledger.complete("w1", List.of(Results.completed(block.get(0), 0.1)));
            status.setRollbackOnly();
        });
        ledger.complete("w1", List.of(Results.completed(block.get(1), 0.2)));
        assertThat(column("best_trial_id", Integer.class)).isEqualTo(1);
    }

    @Test
    void claimsCommitWhateverTheCallersTransactionDoes() {
        TrialLedger ledger = open(study(3).build(), RANDOM);
        opened.transaction().executeWithoutResult(status -> {
            Attempt attempt = block(ledger.claim("w1", 1)).get(0);
            ledger.retry("w1", Results.failed(attempt));
            status.setRollbackOnly();
        });
        assertThat(trials()).hasSize(1);
        assertThat(count("trial_attempt")).isEqualTo(1);
        assertThat(ids(block(ledger.claim("w1", 1)))).containsExactly(1);
    }

    @Test
    void aRefusedResultTakesTheWholeBlockAlong() {
        TrialLedger ledger = open(study(4).build(), RANDOM);
        List<Attempt> block = block(ledger.claim("w1", 2));
        Attempt other = block(ledger.claim("w2", 1)).get(0);
        int eventsBefore = count("tuning_event");

        assertThatThrownBy(() -> ledger.complete(
                        "w1",
                        List.of(
                                Results.completed(block.get(0), 1),
                                Results.failed(block.get(1)),
                                Results.completed(other, -5))))
                .isInstanceOf(LostClaimException.class);

        assertThat(count("trial_attempt")).isZero();
        assertThat(count("tuning_event")).isEqualTo(eventsBefore);
        assertThat(column("failed_trials", Integer.class)).isZero();
        assertThat(column("best_trial_id", Integer.class)).isNull();
    }

    // -------------------------------------------------------------------------------------- opening and closing

    @Test
    void reopeningInterruptsWhatWasRunningAndRefusesItsLateResults() {
        TrialLedger dead = open(study(5).build(), RANDOM);
        List<Attempt> block = block(dead.claim("w1", 3));
        dead.complete("w1", List.of(Results.completed(block.get(0), 1)));
        heard.clear();

        var next = new StoredRun(database().pool(), NEXT_HOST, clock, studyOf(opened), RANDOM);
        var found = next.open();
        assertThat(found.endedTrials()).isEqualTo(1);
        assertThat(found.interruptedAttempts()).isEqualTo(2);
        assertThat(column("interrupted_trials", Integer.class)).isEqualTo(2);
        int eventsBefore = count("tuning_event");

        assertThatThrownBy(() -> dead.complete("w1", List.of(Results.completed(block.get(1), -7))))
                .isInstanceOf(LostClaimException.class);
        assertThatThrownBy(() -> dead.retry("w1", Results.failed(block.get(2)))).isInstanceOf(LostClaimException.class);
        assertThat(count("tuning_event")).isEqualTo(eventsBefore);
        assertThat(heard).isEmpty();

        List<Map<String, Object>> attempts = sql().queryForList(
                        "select trial_id, attempt, worker, host, pid, outcome from trial_attempt where run_id = ?"
                                + " and outcome = 'INTERRUPTED' order by trial_id",
                        opened.id());
        assertThat(attempts).extracting(row -> row.get("trial_id")).containsExactly(1, 2);
        assertThat(attempts).extracting(row -> row.get("host")).containsOnly("night-1");
        assertThat(attempts).extracting(row -> row.get("pid")).containsOnly(4711L);
        assertThat(attempts).extracting(row -> row.get("worker")).containsOnly("w1");

        TrialLedger alive = next.ledger(events, new LedgerSignal(), workers("next"));
        List<Attempt> again = block(alive.claim("next1", 3));
        assertThat(ids(again)).containsExactly(1, 2, 3);
        assertThat(again).extracting(Attempt::number).containsExactly(2, 2, 1);
        assertThat(again.get(0).parameters()).isEqualTo(block.get(1).parameters());
        assertThat(column("interrupted_trials", Integer.class)).isZero();
        assertThatThrownBy(() -> dead.complete("w1", List.of(Results.completed(block.get(1), -7))))
                .as("somebody else's by now")
                .isInstanceOf(LostClaimException.class);
    }

    private static Study studyOf(StoredRun run) {
        return Study.named(run.record().study())
                .parameter(new ContinuousParameter("x", 0, 1))
                .maxTrials(run.record().plannedTrials())
                .seed(42)
                .build();
    }

    @Test
    void aCutOffRetryBeginsWhereItBegan() {
        TrialLedger ledger = open(study(1).build(), RANDOM);
        Attempt first = block(ledger.claim("w1", 1)).get(0);
        Instant claimed = startedAt();
        ledger.retry("w1", Results.failed(first));
        assertThat(startedAt()).isAfter(claimed);
        opened.open();
        assertThat(sql().queryForObject(
                                "select count(*) from trial_attempt a join trial t on t.run_id = a.run_id and"
                                        + " t.trial_id = a.trial_id and t.started_at = a.started_at where a.run_id = ?"
                                        + " and a.attempt = 2",
                                Integer.class,
                                opened.id()))
                .isEqualTo(1);
    }

    private Instant startedAt() {
        return sql().queryForObject(
                        "select started_at from trial where run_id = ? and trial_id = 0",
                        java.time.OffsetDateTime.class,
                        opened.id())
                .toInstant();
    }

    @Test
    void openingCountsTheStartsAndForgetsAnOldWishToStop() {
        open(study(3).build(), RANDOM);
        assertThat(opened.store().states().requestStop(opened.record())).isTrue();
        opened.store().runs().finish(opened.record(), "STOPPED", "asked");
        assertThat(column("end_reason", String.class)).isEqualTo("asked");

        opened.open();

        assertThat(opened.record().starts()).isEqualTo(2);
        assertThat(opened.record().status()).isEqualTo("RUNNING");
        assertThat(column("stop_requested", Boolean.class)).isFalse();
        assertThat(column("end_reason", String.class)).isNull();
        assertThat(eventTypes()).containsExactly("TUNING_STARTED", "TUNING_STARTED");
    }

    @Test
    void aRunThatHasEndedIsNotOpenedAgain() {
        TrialLedger ledger = open(study(1).build(), RANDOM);
        ledger.complete(
                "w1", List.of(Results.completed(block(ledger.claim("w1", 1)).get(0), 1)));
        opened.close();
        assertThatThrownBy(opened::open).isInstanceOf(TuningException.class);
        assertThat(opened.record().status()).isEqualTo("COMPLETED");
    }

    @Test
    void closingSumsUpAndMarksTheRunAsCompleted() {
        TrialLedger ledger = open(study(4).maximize().build(), RANDOM);
        List<Attempt> block = block(ledger.claim("w1", 4));
        ledger.complete(
                "w1",
                List.of(
                        Results.completed(block.get(0), 0.5),
                        Results.completed(block.get(1), 0.75),
                        Results.completed(block.get(2), 0.75),
                        Results.failed(block.get(3))));

        TuningEvent.TuningFinished finished = opened.close();

        assertThat(finished.best()).isPresent();
        assertThat(finished.best().get().trialId())
                .as("of equal ones the earliest")
                .isEqualTo(1);
        assertThat(finished.best().get().objective()).isEqualTo(0.75);
        assertThat(finished.best().get().parameters()).isEqualTo(block.get(1).parameters());
        Map<String, Object> summary = sql().queryForMap("select * from tuning_summary where run_id = ?", opened.id());
        assertThat(summary.get("best_trial_id")).isEqualTo(1);
        assertThat(summary.get("trials_ran")).isEqualTo(4);
        assertThat(summary.get("trials_failed")).isEqualTo(1);
        assertThat(opened.record().status()).isEqualTo("COMPLETED");
        assertThat(eventTypes()).endsWith("TUNING_FINISHED");
    }

    @Test
    void closingWithoutAnyCompletedTrialHasNoBest() {
        TrialLedger ledger = open(study(1).build(), RANDOM);
        ledger.complete(
                "w1", List.of(Results.failed(block(ledger.claim("w1", 1)).get(0))));
        assertThat(opened.close().best()).isEmpty();
        assertThat(sql().queryForMap("select * from tuning_summary where run_id = ?", opened.id()))
                .containsEntry("best_trial_id", null);
    }

    @Test
    void closingIsRefusedWhileTrialsAreMissing() {
        TrialLedger ledger = open(study(2).build(), RANDOM);
        Attempt attempt = block(ledger.claim("w1", 1)).get(0);
        assertThatThrownBy(() -> opened.close()).isInstanceOf(TuningException.class);
        ledger.complete("w1", List.of(Results.completed(attempt, 1)));
        assertThatThrownBy(() -> opened.close()).isInstanceOf(TuningException.class);
        assertThat(count("tuning_summary")).isZero();
        assertThat(opened.record().status()).isEqualTo("RUNNING");
    }

    // --------------------------------------------------------------------------------------- several objectives

    private List<Integer> front() {
        return sql().queryForList(
                        "select trial_id from v_pareto where run_id = ? and position = 0 order by trial_id",
                        Integer.class,
                        opened.id());
    }

    private List<Integer> undominated() {
        return List.copyOf(
                ParetoFront.of(trials(), studyOfTwo(1).build().goals()).trialIds());
    }

    @Test
    void aStudyWithOneObjectiveHasNoRowsForSeveral() {
        TrialLedger ledger = open(study(2).build(), RANDOM);
        List<Attempt> block = block(ledger.claim("w1", 2));
        ledger.complete("w1", List.of(Results.completed(block.get(0), 2), Results.completed(block.get(1), 2)));
        assertThat(count("run_objective") + count("trial_objective") + count("pareto_trial"))
                .isZero();
        assertThat(front()).as("the best ones").containsExactly(0, 1);
        assertThat(sql().queryForMap("select * from v_run where run_id = ?", opened.id()))
                .containsEntry("objectives", 1)
                .containsEntry("front_trials", null);
        assertThat(sql().queryForList("select name from v_trial_objective where run_id = ?", String.class, opened.id()))
                .containsExactly("objective", "objective");
        opened.close();
        assertThat(sql().queryForList("select payload from tuning_event where run_id = ?", String.class, opened.id()))
                .noneMatch(payload -> payload.contains("objectives") || payload.contains("front"));
    }

    @Test
    void severalObjectivesAreRowsAndHaveAFrontButNoBest() {
        TrialLedger ledger = open(studyOfTwo(4).build(), RANDOM);
        List<Attempt> block = block(ledger.claim("w1", 4));
        ledger.complete("w1", List.of(Results.completed(block.get(0), 0.5, 10)));
        assertThat(front()).containsExactly(0);
        ledger.complete(
                "w1",
                List.of(
                        Results.completed(block.get(1), 0.9, 20),
                        Results.completed(block.get(2), 0.6, 10),
                        Results.failed(block.get(3))));

        assertThat(front()).containsExactly(1, 2);
        assertThat(column("best_trial_id", Integer.class)).isNull();
        assertThat(column("best_objective", Double.class)).isNull();
        assertThat(column("direction", String.class)).isEqualTo("MAXIMIZE");
        assertThat(sql().queryForList("select objective from trial where run_id = ? order by trial_id", opened.id()))
                .extracting(row -> row.get("objective"))
                .containsExactly(0.5, 0.9, 0.6, null);
        assertThat(sql().query(
                                "select name, direction, objective from v_trial_objective where run_id = ?"
                                        + " and trial_id = 1 order by position",
                                (row, i) -> row.getString(1) + " " + row.getString(2) + " " + row.getDouble(3),
                                opened.id()))
                .containsExactly("accuracy MAXIMIZE 0.9", "seconds MINIMIZE 20.0");
        assertThat(sql().queryForList("select * from v_incumbent where run_id = ?", opened.id()))
                .isEmpty();
        assertThat(sql().queryForList("select * from v_best_trial where run_id = ?", opened.id()))
                .isEmpty();

        TuningEvent.TuningFinished finished = opened.close();

        assertThat(finished.best()).isEmpty();
        assertThat(finished.frontTrials()).hasValue(2);
        assertThat(sql().queryForMap("select * from tuning_summary where run_id = ?", opened.id()))
                .containsEntry("best_trial_id", null)
                .containsEntry("front_trials", 2)
                .containsEntry("trials_ran", 4);
        List<String> payloads = sql().queryForList(
                        "select payload from tuning_event where run_id = ? order by event_id",
                        String.class,
                        opened.id());
        assertThat(payloads)
                .anyMatch(payload -> payload.contains("\"objectives\":{\"accuracy\":0.9,\"seconds\":20.0}"));
        assertThat(payloads.get(payloads.size() - 1)).contains("\"front_trials\":2");
    }

    @Test
    void aRolledBackTrialDoesNotStayOnTheFrontNorHideTheNextOne() {
        TrialLedger ledger = open(studyOfTwo(3).build(), RANDOM);
        List<Attempt> block = block(ledger.claim("w1", 3));
        ledger.complete("w1", List.of(Results.completed(block.get(0), 0.5, 10)));
        opened.transaction().executeWithoutResult(status -> {
            ledger.complete("w1", List.of(Results.completed(block.get(1), 1, 1)));
            status.setRollbackOnly();
        });
        assertThat(front()).containsExactly(0);
        ledger.complete("w1", List.of(Results.completed(block.get(2), 0.9, 5)));
        assertThat(front()).containsExactly(2);
        ledger.complete("w1", List.of(Results.completed(block.get(1), 0.1, 5)));
        assertThat(front()).containsExactly(2).isEqualTo(undominated());
    }

    @Test
    void anotherProcessGoesOnWithTheFrontAndTheLossesOfTheFirst() {
        TrialLedger dead = open(studyOfTwo(6).build(), RANDOM);
        List<Attempt> block = block(dead.claim("w1", 3));
        dead.complete("w1", List.of(Results.completed(block.get(0), 0.5, 10), Results.completed(block.get(1), 0.4, 5)));

        var seen = new ArrayList<double[]>();
        Strategy learning = new Strategy() {
            @Override
            public int requiredHistory(int trialId) {
                return Math.min(2, trialId);
            }

            @Override
            public Proposal propose(int trialId, TrialHistory history, RandomGenerator random) {
                history.ended().forEach(observation -> seen.add(observation.losses()));
                return RANDOM.propose(trialId, history, random);
            }
        };
        Study again = studyOfTwo(6).build();
        Study same = new Study(
                opened.record().study(),
                again.goals(),
                again.space(),
                again.strategy(),
                again.limits(),
                again.seed(),
                again.lag(),
                again.execution(),
                again.enqueued(),
                again.warmStart(),
                again.pruner(),
                again.budget(),
                again.champion());
        opened = new StoredRun(database().pool(), NEXT_HOST, clock, same, learning);
        opened.open();
        TrialLedger alive = opened.ledger(events, signal, workers("next"));
        List<Attempt> next = block(alive.claim("next1", 2));
        assertThat(ids(next)).containsExactly(2, 3);
        assertThat(seen).containsExactly(new double[] {-0.5, 10}, new double[] {-0.4, 5});

        alive.complete("next1", List.of(Results.completed(next.get(0), 0.3, 6)));
        assertThat(front())
                .as("trial 2 is worse than trial 1 of the first process")
                .containsExactly(0, 1);
        alive.complete("next1", List.of(Results.completed(next.get(1), 0.5, 5)));
        assertThat(front()).containsExactly(3).isEqualTo(undominated());
    }

    @Test
    void aTrialEqualToOneThatAnotherProcessDroveFromTheFrontIsNotOnIt() {
        open(studyOfTwo(5).build(), RANDOM);
        TrialLedger one = opened.ledger(events, signal, workers("one"));
        TrialLedger other = opened.ledger(events, signal, workers("other"));
        List<Attempt> block = block(one.claim("one1", 4));
        one.complete("one1", List.of(Results.completed(block.get(0), 0.5, 5)));
        one.complete("one1", List.of(Results.completed(block.get(1), 0.5, 5)));
        assertThat(front()).containsExactly(0, 1);
        Attempt better = block(other.claim("other1", 1)).get(0);
        other.complete("other1", List.of(Results.completed(better, 0.5, 4)));
        assertThat(front()).containsExactly(4);
        one.complete("one1", List.of(Results.completed(block.get(2), 0.5, 5)));
        assertThat(front()).containsExactly(4).isEqualTo(undominated());
        one.complete("one1", List.of(Results.completed(block.get(3), 0.6, 4)));
        assertThat(front()).isEqualTo(undominated());
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 6})
    void theFrontIsThatOfAllTrialsWhoeverCompletesThem(int chunk) throws Exception {
        open(studyOfTwo(240).build(), RANDOM);
        TrialLedger one = opened.ledger(events, signal, workers("one"));
        TrialLedger other = opened.ledger(events, signal, workers("other"));
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try {
            var done = new ArrayList<Future<?>>();
            for (int i = 1; i <= 4; i++) {
                TrialLedger ledger = i % 2 == 0 ? one : other;
                String worker = (i % 2 == 0 ? "one" : "other") + i;
                done.add(threads.submit(() -> {
                    while (ledger.claim(worker, chunk) instanceof Claim.Block block) {
                        ledger.complete(
                                worker,
                                block.attempts().stream()
                                        .map(JdbcLedgerContract::ofTwo)
                                        .toList());
                    }
                }));
            }
            for (Future<?> worker : done) {
                worker.get(60, TimeUnit.SECONDS);
            }
        } finally {
            threads.shutdownNow();
        }
        assertThat(trials()).hasSize(240).allMatch(Trial::hasEnded);
        assertThat(front()).hasSizeGreaterThan(3).isEqualTo(undominated());
        assertThat(sql().queryForMap("select * from v_run where run_id = ?", opened.id()))
                .containsEntry("objectives", 2)
                .containsEntry("front_trials", front().size());
    }

    /** A wide front with equal trials on it, and others far from it. */
    private static AttemptResult ofTwo(Attempt attempt) {
        long step = Math.round(attempt.parameters().number("x") * 20);
        return Results.completed(attempt, step, step + attempt.trialId() % 3);
    }

    // ---------------------------------------------------------------------------------------------- runs

    @Test
    void aWishToStopReachesTheNextClaim() {
        TrialLedger ledger = open(study(3).build(), RANDOM);
        Attempt attempt = block(ledger.claim("w1", 1)).get(0);
        assertThat(opened.store().states().requestStop(opened.record())).isTrue();
        assertThat(ledger.claim("w1", 1)).isEqualTo(new Claim.Stopping());
        ledger.complete("w1", List.of(Results.completed(attempt, 1)));
        assertThat(trials().get(0).hasEnded()).isTrue();
    }

    @Test
    void onlyARunningRunIsAskedToStop() {
        open(study(3).build(), RANDOM);
        opened.store().runs().finish(opened.record(), "FAILED", "x".repeat(10_000));
        assertThat(opened.store().states().requestStop(opened.record())).isFalse();
        assertThat(column("end_reason", String.class)).hasSize(4000);
    }

    @Test
    void aRunThatWasEndedFromOutsideHandsNothingOut() {
        TrialLedger ledger = open(study(3).build(), RANDOM);
        opened.store().runs().abandon(opened.record());
        assertThatThrownBy(() -> ledger.claim("w1", 1)).isInstanceOf(TuningException.class);
        assertThat(opened.record().status()).isEqualTo("ABANDONED");
        assertThat(opened.record().isUnfinished()).isFalse();
    }

    @Test
    void aRunThatSomebodyElseHasStartedAgainHandsNothingOutAndCannotBeEndedByItsFormerOwner() {
        TrialLedger former = open(study(3).build(), RANDOM);
        RunRecord asFormerlyOpened = opened.record();
        opened.open();
        assertThatThrownBy(() -> former.claim("w1", 1))
                .isInstanceOf(TuningException.class)
                .hasMessageContaining("started this run again");
        assertThatThrownBy(() -> opened.store().runs().finish(asFormerlyOpened, "FAILED", "late"))
                .isInstanceOf(TuningException.class);
        assertThat(opened.record().status()).isEqualTo("RUNNING");
        assertThat(count("trial")).isZero();
    }

    @Test
    void anAbandonedRunHasNothingInHandAnyMore() {
        TrialLedger ledger = open(study(3).build(), RANDOM);
        ledger.claim("w1", 2);
        opened.store().runs().abandon(opened.record());
        assertThat(sql().queryForList(
                                "select status from trial where run_id = ? order by trial_id",
                                String.class,
                                opened.id()))
                .containsExactly("INTERRUPTED", "INTERRUPTED");
        assertThat(column("interrupted_trials", Integer.class)).isEqualTo(2);
        assertThat(count("trial_attempt")).isEqualTo(2);
    }

    @Test
    void aCompletedRunCannotBeAbandoned() {
        TrialLedger ledger = open(study(1).build(), RANDOM);
        RunRecord asSeenBefore = opened.record();
        ledger.complete(
                "w1", List.of(Results.completed(block(ledger.claim("w1", 1)).get(0), 1)));
        opened.close();
        opened.store().runs().abandon(asSeenBefore);
        assertThat(opened.record().status()).isEqualTo("COMPLETED");
    }

    @Test
    void raisedLimitsReachTheLedger() {
        TrialLedger ledger = open(study(1).maxFailures(0).build(), RANDOM);
        ledger.complete(
                "w1", List.of(Results.failed(block(ledger.claim("w1", 1)).get(0))));
        Study more = study(5).maxFailures(3).build();
        var configuration = new JdbcRuns.Configuration("study: y", "y.yml", "1".repeat(64));
        opened.store().runs().raiseLimits(opened.record(), more, 5, configuration, 1);

        assertThat(ids(block(ledger.claim("w1", 10)))).containsExactly(1, 2, 3, 4);
        assertThat(opened.record().configuration()).isEqualTo("study: y");
        assertThat(opened.record().plannedTrials()).isEqualTo(5);
    }

    @Test
    void runsAreFoundTheLatestFirst() {
        open(study(1).build(), RANDOM);
        JdbcRuns runs = opened.store().runs();
        String study = opened.record().study();
        Study same = studyOf(opened);
        opened.transaction()
                .executeWithoutResult(status -> runs.create(
                        same,
                        "later",
                        new dev.nocturne.engine.RunSettings(42, 1, 1, 1),
                        new JdbcRuns.Configuration("c", "f", "2".repeat(64)),
                        new JdbcRuns.Beginning("0".repeat(64), "", null, null),
                        2));
        assertThat(runs.all(study)).extracting(RunRecord::runKey).containsExactly("later", StoredRun.KEY);
        assertThat(runs.find(study, "never")).isEmpty();
        assertThat(runs.find("no such study", "later")).isEmpty();
    }

    @Test
    void manyFirstRunsOfOneStudyMayBeginAtOnce() throws Exception {
        Study study = unique(study(1).build());
        int runs = 6;
        var together = new CountDownLatch(runs);
        ExecutorService threads = Executors.newFixedThreadPool(runs);
        var created = new ArrayList<Future<RunRecord>>();
        for (int i = 0; i < runs; i++) {
            String key = "run-" + i;
            created.add(threads.submit(() -> {
                StoredRun run = run(study, RANDOM);
                together.countDown();
                together.await();
                return run.transaction()
                        .execute(status -> run.store()
                                .runs()
                                .create(
                                        study,
                                        key,
                                        new dev.nocturne.engine.RunSettings(42, 1, 1, 1),
                                        new JdbcRuns.Configuration("c", "f", "3".repeat(64)),
                                        new JdbcRuns.Beginning("0".repeat(64), "", null, null),
                                        3));
            }));
        }
        for (Future<RunRecord> run : created) {
            assertThat(run.get(60, TimeUnit.SECONDS).study()).isEqualTo(study.name());
        }
        threads.shutdown();
        assertThat(sql().queryForObject("select count(*) from study where name = ?", Integer.class, study.name()))
                .isEqualTo(1);
    }

    // ------------------------------------------------------------------------------- counters, events, measurements

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void theBestTrialIsKeptWithTheRunWhateverTheOrder(boolean maximize) {
        Study.Builder builder = study(6);
        TrialLedger ledger = open((maximize ? builder.maximize() : builder).build(), RANDOM);
        double sign = maximize ? -1 : 1;
        List<Attempt> block = block(ledger.claim("w1", 6));
        assertBest(ledger, block.get(4), sign * 3, 4);
        assertBest(ledger, block.get(1), sign * 5, 4);
        assertBest(ledger, block.get(2), sign * 3, 2);
        assertBest(ledger, block.get(3), sign * 3, 2);
        assertBest(ledger, block.get(5), sign * -1, 5);
        assertBest(ledger, block.get(0), sign * -1, 0);
    }

    private void assertBest(TrialLedger ledger, Attempt attempt, double objective, int best) {
        ledger.complete("w1", List.of(Results.completed(attempt, objective)));
        assertThat(column("best_trial_id", Integer.class)).isEqualTo(best);
    }

    @Test
    void countersFollowTheTrials() {
        TrialLedger ledger = open(study(5).build(), RANDOM);
        List<Attempt> block = block(ledger.claim("w1", 4));
        ledger.complete(
                "w1",
                List.of(
                        Results.failed(block.get(0)),
                        Results.failed(block.get(1)),
                        Results.interrupted(block.get(2)),
                        Results.completed(block.get(3), 1)));
        assertThat(column("failed_trials", Integer.class)).isEqualTo(2);
        assertThat(column("interrupted_trials", Integer.class)).isEqualTo(1);
        assertThat(column("next_trial_id", Integer.class)).isEqualTo(4);
        block(ledger.claim("w2", 5));
        assertThat(column("interrupted_trials", Integer.class)).isZero();
        assertThat(column("next_trial_id", Integer.class)).isEqualTo(5);
    }

    @Test
    void eventsTellTheWholeStory() {
        TrialLedger ledger = open(study(2).build(), RANDOM);
        Attempt first = block(ledger.claim("w1", 1)).get(0);
        Attempt second = ledger.retry("w1", Results.failed(first));
        ledger.complete("w1", List.of(Results.interrupted(second)));
        Attempt third = block(ledger.claim("w1", 1)).get(0);
        ledger.complete("w1", List.of(Results.completed(third, 0.5)));
        Attempt last = block(ledger.claim("w1", 1)).get(0);
        ledger.complete("w1", List.of(Results.failed(last)));
        opened.close();

        assertThat(eventTypes())
                .containsExactly(
                        "TUNING_STARTED",
                        "TRIAL_STARTED",
                        "TRIAL_FAILED",
                        "TRIAL_STARTED",
                        "TRIAL_INTERRUPTED",
                        "TRIAL_STARTED",
                        "TRIAL_COMPLETED",
                        "TRIAL_STARTED",
                        "TRIAL_FAILED",
                        "TUNING_FINISHED");
        assertThat(heard.size()).as("the steps publish those of the run").isEqualTo(8);
    }

    @Test
    void measurementsAreKeptOfTheAttemptThatEndedTheTrial() {
        TrialLedger ledger = open(study(2).build(), RANDOM);
        List<Attempt> block = block(ledger.claim("w1", 2));
        var early = new Measurement(1, 9.0, Instant.parse("2026-03-01T03:00:00.123456Z"));
        ledger.complete(
                "w1",
                List.of(
                        Results.of(block.get(0), new TrialState.Interrupted(), early),
                        Results.of(block.get(1), new TrialState.Failed(FailureKind.NO_RESULT, "none"), early)));
        Attempt again = block(ledger.claim("w1", 1)).get(0);
        ledger.complete(
                "w1",
                List.of(Results.of(
                        again,
                        new TrialState.Completed(1),
                        new Measurement(0, 0.5, Instant.EPOCH),
                        new Measurement(Long.MAX_VALUE, -1e300, Instant.EPOCH))));

        assertThat(sql().queryForList(
                                "select trial_id, step, measured_value from trial_measurement where run_id = ?"
                                        + " order by trial_id, step",
                                opened.id()))
                .extracting(row -> List.of(row.get("trial_id"), row.get("step"), row.get("measured_value")))
                .containsExactly(List.of(0, 0L, 0.5), List.of(0, Long.MAX_VALUE, -1e300), List.of(1, 1L, 9.0));
    }

    // ---------------------------------------------------------------------------------------------- hostile data

    static List<String> hostileTexts() {
        return List.of(
                "it's; drop table trial; --",
                "\"quoted\" \\ back\\slash",
                "two\nlines\tand a tab\r",
                "<script>alert(1)</script>",
                "emoji 🦉 and ünïcödé ١٢٣",
                "../../etc/passwd",
                "%s {0} ${x} ? :name $1",
                "x".repeat(10_000));
    }

    @ParameterizedTest
    @MethodSource("hostileTexts")
    void hostileTextsAreData(String text) {
        String name = text.substring(0, Math.min(150, text.length()));
        Study study = Study.named(name + STUDIES.incrementAndGet())
                .strategy("grid_search")
                .parameter(new CategoricalParameter(name, List.of(text, "harmless")))
                .seed(1)
                .build();
        Strategy grid = new StrategyFactory().create(study, new StrategySettings(1, 1, 2));
        opened = run(study, grid);
        opened.open();
        TrialLedger ledger = opened.ledger(events, signal, "w1");
        List<Attempt> block = block(ledger.claim("w1", 2));
        String message = text.substring(0, Math.min(4000, text.length()));
        ledger.complete(
                "w1",
                List.of(
                        Results.completed(block.get(0), 1),
                        Results.of(block.get(1), new TrialState.Failed(FailureKind.EXCEPTION, message))));

        assertThat(trials().get(0).parameters().text(name)).isEqualTo(text);
        assertThat(trials().get(1).state()).isEqualTo(new TrialState.Failed(FailureKind.EXCEPTION, message));
        assertThat(sql().queryForObject(
                                "select text_value from v_trial_parameter where run_id = ? and trial_id = 0 and name = ?",
                                String.class,
                                opened.id(),
                                name))
                .isEqualTo(text);
        assertThat(sql().queryForObject(
                                "select failure_message from v_failure where study = ?", String.class, study.name()))
                .isEqualTo(message);
        assertThat(opened.close().best()).isPresent();
    }

    @Test
    void whatARunKnowsIsKeptWithIt() {
        open(study(3).build(), RANDOM, known());

        assertThat(opened.store().knownTrials().of(opened.id(), study(3).build()))
                .isEqualTo(known().withoutSources());
        assertThat(sql().queryForList(
                                "select position, source, source_id, status, objective, objectives, parameters,"
                                        + " failure_kind, failure_message from v_known_trial where run_id = ?"
                                        + " order by position",
                                opened.id())
                        .subList(1, 3))
                .extracting(row ->
                        List.copyOf(row.values().stream().map(String::valueOf).toList()))
                .containsExactly(
                        List.of(
                                "1",
                                "run before",
                                "7",
                                "COMPLETED",
                                "-4.9E-324",
                                "[-4.9E-324]",
                                "{\"x\":0.3333333333333333}",
                                "null",
                                "null"),
                        List.of(
                                "2",
                                "run before",
                                "7",
                                "FAILED",
                                "null",
                                "null",
                                "{\"x\":0.3333333333333333}",
                                "TIMEOUT",
                                "'too'; slow\n"));
        assertThat(sql().queryForObject(
                                "select payload from tuning_event where run_id = ? and type = 'WARM_STARTED'",
                                String.class,
                                opened.id()))
                .isEqualTo("{\"known_trials\":4,\"left_out\":{\"x is \\\"missing\\\"\":3}}");
    }

    @Test
    void severalObjectivesAreKept() {
        Study study = study(1).goal("loss", Direction.MINIMIZE)
                .goal("accuracy", Direction.MAXIMIZE)
                .build();
        var known = new KnownTrial(
                "file f.csv",
                new Trial(
                        2, new Point(Map.of("x", new Value.Real(1))), new TrialState.Completed(List.of(0.1, 1e-300))));
        open(study, RANDOM, new KnownTrials(List.of(known), Map.of()));
        assertThat(opened.store().knownTrials().of(opened.id(), study)).containsExactly(known.trial());
    }

    // ----------------------------------------------------------------------------------------------------- views

    @Test
    void theViewsTellWhatIsThere() {
        TrialLedger ledger = open(study(5).build(), RANDOM);
        List<Attempt> block = block(ledger.claim("w1", 4));
        ledger.complete(
                "w1",
                List.of(
                        Results.completed(block.get(0), 3),
                        Results.completed(block.get(1), 5),
                        Results.completed(block.get(2), 2),
                        Results.failed(block.get(3))));
        block(ledger.claim("w1", 1));

        Map<String, Object> run = view("v_run").get(0);
        assertThat(run)
                .containsEntry("status", "RUNNING")
                .containsEntry("run_key", StoredRun.KEY)
                .containsEntry("planned_trials", 5)
                .containsEntry("best_trial_id", 2)
                .containsEntry("best_objective", 2.0)
                .containsEntry("restarts", 0);
        assertThat(((Number) run.get("completed_trials")).intValue()).isEqualTo(3);
        assertThat(((Number) run.get("failed_trials")).intValue()).isEqualTo(1);
        assertThat(((Number) run.get("running_trials")).intValue()).isEqualTo(1);
        assertThat(((Number) run.get("evaluation_time_us")).longValue()).isEqualTo(4 * 1_500_000L);

        assertThat(view("v_trial order by trial_id"))
                .extracting(row -> row.get("status"))
                .containsExactly("COMPLETED", "COMPLETED", "COMPLETED", "FAILED", "RUNNING");
        assertThat(view("v_trial_parameter order by trial_id"))
                .extracting(row -> row.get("numeric_value"))
                .isEqualTo(trials().stream()
                        .map(trial -> trial.parameters().number("x"))
                        .toList());
        assertThat(view("v_best_trial")).extracting(row -> row.get("trial_id")).containsExactly(2);
        assertThat(view("v_incumbent order by trial_id"))
                .extracting(row -> List.of(row.get("trial_id"), row.get("incumbent_objective"), row.get("improved")))
                .containsExactly(List.of(0, 3.0, true), List.of(1, 3.0, false), List.of(2, 2.0, true));
        assertThat(view("v_failure"))
                .extracting(row -> List.of(row.get("trial_id"), row.get("failure_kind"), row.get("trial_status")))
                .containsExactly(List.of(3, "EXIT_CODE", "FAILED"));
    }

    private List<Map<String, Object>> view(String viewAndOrder) {
        String[] parts = viewAndOrder.split(" ", 2);
        return sql().queryForList(
                        "select * from " + parts[0] + " where run_id = ? " + (parts.length > 1 ? parts[1] : ""),
                        opened.id());
    }

    @Test
    void summariesReadWhatIsRecorded() {
        TrialLedger ledger = open(study(3).build(), RANDOM);
        List<Attempt> block = block(ledger.claim("w1", 3));
        ledger.complete(
                "w1", block.stream().map(a -> Results.completed(a, a.trialId())).toList());
        opened.close();
        var summaries = opened.store().summaries(new ReadOnlyQueries(database().address()::connectAsReader));
        String study = opened.record().study();

        var run = summaries.run(study, StoredRun.KEY).orElseThrow();
        assertThat(summaries.runs(Optional.of(study))).containsExactly(run);
        assertThat(summaries.runs(Optional.empty())).contains(run);
        assertThat(summaries.studies()).contains(study);
        assertThat(run.endedTrials()).isEqualTo(3);
        assertThat(summaries.best(run).orElseThrow().trialId()).isZero();
        var rows = new Rows();
        summaries.trials(run, List.of("x"), rows);
        assertThat(rows.names()).startsWith("trial_id", "status").endsWith("x");
        assertThat(rows.rows()).hasSize(3);
    }

    @Test
    void queriesOfPeopleCanOnlyRead() {
        TrialLedger ledger = open(study(1).build(), RANDOM);
        block(ledger.claim("w1", 1));
        var summaries = opened.store().summaries(new ReadOnlyQueries(database().address()::connectAsReader));
        var rows = new Rows();
        summaries.query(
                "select count(*) as n from v_trial where study = '"
                        + opened.record().study() + "'",
                rows);
        assertThat(rows.names()).containsExactly("n");
        assertThat(rows.rows()).containsExactly(List.of(1L));

        for (String writes : QueriesThatWrite.ALL) {
            assertThatThrownBy(() -> summaries.query(writes, new Rows()))
                    .as(writes)
                    .isInstanceOf(TuningException.class);
            assertThat(count("trial")).as(writes).isEqualTo(1);
            assertThat(opened.record().status()).as(writes).isEqualTo("RUNNING");
        }
    }

    // --------------------------------------------------------------------------------------------------- crashes

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aCrashAtAnyStatementOrCommitLosesNothing(boolean afterwards) {
        var expected = new CrashingRun(database().pool(), Integer.MAX_VALUE, afterwards);
        expected.finish();
        int crashes = 0;
        for (int n = 1; ; n++) {
            var run = new CrashingRun(database().pool(), n, afterwards);
            if (!run.crash()) {
                break;
            }
            crashes++;
            run.finish();
            assertThat(run.table()).as("after a crash at operation " + n).isEqualTo(expected.table());
            run.assertBooksBalance();
        }
        assertThat(crashes).isGreaterThan(40);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aCrashAtAnyStatementOrCommitLosesNothingOfWhatComesAfterTheSearch(boolean afterwards) {
        var expected = new CrashingNight(database().pool(), Integer.MAX_VALUE, afterwards);
        expected.finish();
        assertThat(expected.books()).hasSizeGreaterThan(6 + 2 + 1);
        int crashes = 0;
        for (int n = 1; ; n++) {
            var night = new CrashingNight(database().pool(), n, afterwards);
            if (!night.crash()) {
                break;
            }
            crashes++;
            night.finish();
            assertThat(night.books()).as("after a crash at operation " + n).isEqualTo(expected.books());
        }
        assertThat(crashes).isGreaterThan(40);
    }

    /** Each process dies at some statement or commit, and the next knows nothing but what is in the tables. */
    @ParameterizedTest
    @MethodSource("dev.nocturne.VariedStudy#all")
    void whateverTheStrategyCrashesChangeNoTable(VariedStudy study, @TempDir Path folder) {
        var chance = new Random(study.strategy().hashCode());
        var run = new VariedRun(database().pool(), study, folder);
        int crashes = 0;
        for (int process = 0; process < 10; process++) {
            crashes += run.crash(20 + chance.nextInt(50), chance.nextBoolean(), 1 + chance.nextInt(4)) ? 1 : 0;
        }
        assertThat(run.finish()).isEqualTo(study.quiet(folder));
        assertThat(crashes).isPositive();
    }
}
