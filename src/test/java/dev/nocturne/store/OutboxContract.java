package dev.nocturne.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nocturne.event.EventNames;
import dev.nocturne.event.TuningEvent;
import dev.nocturne.sink.ConfiguredSink;
import dev.nocturne.sink.Deliveries;
import dev.nocturne.sink.EventFilter;
import dev.nocturne.sink.EventMessage;
import dev.nocturne.sink.EventSink;
import dev.nocturne.sink.Receiver;
import dev.nocturne.sink.Relay;
import dev.nocturne.sink.RelayListener;
import dev.nocturne.sink.SinkState;
import dev.nocturne.sink.webhook.WebhookSink;
import dev.nocturne.space.Point;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** What the outbox promises: every committed event, for each sink in an order of its own, without gaps. */
@Timeout(120)
abstract class OutboxContract {
    private static final AtomicInteger STUDIES = new AtomicInteger();
    private static final Duration LEASE = Duration.ofMinutes(1);
    private static final Duration KEEP = Duration.ofDays(7);
    private static final int THREADS = 4;
    private static final int TRANSACTIONS = 60;

    private JdbcTemplate sql;
    private TransactionTemplate transaction;
    private JdbcOutbox outbox;
    private long run;

    abstract LedgerDatabase database();

    @BeforeEach
    void aRunThatPublishes() {
        sql = new JdbcTemplate(database().pool());
        var transactions = new JdbcTransactionManager(database().pool());
        transaction = new TransactionTemplate(transactions);
        sql.update("delete from event_outbox");
        sql.update("delete from event_delivery");
        sql.update("delete from event_sink");
        run = run();
        outbox = outboxOf(new WorkerHost("night-1", 4711));
        outbox.publish(run, true);
    }

    /** As another process sees it. */
    private JdbcOutbox outboxOf(WorkerHost host) {
        return new JdbcOutbox(sql, transaction.getTransactionManager(), host);
    }

    private long run() {
        String name = "outbox-" + STUDIES.incrementAndGet();
        sql.update("insert into study (name, created_at) values (?, current_timestamp)", name);
        sql.update("""
                insert into tuning_run (study_id, run_key, status, strategy, direction, seed, lag, planned_trials,
                                        configuration, configuration_file, configuration_sha256, run_token, horizon,
                                        started_at)
                select study_id, 'night', 'RUNNING', 'random_search', 'MINIMIZE', 1, 1, 10, 'x', 'x', ?, 't', 10,
                       current_timestamp
                  from study
                 where name = ?
                """, "0".repeat(64), name);
        return sql.queryForObject(
                "select r.run_id from tuning_run r join study s on s.study_id = r.study_id where s.name = ?",
                Long.class,
                name);
    }

    private static TuningEvent event(int trial) {
        return new TuningEvent.TrialStarted(
                trial,
                1,
                dev.nocturne.study.Origin.Kind.SEARCH,
                new Point(Map.of()),
                Instant.parse("2026-03-01T02:00:00Z"));
    }

    private static TuningEvent interruption(int trial) {
        return new TuningEvent.TrialInterrupted(trial, 1, Instant.parse("2026-03-01T02:00:00Z"));
    }

    private void commit(TuningEvent... events) {
        transaction.executeWithoutResult(status -> new JdbcObserver(sql, run).record(List.of(events)));
    }

    private static ConfiguredSink sink(String name, EventFilter filter, EventSink sink) {
        return new ConfiguredSink(name, "webhook", filter, sink);
    }

    private static EventSink hook(String url) {
        return new WebhookSink(URI.create(url), Duration.ofSeconds(5), Optional.empty(), Clock.systemUTC());
    }

    private static ConfiguredSink nameOnly(String name, EventFilter filter) {
        return sink(name, filter, hook("http://127.0.0.1:9/"));
    }

    private void register(String... names) {
        outbox.register(
                List.of(names).stream()
                        .map(name -> nameOnly(name, EventFilter.ALL))
                        .toList(),
                KEEP);
    }

    private List<Integer> take(String sink) {
        return trials(outbox.take(sink, "1", 1000, LEASE));
    }

    private static List<Integer> trials(List<EventMessage> messages) {
        assertThat(messages.stream().map(EventMessage::sequence))
                .isEqualTo(LongStream.range(0, messages.size())
                        .mapToObj(i -> messages.get(0).sequence() + i)
                        .toList());
        return messages.stream().map(EventMessage::trialId).toList();
    }

