package dev.nocturne;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nocturne.cli.NocturneCli;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The jar, killed at random instants: whatever is done to it, the table of trials is the one of a quiet night. */
@Timeout(240)
class CrashIT {
    private static final int TRIALS = 150;
    private static final int KILLS = 2;

    /** Printed with every failure, so that it can be had again as far as chance allows. */
    private static final long SEED = Long.getLong("nocturne.test.seed", System.nanoTime());

    private static List<List<Object>> quietRandom;
    private static List<List<Object>> quietGrid;

    private final Random random = new Random(SEED);

    @TempDir
    private Path folder;

    @BeforeAll
    static void quietNights(@TempDir Path folder) {
        quietRandom = quietNight(folder, "random_search");
        quietGrid = quietNight(folder, "grid_search");
    }

    private static List<List<Object>> quietNight(Path folder, String strategy) {
        String file = study(strategy).on(2, 25, "0s").write(folder);
        JarProcess.run(folder, "run", file).exits(0);
        try (RecordedRun run = RecordedRun.in(folder, study(strategy).name())) {
            assertThat(run.table()).hasSize(TRIALS);
            return run.table();
        }
    }

    private static CrashStudy study(String strategy) {
        return new CrashStudy(strategy.replace('_', '-'), strategy, TRIALS, 1, 1, "0s");
    }

    private static CrashStudy slowStudy(int workers, int chunk) {
        return study("random_search").on(workers, chunk, workers * 20 + "ms");
    }

    private void pauseUpTo(int millis) throws InterruptedException {
        Thread.sleep(random.nextInt(millis));
    }

    private static void assertQuietTable(RecordedRun run, List<List<Object>> quiet) {
        assertThat(run.table()).as("seed " + SEED).isEqualTo(quiet);
        assertThat(run.unbalanced()).as("seed " + SEED).isEmpty();
        assertThat(run.count("select count(distinct trial_id) from v_trial where study = ?"))
                .isEqualTo(TRIALS);
        assertThat(run.run()).containsEntry("status", "COMPLETED");
    }

    private String url() {
        return "--spring.datasource.url=jdbc:h2:file:" + folder.resolve("data/nocturne") + ";AUTO_SERVER=TRUE";
    }

    // ----------------------------------------------------------------------------------------------------- kill -9

    /** Each two of strategy, workers and chunk size; more in ChaosIT. */
    @ParameterizedTest
    @CsvSource({"random_search, 1, 1", "random_search, 4, 50", "grid_search, 4, 1", "grid_search, 1, 50"})
    void killedAgainAndAgainItEndsAsIfNothingHadHappened(String strategy, int workers, int chunk) throws Exception {
        String file = study(strategy).on(workers, chunk, workers * 15 + "ms").write(folder);
        for (int i = 0; i < KILLS; i++) {
            JarProcess process = JarProcess.start(folder, "run", file).awaitTrials();
            pauseUpTo(900);
            process.kill();
        }
        JarProcess.run(folder, "run", file).exits(0);

        try (RecordedRun run = RecordedRun.in(folder, study(strategy).name())) {
            assertQuietTable(run, strategy.equals("grid_search") ? quietGrid : quietRandom);
            assertThat(run.count("select restarts from v_run where study = ?")).isEqualTo(KILLS);
            // A kill may fall between two trials; what was in hand at one is told by an attempt, each exactly once.
            assertThat(run.count("select count(*) from trial_attempt a join v_run r on r.run_id = a.run_id"
                            + " where r.study = ? and a.outcome = 'INTERRUPTED' and a.host <> '' and a.pid > 1"))
                    .isEqualTo(run.count("select sum(attempts) - count(*) from v_trial where study = ?"));
        }
        assertThat(NocturneCli.execute("verify", study(strategy).name(), url())).isZero();
    }

