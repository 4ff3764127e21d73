package dev.nocturne.batch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nocturne.config.StudyReader;
import dev.nocturne.objective.ObjectiveFactory;
import dev.nocturne.strategy.StrategyFactory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** How runs end when their time is over or they have enough, with a clock that the tests set. */
@Timeout(120)
class NightIT {
    private static final AtomicInteger STUDIES = new AtomicInteger();
    private static final StudyReader READER = new StudyReader(new StrategyFactory(), new ObjectiveFactory());
    private static final MovableClock CLOCK = MovableClock.INSTANCE;

    @TempDir
    private static Path folder;

    private static NocturneContext context;
    private static JdbcTemplate sql;

    private final String study = "night-" + STUDIES.incrementAndGet();
    private Runnable whenTrialsBegin = () -> {};
    private Optional<Thread> setsClock = Optional.empty();
    private volatile boolean runIsOver;
    private RunStart started;

    @BeforeAll
    static void open() throws InterruptedException {
        String url = "jdbc:h2:file:" + folder.resolve("nocturne") + ";AUTO_SERVER=TRUE;LOCK_TIMEOUT=60000";
        context = NocturneContext.forRun(
                4,
                List.of(
                        "--spring.datasource.url=" + url,
                        "--nocturne.checkpoints.directory=" + folder.resolve("checkpoints"),
                        "--spring.main.sources=" + MovableClock.Wiring.class.getName()),
                new Quiet());
        sql = new JdbcTemplate(new DriverManagerDataSource(url, "sa", ""));
    }

    @AfterAll
    static void close() {
        context.close();
    }

    private static class Quiet implements RunListener {
        @Override
        public void started(RunStart start, Supplier<RunProgress> progress) {}

        @Override
        public void waitingForDatabase(String reason, Duration delay) {
            throw new AssertionError(reason);
        }
    }

    /** Evaluates, and moves the clock when the trials begin. */
    private RunOutcome run(String... lines) {
        return run(Optional.empty(), lines);
    }

    private RunOutcome run(Optional<String> runKey, String... lines) {
        String text = "study: " + study + "\nstrategy: random_search\nseed: 42\n"
                + "search-space: {x: {type: continuous, min: 0, max: 1}}\n" + String.join("\n", lines) + "\n";
        Path file = folder.resolve(study + ".yml");
        try {
            Files.writeString(file, text);
        } catch (IOException failure) {
            throw new IllegalStateException(failure);
        }
        var plan = READER.read(file);
        var request = new RunRequest(
                plan, file, runKey, false, false, plan.study().execution().workers());
        runIsOver = false;
        try {
            return context.runner().run(request, new Quiet() {
                @Override
                public void started(RunStart start, Supplier<RunProgress> progress) {
                    started = start;
                    whenTrialsBegin.run();
                }

                @Override
                public void timeIsOver(String why, String until) {
                    touch("over");
                }
            });
        } finally {
            runIsOver = true;
            setsClock.ifPresent(NightIT::join);
            setsClock = Optional.empty();
        }
    }

    private static void join(Thread thread) {
        try {
            thread.join();
        } catch (InterruptedException timeout) {
            Thread.currentThread().interrupt();
        }
    }