    private SinkState state(String sink) {
        return outbox.states().stream()
                .filter(state -> state.sink().equals(sink))
                .findFirst()
                .orElseThrow();
    }

    private Relay relay(List<ConfiguredSink> sinks) {
        outbox.register(sinks, KEEP);
        return new Relay(outbox, sinks, "1", System::nanoTime, new RelayListener() {
            @Override
            public void failed(String sink, String why) {}

            @Override
            public void databaseFailed(String sink, RuntimeException failure) {
                throw failure;
            }
        });
    }

    @Test
    void everyEventArrivesInOrderThoughTheReceiverDiesAndReturns() throws Exception {
        try (var receiver = new Receiver()) {
            receiver.dies();
            var sinks = List.of(
                    sink("all", EventFilter.ALL, hook(receiver.url("/all"))),
                    sink("some", EventFilter.of(List.of("TRIAL_INTERRUPTED")), hook(receiver.url("/some"))));
            try (Relay relay = relay(sinks)) {
                relay.start();
                var writers = Executors.newFixedThreadPool(THREADS);
                List<Future<?>> written = IntStream.range(0, THREADS)
                        .<Future<?>>mapToObj(thread -> writers.submit(() -> write(thread, relay)))
                        .toList();
                Receiver.await("a failure", () -> state("all").isFailing());
                receiver.returns();
                Receiver.await("the first events", () -> receiver.got().size() > 50);
                receiver.dies();
                receiver.returns();
                for (Future<?> writer : written) {
                    writer.get(60, TimeUnit.SECONDS);
                }
                writers.shutdown();
                relay.drain(Duration.ofSeconds(60));
                Receiver.await("all", () -> outbox.states().stream().allMatch(state -> state.pending() == 0));
            }
            check(receiver, "/all", "TRIAL_STARTED", "TRIAL_INTERRUPTED");
            check(receiver, "/some", "TRIAL_INTERRUPTED");
        }
        assertThat(sql.queryForObject("select count(*) from event_outbox", Integer.class))
                .isZero();
        assertThat(sql.queryForObject("select count(*) from event_delivery", Integer.class))
                .isZero();
    }

    private void write(int thread, Relay relay) {
        for (int i = 0; i < TRANSACTIONS; i++) {
            boolean fails = i % 7 == 3;
            int trial = thread * TRANSACTIONS + i;
            transaction.executeWithoutResult(status -> {
                new JdbcObserver(sql, run).record(List.of(event(trial), interruption(trial), event(trial)));
                if (fails) {
                    status.setRollbackOnly();
                }
            });
            relay.wake();
        }
    }

    private void check(Receiver receiver, String path, String... types) {
        var got = Deliveries.gapless(receiver.got().stream()
                .filter(posted -> posted.path().equals(path))
                .toList());
        var recorded = sql.queryForList(
                "select event_id from tuning_event where run_id = " + run + " and type in ('"
                        + String.join("', '", types) + "')",
                String.class);
        assertThat(recorded).hasSize(types.length == 1 ? 204 : 612);
        assertThat(got.values().stream().map(posted -> posted.json().path("id").asString()))
                .containsExactlyInAnyOrderElementsOf(recorded);
        // What one transaction recorded comes in its order.
        for (int thread = 0; thread < THREADS; thread++) {
            String prefix = "trial/" + thread * TRANSACTIONS;
            var ids = got.entrySet().stream()
                    .sorted(Map.Entry.comparingByKey())
                    .filter(entry ->
                            entry.getValue().json().path("subject").asString().equals(prefix))
                    .map(entry -> entry.getValue().json().path("id").asLong())
                    .toList();
            assertThat(ids).hasSize(types.length == 1 ? 1 : 3).isSorted();
        }
    }

    @Test
    void whatIsCommittedLateComesLaterAndIsNotLost() throws Exception {
        register("a");
        var other = Executors.newSingleThreadExecutor();
        transaction.executeWithoutResult(status -> {
            new JdbcObserver(sql, run).record(List.of(event(1)));
            try {
                other.submit(() -> commit(event(2))).get(30, TimeUnit.SECONDS);
                // Asked by another connection than the one that holds event 1.
                assertThat(other.submit(() -> take("a")).get(30, TimeUnit.SECONDS))
                        .containsExactly(2);
            } catch (Exception failure) {
                throw new AssertionError(failure);
            }
        });
        outbox.report("a", "1", 1, Optional.empty());
        List<EventMessage> late = outbox.take("a", "1", 10, LEASE);
        assertThat(trials(late)).containsExactly(1);
        assertThat(late.get(0).sequence()).isEqualTo(2);
        other.shutdown();
    }