    /** What a strategy has learnt is nowhere but in the table; the profile chaos kills all of them, and more often. */
    @ParameterizedTest
    @ValueSource(strings = {"auto", "cma_es"})
    void killedWhileItLearnsItGoesOnLearningAsIfNothingHadHappened(String strategy, @TempDir Path quietFolder)
            throws Exception {
        CrashStudy learning = study(strategy).trials(60);
        JarProcess.run(quietFolder, "run", learning.on(1, 1, "0s").write(quietFolder))
                .exits(0);
        String file = learning.on(4, 2, "240ms").write(folder);
        for (int i = 0; i < KILLS; i++) {
            JarProcess process = JarProcess.start(folder, "run", file).awaitTrials();
            pauseUpTo(900);
            process.kill();
        }
        learning.on(2, 1, "0s").write(folder);
        JarProcess.run(folder, "run", file).exits(0);

        try (RecordedRun run = RecordedRun.in(folder, learning.name());
                RecordedRun quiet = RecordedRun.in(quietFolder, learning.name())) {
            assertThat(run.table()).as("seed " + SEED).hasSize(60).isEqualTo(quiet.table());
            assertThat(run.unbalanced()).as("seed " + SEED).isEmpty();
            assertThat(run.count("select restarts from v_run where study = ?")).isEqualTo(KILLS);
        }
        assertThat(NocturneCli.execute("verify", learning.name(), url())).isZero();
    }

    /** The very first start makes the tables; it may die there too. */
    @Test
    void killedWhileItMakesItsTablesItMakesThemTheNextTime() throws Exception {
        String file = study("random_search").on(2, 10, "0s").write(folder);
        for (int i = 0; i < 4; i++) {
            JarProcess process = JarProcess.start(folder, "run", file);
            JarProcess.await("the database is made", () -> !process.isAlive() || hasDatabase());
            pauseUpTo(i == 0 ? 100 : 700);
            process.kill();
            if (i % 2 == 1) {
                JarProcess.run(folder, "run", file).exits(0);
                try (RecordedRun run =
                        RecordedRun.in(folder, study("random_search").name())) {
                    assertQuietTable(run, quietRandom);
                }
                Files.delete(folder.resolve("data/nocturne.mv.db"));
            }
        }
    }

    private boolean hasDatabase() {
        try {
            Path file = folder.resolve("data/nocturne.mv.db");
            return Files.exists(file) && Files.size(file) > 20_000;
        } catch (IOException notYet) {
            return false;
        }
    }

    @Test
    void onPostgresItIsTheSame() throws Exception {
        String database = PostgresServer.shared().newDatabase();
        Map<String, String> environment = Map.of("SPRING_DATASOURCE_URL", database);
        String file = slowStudy(4, 3).write(folder);
        for (int i = 0; i < 3; i++) {
            JarProcess process =
                    JarProcess.start(folder, environment, "run", file).awaitTrials();
            pauseUpTo(800);
            process.kill();
        }
        JarProcess.run(folder, environment, "run", file).exits(0);
        try (RecordedRun run = RecordedRun.at(database, "random-search")) {
            assertQuietTable(run, quietRandom);
        }
        assertThat(JarProcess.run(folder, environment, "verify", file).exits(0).out())
                .contains("each is as recorded");
    }

    @Test
    void afterAKillTheNextStartTakesOverAtOnce() {
        String file = slowStudy(1, 1).write(folder);
        long started = System.nanoTime();
        JarProcess.start(folder, "run", file).awaitTrials().kill();
        long killed = System.nanoTime();
        JarProcess next = JarProcess.start(folder, "run", file).awaitTrials();
        long resumed = System.nanoTime();
        JarProcess.await("it says that it goes on", () -> next.out().contains("Going on from the checkpoint"));
        next.kill();
        assertThat(Duration.ofNanos(resumed - killed))
                .as("a start that waits for something is slower than the first one, which made the tables as well")
                .isLessThan(Duration.ofNanos(killed - started).plusSeconds(2));
        System.out.printf(
                "First trials %d ms after the first start, %d ms after the start that followed the kill%n",
                (killed - started) / 1_000_000, (resumed - killed) / 1_000_000);
    }