    /** Makes a file of this study. */
    private void touch(String name) {
        try {
            Files.writeString(folder.resolve(study + "." + name), "");
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** An objective whose trials, but for the first few, wait until the run's time is over, and are slow until a file says so. */
    private String waiting() {
        String file = folder.resolve(study).toString();
        return "objective: {type: command, command: [sh, -c, '[ $NOCTURNE_TRIAL_ID -lt 6 ]"
                + " || while [ ! -e " + file + ".over ]; do sleep 0.02; done;"
                + " [ $NOCTURNE_TRIAL_ID -lt 6 ] || [ -e " + file + ".again ] || sleep 1; echo 1']}";
    }

    /** Sets the clock when some more trials than now have ended. */
    private void setOnceTrialsRan(String time) {
        int before = statuses().size();
        setOnce(() -> statuses().size() > before + 3, time);
    }

    private void setOnce(BooleanSupplier condition, String time) {
        var thread = new Thread(() -> {
            JobWaiting.until(() -> runIsOver || condition.getAsBoolean());
            // Whoever comes too late would set the clock of another test.
            if (!runIsOver) {
                CLOCK.set(time);
            }
        });
        setsClock = Optional.of(thread);
        thread.start();
    }

    private int running() {
        return Collections.frequency(statuses(), "RUNNING");
    }

    private boolean hasEnded(int trial) {
        List<String> all = statuses();
        return all.size() > trial && all.get(trial).equals("COMPLETED");
    }

    private Map<String, Object> recorded() {
        return sql.queryForMap("select * from v_run where study = ? order by run_id desc fetch first row only", study);
    }

    private List<String> statuses() {
        return sql.queryForList(
                "select status from v_trial where study = ? order by run_id, trial_id", String.class, study);
    }

    private static final String SLOW = "objective: {type: function, name: norm, delay: 50ms}";
    private static final String FAST = "objective: {type: function, name: norm}";
    private static final String HANGING_ONCE =
            "objective: {type: command, command: [sh, -c, '[ $NOCTURNE_ATTEMPT -gt 1 ] || sleep 1000; echo 1']}";
    private static final String HANGING_IN_TRIAL_2 =
            "objective: {type: command, command: [sh, -c, '[ $NOCTURNE_TRIAL_ID -ne 2 ] || sleep 1000; echo 1']}";
    private static final String HANGING = "objective: {type: command, command: [sleep, '1000']}";

    @Test
    void theWindowStopsTheRunAndCarryOverGoesOnTheNextNightTowardsTheSameTotal() {
        String[] lines = {
            "max-trials: 60", "workers: 2", waiting(), "until: '06:00'", "time-zone: Europe/Berlin", "carry-over: true"
        };
        CLOCK.set("2026-11-23T02:00:00Z");
        whenTrialsBegin = () -> setOnceTrialsRan("2026-11-23T05:00:01Z");

        RunOutcome first = run(lines);

        assertThat(first)
                .isInstanceOfSatisfying(
                        RunOutcome.WindowOver.class,
                        over -> assertThat(over.carryOver()).isTrue());
        assertThat(recorded())
                .containsEntry("status", "STOPPED")
                .containsEntry("end_reason", "its window, 06:00 Europe/Berlin, is over");
        int ended = statuses().size();
        assertThat(ended).isBetween(4, 59);
        assertThat(statuses()).containsOnly("COMPLETED");

        CLOCK.set("2026-11-23T21:00:00Z");
        touch("again");
        whenTrialsBegin = () -> {};
        assertThat(run(lines)).isInstanceOf(RunOutcome.Completed.class);
        assertThat(started.endedTrials()).isEqualTo(ended);
        assertThat(statuses()).hasSize(60).containsOnly("COMPLETED");
        assertThat(recorded()).containsEntry("restarts", 1).containsEntry("run_key", "2026-11-23");
    }

    @Test
    void withoutCarryOverTheNextNightHasARunOfItsOwnAndTheOldOneCanBeNamed() {
        String[] lines = {"max-trials: 20", waiting(), "until: '06:00'", "time-zone: Z"};
        CLOCK.set("2026-11-23T00:30:00Z");
        whenTrialsBegin = () -> CLOCK.set("2026-11-23T06:00:00Z");
        assertThat(run(lines)).isInstanceOf(RunOutcome.WindowOver.class);
        assertThat(recorded()).containsEntry("run_key", "2026-11-23").containsEntry("status", "STOPPED");
        whenTrialsBegin = () -> {};
        touch("again");

        CLOCK.set("2026-11-23T22:00:00Z");
        assertThat(run(lines)).isInstanceOf(RunOutcome.Completed.class);
        assertThat(recorded()).containsEntry("run_key", "2026-11-23-2").containsEntry("completed_trials", 20L);
        assertThat(run(lines)).isInstanceOf(RunOutcome.AlreadyComplete.class);

        assertThat(run(Optional.of("2026-11-23"), lines)).isInstanceOf(RunOutcome.Completed.class);
        assertThat(statuses()).hasSize(40).containsOnly("COMPLETED");
    }

    @Test
    void beforeItsWindowOpensNothingIsDone() {
        CLOCK.set("2026-11-23T12:00:00Z");
        RunOutcome outcome = run("max-trials: 3", FAST, "from: '22:00'", "until: '06:00'", "time-zone: Z");
        assertThat(outcome).isEqualTo(new RunOutcome.OutsideWindow(study, "2026-11-23 22:00 Z"));
        assertThat(statuses()).isEmpty();
    }

    @Test
    void trialsInFlightAreCutOffAfterTheGraceAndAttemptedAgain() {
        String[] lines = {
            "max-trials: 2",
            "workers: 2",
            HANGING_ONCE,
            "until: '06:00'",
            "time-zone: Z",
            "grace: 1s",
            "carry-over: true"
        };
        CLOCK.set("2026-11-23T05:00:00Z");
        whenTrialsBegin = () -> setOnce(() -> running() == 2, "2026-11-23T06:00:00Z");
        assertThat(run(lines)).isInstanceOf(RunOutcome.WindowOver.class);
        assertThat(statuses()).containsExactly("INTERRUPTED", "INTERRUPTED");

        whenTrialsBegin = () -> {};
        assertThat(run(lines)).isInstanceOf(RunOutcome.Completed.class);
        assertThat(statuses()).containsExactly("COMPLETED", "COMPLETED");
        assertThat(started.recovery()).isEmpty();
    }

    @Test
    void aWindowThatEndsWhileTheLastTrialsAreInFlightDoesNotStopTheRun() {
        CLOCK.set("2026-11-23T05:00:00Z");
        whenTrialsBegin = () -> setOnce(() -> running() == 2, "2026-11-23T06:00:00Z");
        RunOutcome outcome = run(
                "max-trials: 2",
                "workers: 2",
                "objective: {type: function, name: norm, delay: 1500ms}",
                "until: '06:00'",
                "time-zone: Z",
                "grace: 1h");
        assertThat(outcome).isInstanceOf(RunOutcome.Completed.class);
        assertThat(recorded()).containsEntry("status", "COMPLETED").containsEntry("end_condition", "MAX_TRIALS");
    }

    @Test
    void maxDurationEndsTheRunAndWhatHangsHasFailed() {
        String[] lines = {"max-trials: 50", "workers: 2", "max-duration: 1h", "grace: 1s", HANGING};
        CLOCK.set("2026-11-23T05:00:00Z");
        whenTrialsBegin = () -> setOnce(() -> running() == 2, "2026-11-23T06:00:00Z");

        assertThat(run(lines)).isInstanceOf(RunOutcome.Completed.class);
        assertThat(recorded())
                .containsEntry("status", "COMPLETED")
                .containsEntry("end_condition", "MAX_DURATION")
                .containsEntry("end_reason", "the run has worked for its max-duration of 1 h");
        assertThat(sql.queryForList(
                        "select status || ' ' || failure_kind from v_trial where study = ?", String.class, study))
                .containsExactly("FAILED INTERRUPTED", "FAILED INTERRUPTED");
        assertThat(sql.queryForList(
                        "select trial_id || ' ' || failure_kind from v_failure where study = ? order by trial_id",
                        String.class,
                        study))
                .containsExactly("0 INTERRUPTED", "1 INTERRUPTED");
        assertThat(sql.queryForMap(
                        "select z.* from tuning_summary z join v_run r on r.run_id = z.run_id where r.study = ?",
                        study))
                .containsEntry("trials_ran", 2)
                .containsEntry("trials_failed", 2)
                .containsEntry("end_condition", "MAX_DURATION");
        assertThat(run(lines)).isInstanceOf(RunOutcome.AlreadyComplete.class);
    }

    /** Otherwise the trial that is cut off would be attempted again, and cut off, for ever. */
    @Test
    void maxDurationEndsAlsoARunThatHadEnoughBefore() {
        CLOCK.set("2026-11-23T05:00:00Z");
        whenTrialsBegin = () -> setOnce(() -> hasEnded(3), "2026-11-23T06:00:00Z");
        RunOutcome outcome = run(
                "max-trials: 50",
                "workers: 2",
                "lag: 4",
                "max-duration: 1h",
                "grace: 1s",
                "stop-at: 2",
                HANGING_IN_TRIAL_2);

        assertThat(outcome).isInstanceOf(RunOutcome.Completed.class);
        assertThat(recorded()).containsEntry("end_condition", "MAX_DURATION");
        assertThat(sql.queryForList(
                        "select count(*) from v_attempt where study = ? and trial_id = 2", Integer.class, study))
                .containsExactly(1);
        assertThat(statuses().get(2)).isEqualTo("FAILED");
    }

    @Test
    void aRunThatEndedAllItsTrialsInTheGraceHadNotEnoughBefore() {
        CLOCK.set("2026-11-23T05:00:00Z");
        whenTrialsBegin = () -> setOnce(() -> running() == 2, "2026-11-23T06:00:00Z");
        RunOutcome outcome = run(
                "max-trials: 2",
                "workers: 2",
                "objective: {type: function, name: norm, delay: 1500ms}",
                "max-duration: 1h");
        assertThat(outcome).isInstanceOf(RunOutcome.Completed.class);
        assertThat(recorded())
                .containsEntry("end_condition", "MAX_TRIALS")
                .containsEntry("end_reason", "all 2 trials ended");
    }

    /** The end of the run's time is decided anew by each start, as limits may change in between. */
    @Test
    void aLongerMaxDurationIsHeeded() {
        CLOCK.set("2026-11-23T05:00:00Z");
        String window = "until: '05:30'";
        whenTrialsBegin = () -> setOnce(() -> hasEnded(3), "2026-11-23T05:30:00Z");
        assertThat(run("max-trials: 100000", SLOW, window, "time-zone: Z", "carry-over: true"))
                .isInstanceOf(RunOutcome.WindowOver.class);
        int ended = statuses().size();

        whenTrialsBegin = () -> {};
        assertThat(run("max-trials: 100000", SLOW, window, "time-zone: Z", "carry-over: true", "max-duration: 10m"))
                .as("it has worked for half an hour")
                .isInstanceOf(RunOutcome.Completed.class);
        assertThat(statuses()).hasSize(ended);
        assertThat(recorded()).containsEntry("end_condition", "MAX_DURATION");
    }

    @Test
    void maxDurationIsCountedOverRestartsAndNotWhileNobodyWorks() {
        String[] lines = {
            "max-trials: 100000", SLOW, "max-duration: 2h", "until: '06:00'", "time-zone: Z", "carry-over: true"
        };
        CLOCK.set("2026-11-23T04:30:00Z");
        whenTrialsBegin = () -> CLOCK.set("2026-11-23T06:00:00Z");
        assertThat(run(lines)).isInstanceOf(RunOutcome.WindowOver.class);
        // The time until the run was open is not in it, nor does the clock show it any more.
        assertThat((Long) recorded().get("active_time_us")).isBetween(88 * 60_000_000L, 92 * 60_000_000L);
        int ended = statuses().size();

        CLOCK.set("2026-11-23T22:00:00Z");
        whenTrialsBegin = () -> setOnceTrialsRan("2026-11-23T22:40:00Z");
        assertThat(run(lines)).isInstanceOf(RunOutcome.Completed.class);
        assertThat(statuses().size()).as("it had time left").isGreaterThan(ended + 3);
        assertThat(recorded()).containsEntry("end_condition", "MAX_DURATION").containsEntry("restarts", 1);
    }

    @Test
    void stopAtEndsTheRunWithTheSameTrialForAnyWorkers() {
        CLOCK.set("2026-11-23T05:00:00Z");
        assertThat(run("max-trials: 500", "lag: 4", "stop-at: 0.05", FAST)).isInstanceOf(RunOutcome.Completed.class);
        assertThat(recorded()).containsEntry("end_condition", "STOP_AT").containsEntry("status", "COMPLETED");
        assertThat((String) recorded().get("end_reason"))
                .matches("trial \\d+ reached 0\\.0\\d+, and stop-at is 0\\.05");
        int alone = statuses().size();
        assertThat(run(Optional.of("many"), "max-trials: 500", "lag: 4", "workers: 4", "stop-at: 0.05", FAST))
                .isInstanceOf(RunOutcome.Completed.class);
        assertThat(statuses()).hasSize(2 * alone);
    }

    @Test
    void patienceEndsTheRun() {
        CLOCK.set("2026-11-23T05:00:00Z");
        assertThat(run("max-trials: 5000", "patience: 25", FAST)).isInstanceOf(RunOutcome.Completed.class);
        assertThat(recorded()).containsEntry("end_condition", "PATIENCE");
        assertThat(statuses()).hasSizeBetween(26, 4999);
    }

    @Test
    void aShareOfFailuresIsOfThePlannedTrials() {
        CLOCK.set("2026-11-23T05:00:00Z");
        RunOutcome outcome =
                run("max-trials: 20", "max-failures: 10%", "objective: {type: command, command: ['false']}");
        assertThat(outcome).isInstanceOf(RunOutcome.Failed.class);
        assertThat(statuses()).hasSize(3).containsOnly("FAILED");
        assertThat(recorded()).containsEntry("max_failures", 2);
    }
}