    @Test
    void aFilterMakesNoGaps() {
        outbox.register(
                List.of(
                        nameOnly("all", EventFilter.ALL),
                        nameOnly("none", EventFilter.NONE),
                        nameOnly("some", EventFilter.of(List.of("TRIAL_INTERRUPTED", "TUNING_STARTED")))),
                KEEP);
        commit(event(1), interruption(1), event(2), interruption(2));
        assertThat(state("some").pending()).isEqualTo(2);
        assertThat(take("some")).containsExactly(1, 2);
        assertThat(take("all")).containsExactly(1, 1, 2, 2);
        assertThat(take("none")).isEmpty();
        assertThat(state("none").pending()).isZero();
    }

    @Test
    void oneTakesAtATimeAndALeaseEndsWithItsProcess() {
        register("a");
        commit(event(1), event(2));
        JdbcOutbox elsewhere = outboxOf(new WorkerHost("night-2", 4711));
        assertThat(take("a")).containsExactly(1, 2);
        assertThat(elsewhere.take("a", "1", 10, LEASE)).isEmpty();
        assertThat(elsewhere.lease("a", "1", LEASE)).isFalse();
        // The same process may.
        assertThat(take("a")).containsExactly(1, 2);
        // So may one on the machine where that process is no more: no process has this number.
        JdbcOutbox gone = outboxOf(new WorkerHost("night-1", Integer.MAX_VALUE));
        sql.update("update event_sink set leased_by = null");
        assertThat(gone.take("a", "1", 10, LEASE)).hasSize(2);
        assertThat(elsewhere.take("a", "1", 10, LEASE)).isEmpty();
        assertThat(take("a")).containsExactly(1, 2);
        // What it says afterwards is not heard.
        gone.report("a", "1", 2, Optional.empty());
        assertThat(state("a").pending()).isEqualTo(2);
        outbox.report("a", "1", 2, Optional.empty());
        assertThat(state("a").pending()).isZero();
    }

    @Test
    void aLeaseEndsByTime() {
        register("a");
        commit(event(1));
        assertThat(outbox.take("a", "1", 10, Duration.ofSeconds(-1))).hasSize(1);
        assertThat(outboxOf(new WorkerHost("night-2", 4711)).take("a", "1", 10, LEASE))
                .hasSize(1);
    }

    @Test
    void aFailureIsFollowedByAPauseThatGrowsAndSurvives() {
        register("a");
        commit(event(1), event(2));
        Duration before = Duration.ZERO;
        for (int failures = 1; failures <= 3; failures++) {
            assertThat(take("a")).containsExactly(1, 2);
            outbox.report("a", "1", 0, Optional.of("down"));
            SinkState state = state("a");
            assertThat(state.failures()).isEqualTo(failures);
            assertThat(state.lastError()).isEqualTo("down");
            assertThat(state.nextAttemptAt()).isNotNull();
            assertThat(sql.queryForObject(
                            "select count(*) from event_sink where next_attempt_at > last_success_at", Integer.class))
                    .isZero();
            // Pushed ahead, so that no test waits for the clock to come there.
            sql.update("update event_sink set next_attempt_at = current_timestamp + interval '1' hour");
            assertThat(take("a")).isEmpty();
            assertThat(state("a").pause()).isGreaterThan(before);
            outbox.tryNow(List.of("a"));
        }
        assertThat(take("a")).containsExactly(1, 2);
        outbox.report("a", "1", 1, Optional.of("down again"));
        assertThat(state("a").failures()).isEqualTo(1);
        outbox.tryNow(List.of("a"));
        assertThat(take("a")).containsExactly(2);
        outbox.report("a", "1", 2, Optional.empty());
        assertThat(state("a").isFailing()).isFalse();
        assertThat(state("a").lastError()).isNull();
    }