    @Test
    void killedBetweenTheTrialsAndTheSummaryItIsSummedUpTheNextTime() throws Exception {
        String file = study("random_search").on(2, 10, "5ms").write(folder);
        JarProcess process = JarProcess.start(folder, "run", file).awaitTrials();
        RecordedRun beside = RecordedRun.beside(folder, "random-search");
        beside.sql().execute("set autocommit false");
        beside.sql()
                .update("insert into tuning_summary (run_id, trials_ran, trials_failed, total_time_us, completed_at)"
                        + " select run_id, 0, 0, 0, current_timestamp from tuning_run");
        JarProcess.await(
                "the trials have ended",
                () -> beside.sql()
                                .queryForObject(
                                        "select count(*) from batch_step_execution where step_name = 'trials' and status = 'COMPLETED'",
                                        Integer.class)
                        == 1);
        process.kill();
        beside.close();

        JarProcess.run(folder, "run", file).exits(0);
        try (RecordedRun run = RecordedRun.in(folder, "random-search")) {
            assertQuietTable(run, quietRandom);
            assertThat(run.sql().queryForList("select trials_ran from tuning_summary", Integer.class))
                    .containsExactly(TRIALS);
        }
    }

    // ------------------------------------------------------------------------------------------- SIGTERM and stop

    @ParameterizedTest
    @CsvSource({"1, 1", "4, 50"})
    void terminatedItStopsAndGoesOn(int workers, int chunk) throws Exception {
        String file = slowStudy(workers, chunk).write(folder);
        JarProcess process = JarProcess.start(folder, "run", file).awaitTrials();
        pauseUpTo(500);
        process.terminate();
        assertThat(process.exits(3).err()).contains("Start the same command again to continue");
        try (RecordedRun run = RecordedRun.in(folder, "random-search")) {
            assertThat(run.run()).containsEntry("status", "STOPPED").containsEntry("end_reason", "SIGTERM");
            assertThat(run.ended()).isLessThan(TRIALS);
        }
        JarProcess.run(folder, "run", file).exits(0);
        try (RecordedRun run = RecordedRun.in(folder, "random-search")) {
            assertQuietTable(run, quietRandom);
        }
    }

    @Test
    void trialsThatDoNotEndAreCutShortAfterTheGrace() throws Exception {
        Path marker = folder.resolve("children");
        String file = slowStudy(2, 1)
                .write(folder, "{type: command, command: [sh, -c, 'sleep 1000 & echo $! >> " + marker + "; wait']}");
        JarProcess process = JarProcess.start(folder, Map.of("NOCTURNE_STOP_GRACE", "1s"), "run", file);
        JarProcess.await("two children", () -> lines(marker).size() == 2);
        process.terminate();
        process.exits(3);
        for (String child : lines(marker)) {
            assertThat(JarProcess.lives(Long.parseLong(child)))
                    .as("child " + child)
                    .isFalse();
        }
        try (RecordedRun run = RecordedRun.in(folder, "random-search")) {
            assertThat(run.count("select count(*) from v_trial where study = ? and status = 'INTERRUPTED'"))
                    .isEqualTo(2);
        }
    }

    @Test
    void childrenOfAKilledRunDieWhenItGoesOn() throws Exception {
        Path marker = folder.resolve("children");
        String file = slowStudy(1, 1)
                .write(folder, "{type: command, command: [sh, -c, 'sleep 1000 & echo $! >> " + marker + "; wait']}");
        JarProcess process = JarProcess.start(folder, "run", file);
        JarProcess.await("a child", () -> lines(marker).size() == 1);
        process.kill();
        try (JarProcess next = JarProcess.start(folder, "run", file)) {
            JarProcess.await("another child", () -> lines(marker).size() == 2);
            long orphan = Long.parseLong(lines(marker).get(0));
            assertThat(JarProcess.lives(orphan)).isFalse();
            assertThat(next.isAlive()).isTrue();
        }
    }

    private static List<String> lines(Path file) {
        try {
            return Files.exists(file) ? Files.readAllLines(file) : List.of();
        } catch (IOException failure) {
            throw new IllegalStateException(failure);
        }
    }

    // --------------------------------------------------------------------------------------------- other processes

    @Test
    void otherCommandsWorkBesideARunAndDoNotDisturbIt() {
        String file = study("random_search").on(1, 1, "200ms").write(folder);
        JarProcess process = JarProcess.start(folder, "run", file).awaitTrials();
        try (RecordedRun beside = RecordedRun.beside(folder, "random-search")) {
            JarProcess.await("a trial has ended", () -> beside.ended() > 0);
        }
        assertThat(JarProcess.run(folder, "run", file).exits(4).err())
                .contains("is being executed by process " + process.pid());
        assertThat(JarProcess.run(folder, "status", "--format", "csv").exits(0).out())
                .contains("random-search", ",RUNNING,yes,150,");
        assertThat(JarProcess.run(folder, "best", file).exits(0).out()).contains("Best objective");
        assertThat(JarProcess.run(folder, "trials", "random-search", "--format", "json")
                        .exits(0)
                        .out())
                .startsWith("[")
                .contains("\"COMPLETED\"");
        assertThat(process.isAlive())
                .as("the study is too short for this machine")
                .isTrue();
        assertThat(JarProcess.run(folder, "stop", "random-search").exits(0).out())
                .contains("Asked run");
        process.exits(3);
        assertThat(JarProcess.run(folder, "stop", "random-search").exits(0).out())
                .contains("nothing to stop");

        study("random_search").on(2, 7, "0s").write(folder);
        JarProcess.run(folder, "run", file).exits(0);
        try (RecordedRun run = RecordedRun.in(folder, "random-search")) {
            assertQuietTable(run, quietRandom);
            assertThat(run.count("select restarts from v_run where study = ?")).isEqualTo(1);
        }
    }

    @Test
    void manyReadersWhileRunsStartAndEnd() throws Exception {
        String file = study("random_search").on(2, 5, "5ms").write(folder);
        JarProcess.run(folder, "run", file, "--run", "first").exits(0);
        var reading = new Thread(() -> {
            while (!Thread.currentThread().isInterrupted()) {
                JarProcess.run(folder, "status").exits(0);
            }
        });
        var broken = new java.util.concurrent.atomic.AtomicReference<Throwable>();
        reading.setUncaughtExceptionHandler((thread, failure) -> broken.set(failure));
        reading.start();
        for (String key : List.of("second", "third")) {
            JarProcess.run(folder, "run", file, "--run", key).exits(0);
        }
        reading.interrupt();
        reading.join();
        assertThat(broken.get() == null || broken.get() instanceof IllegalStateException)
                .as(() -> String.valueOf(broken.get()))
                .isTrue();
        try (RecordedRun run = RecordedRun.in(folder, "random-search")) {
            assertThat(run.table()).hasSize(3 * TRIALS);
        }
    }

    /** The first one serves the database to the second, and takes it along when it dies. */
    @Test
    void aRunSurvivesTheDeathOfTheOneThatServedTheDatabase() {
        String host = study("random_search").named("host").on(1, 1, "50ms").write(folder);
        String guest = study("random_search").named("guest").on(2, 1, "60ms").write(folder);
        JarProcess first = JarProcess.start(folder, "run", host).awaitTrials();
        JarProcess second = JarProcess.start(folder, "run", guest).awaitTrials();
        first.kill();

        second.exits(0);
        JarProcess.run(folder, "run", host).exits(0);
        for (String study : List.of("host", "guest")) {
            try (RecordedRun run = RecordedRun.in(folder, study)) {
                assertQuietTable(run, quietRandom);
            }
        }
    }

    @Test
    void aRunSurvivesTheEndOfTheOneThatServedTheDatabase() {
        String host = study("random_search").named("host").on(2, 5, "20ms").write(folder);
        String guest = study("random_search").named("guest").on(2, 1, "80ms").write(folder);
        JarProcess first = JarProcess.start(folder, "run", host).awaitTrials();
        JarProcess second = JarProcess.start(folder, "run", guest).awaitTrials();
        first.exits(0);
        second.exits(0);
        for (String study : List.of("host", "guest")) {
            try (RecordedRun run = RecordedRun.in(folder, study)) {
                assertQuietTable(run, quietRandom);
            }
        }
    }
}