    @Test
    void aSnapshotIsOfTheLatestRunOfEachStudy() {
        register("a");
        sql.update("update tuning_run set best_objective = 0.5, active_us = 61500000 where run_id = ?", run);
        String[][] trials = {
            {"RUNNING", "SEARCH"}, {"INTERRUPTED", "SEARCH"}, {"INTERRUPTED", "CHAMPION"}, {"RUNNING", "CONFIRMATION"}
        };
        for (int i = 0; i < trials.length; i++) {
            sql.update("""
                    insert into trial (run_id, trial_id, status, origin, parameters, budget, attempts, worker, started_at,
                                       history_seen)
                    values (?, ?, ?, ?, '{}', 1, 1, 'w', current_timestamp, 0)
                    """, run, i, trials[i][0], trials[i][1]);
        }
        sql.update(
                "update tuning_run set next_trial_id = 3, next_confirmation = 1, interrupted_trials = 2 where run_id = ?",
                run);
        String study = sql.queryForObject(
                "select s.name from study s join tuning_run r on r.study_id = s.study_id where r.run_id = " + run,
                String.class);
        var snapshot = outbox.snapshot();
        assertThat(snapshot.sinks()).extracting(SinkState::sink).containsExactly("a");
        var state = snapshot.studies().stream()
                .filter(one -> one.study().equals(study))
                .findFirst()
                .orElseThrow();
        assertThat(state.status()).isEqualTo("RUNNING");
        assertThat(state.trials()).isEqualTo(Map.of("RUNNING", 2L, "INTERRUPTED", 2L));
        assertThat(state.bestObjective()).isEqualTo(0.5);
        assertThat(state.active()).isEqualTo(Duration.ofMillis(61_500));
        assertThat(state.lastSuccess()).isNull();
        assertThat(state.championObjective()).isNull();
        sql.update("""
                insert into tuning_summary (run_id, trials_ran, trials_failed, total_time_us, completed_at)
                values (?, 1, 0, 1, ?)
                """, run, Times.utc(Instant.parse("2026-03-01T02:00:00Z")));
        sql.update("""
                insert into champion (study_id, champion_number, reason, parameters, objective, run_id, trial_id, note,
                                      promoted_at)
                select study_id, 1, 'FIRST', '{}', 0.25, run_id, 0, 'n', current_timestamp
                  from tuning_run
                 where run_id = ?
                """, run);
        state = outbox.snapshot().studies().stream()
                .filter(one -> one.study().equals(study))
                .findFirst()
                .orElseThrow();
        assertThat(state.lastSuccess()).isEqualTo("2026-03-01T02:00:00Z");
        assertThat(state.championObjective()).isEqualTo(0.25);
    }

    @Test
    void eventsAreNamedAsTheTableNamesThem() {
        for (TuningEvent event : List.of(
                event(1),
                interruption(1),
                new TuningEvent.TuningStarted(1, 2, 3, Instant.EPOCH),
                new TuningEvent.RunRecovered(1, 2, List.of(), Instant.EPOCH),
                new TuningEvent.WarmStarted(1, Map.of(), Instant.EPOCH))) {
            assertThat(EventNames.of(event.getClass())).isEqualTo(EventJson.type(event));
            assertThat(EventNames.all()).contains(EventJson.type(event));
        }
        assertThat(EventNames.all())
                .contains("STOP_CONDITION_MET", "CHAMPION_PROMOTED", "TUNING_FINISHED", "TRIAL_PRUNED")
                .doesNotContain("TRIAL_EVENT");
    }

    @Test
    void aRunWithoutSinksPutsNothingThere() {
        outbox.publish(run, false);
        commit(event(1));
        assertThat(sql.queryForObject("select count(*) from event_outbox", Integer.class))
                .isZero();
        assertThat(sql.queryForObject("select count(*) from tuning_event where run_id = " + run, Integer.class))
                .isEqualTo(1);
    }

    @Test
    void whatNobodyNamesAnyMoreIsForgottenInTheEnd() {
        register("old", "kept");
        commit(event(1));
        assertThat(take("kept")).hasSize(1);
        register("kept");
        assertThat(state("old").pending()).isEqualTo(1);
        sql.update("update event_sink set configured_at = current_timestamp - interval '8' day where sink = 'old'");
        register("kept");
        assertThat(outbox.states()).extracting(SinkState::sink).containsExactly("kept");
        assertThat(sql.queryForList("select sink from event_delivery", String.class))
                .containsExactly("kept");
        assertThat(outbox.forget("kept")).isTrue();
        assertThat(outbox.forget("kept")).isFalse();
        assertThat(sql.queryForList("select sink from event_delivery", String.class))
                .isEmpty();
    }
}
