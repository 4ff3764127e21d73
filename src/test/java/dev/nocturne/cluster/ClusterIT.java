package dev.nocturne.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nocturne.JarProcess;
import dev.nocturne.OwnPostgresServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A manager that evaluates nothing, and two workers on one PostgreSQL, each a process of its own. Whatever is done to
 * them, the table is the one of a quiet run on H2, and nobody loses more than has to be lost.
 */
@Timeout(150)
class ClusterIT {
    private static final int TRIALS = 12;

    /** For what must not depend on leases. */
    private static final String LONG = "60s";

    /** For what waits for one to end; long enough for a busy machine to renew it in time. */
    private static final String SHORT = "4s";

    private static final Map<String, List<List<Object>>> QUIET = new HashMap<>();
    private static OwnPostgresServer server;

    @TempDir
    private Path folder;

    private GatedStudy study;
    private String file;
    private Cluster cluster;
    private ClusterProcess manager;

    /** Has trial 3 in hand, while the other has trial 4. */
    private ClusterProcess first;

    private ClusterProcess second;

    @BeforeAll
    static void startDatabase(@TempDir Path folder) throws IOException {
        server = OwnPostgresServer.create();
        for (String strategy : List.of("random_search", "tpe")) {
            var study = new GatedStudy(Files.createDirectory(folder.resolve(strategy)), strategy, TRIALS);
            QUIET.put(strategy, QuietRun.table(study.folder(), study.write(), GatedStudy.NAME));
        }
    }

    @AfterAll
    static void stopDatabase() {
        server.close();
    }

    @AfterEach
    void end() {
        cluster.close();
    }

    private void start(String strategy, String lease, Map<String, String> settings) {
        study = new GatedStudy(folder, strategy, TRIALS);
        file = study.write();
        var all = new HashMap<>(settings);
        all.put("NOCTURNE_LEASE", lease);
        cluster = new Cluster(server, folder, GatedStudy.NAME, all);
        study.hold(3, 1);
        study.hold(4, 1);
        manager = cluster.manager(file);
        ClusterProcess one = cluster.worker();
        ClusterProcess other = cluster.worker();
        study.awaitStart(3, 1);
        study.awaitStart(4, 1);
        first = cluster.holder(3);
        second = first == one ? other : one;
        assertThat(cluster.holder(4)).isSameAs(second);
    }

    private void start(String lease) {
        start("random_search", lease, Map.of());
    }

    private void assertCompleted() {
        manager.process().exits(0);
        cluster.assertCompleted(QUIET.get("random_search"));
    }

    private static String completedBy(ClusterProcess process) {
        return "COMPLETED " + process.process().pid();
    }

    private static String interruptedAt(ClusterProcess process) {
        return "INTERRUPTED " + process.process().pid();
    }

    @ParameterizedTest
    @ValueSource(strings = {"random_search", "tpe"})
    void twoWorkersGiveTheTableOfOne(String strategy) {
        start(strategy, LONG, Map.of());
        study.release(3, 1);
        study.release(4, 1);
        manager.process().exits(0);
        cluster.assertCompleted(QUIET.get(strategy));
        assertThat(cluster.attemptedAgain()).isEmpty();
        assertThat(first.process().isAlive() && second.process().isAlive()).isTrue();
    }

    /** Those that hang here and elsewhere are cut off, each by whoever has them. */
    @Test
    void whenItHasWorkedLongEnoughARunEndsWhateverHangs() throws IOException {
        study = new GatedStudy(folder, "random_search", TRIALS);
        file = study.write();
        Files.writeString(folder.resolve(file), "max-duration: 5s\ngrace: 1s\n", StandardOpenOption.APPEND);
        cluster = new Cluster(server, folder, GatedStudy.NAME, Map.of("NOCTURNE_LEASE", SHORT));
        for (int trial = 0; trial < TRIALS; trial++) {
            study.hold(trial, 1);
        }
        cluster.worker();
        manager = cluster.process("manager", "run", file, "--workers", "1");
        manager.start();
        // That both have one, a worker that joins within the five seconds included, is not sure and not needed.
        study.awaitStart(0, 1);

        assertThat(manager.process().exitCode()).as(manager::toString).isEqualTo(1);

        assertThat(cluster.runStatus()).isEqualTo("COMPLETED");
        assertThat(cluster.<List<String>>ask(run -> run.sql()
                        .queryForList("select distinct status || ' ' || failure_kind from v_trial", String.class)))
                .containsExactly("FAILED INTERRUPTED");
        assertThat(cluster.<Integer>ask(
                        run -> run.count("select count(*) from v_worker w where w.study = ? and w.present")))
                .isZero();
    }

    // ----------------------------------------------------------------------------------------------------- workers

    @Test
    void aKilledWorkerCostsItsTrialOneMoreAttempt() {
        start(SHORT);
        first.process().kill();
        study.release(4, 1);
        study.release(3, 1);
        assertCompleted();
        assertThat(cluster.attempts(3)).containsExactly(interruptedAt(first), completedBy(second));
        assertThat(cluster.attemptedAgain()).containsExactly(3);
    }

    private enum Away {
        FROZEN {
            @Override
            void leave(ClusterProcess worker) {
                worker.process().freeze();
            }

            @Override
            void comeBack(ClusterProcess worker) {
                worker.process().thaw();
            }
        },
        CUT_OFF {
            @Override
            void leave(ClusterProcess worker) {
                worker.cutOff();
            }

            @Override
            void comeBack(ClusterProcess worker) {
                worker.join();
            }
        };

        abstract void leave(ClusterProcess worker);

        abstract void comeBack(ClusterProcess worker);
    }

    /** While the other is held at the second attempt, what is left can only be done by the one that came back. */
    @ParameterizedTest
    @EnumSource
    void aWorkerThatWasAwayForTooLongIsRefusedAndGoesOn(Away away) {
        start(SHORT);
        study.hold(3, 2);
        away.leave(first);
        // It has its result, but cannot tell it.
        study.release(3, 1);
        study.awaitEnd(3, 1);
        cluster.awaitStatus(3, "INTERRUPTED");
        study.release(4, 1);
        study.awaitStart(3, 2);
        away.comeBack(first);
        cluster.awaitEnded(TRIALS - 1);
        assertThat(cluster.status(3)).isEqualTo("RUNNING");
        assertThat(cluster.attempts(TRIALS - 1)).containsExactly(completedBy(first));
        study.release(3, 2);
        assertCompleted();
        assertThat(cluster.attempts(3)).containsExactly(interruptedAt(first), completedBy(second));
        assertThat(cluster.attemptedAgain()).containsExactly(3);
        assertThat(first.process().isAlive()).isTrue();
    }

    @Test
    void aTerminatedWorkerEndsItsTrialAndGoesHome() {
        start(LONG);
        first.process().terminate();
        study.release(4, 1);
        cluster.awaitEnded(TRIALS - 1);
        assertThat(first.process().isAlive()).as("its trial is not over").isTrue();
        study.release(3, 1);
        first.process().exits(0);
        assertCompleted();
        assertThat(cluster.attempts(3)).containsExactly(completedBy(first));
        assertThat(cluster.attempts(TRIALS - 1)).containsExactly(completedBy(second));
        assertThat(cluster.attemptedAgain()).isEmpty();
    }

    // ----------------------------------------------------------------------------------------------------- manager

    @Test
    void workersGoOnWhenTheManagerIsKilledAndStartedAgain() {
        start(LONG);
        manager.process().kill();
        manager.start().process().awaitTrials();
        study.release(4, 1);
        cluster.awaitEnded(TRIALS - 1);
        study.release(3, 1);
        assertCompleted();
        assertThat(cluster.attempts(3)).containsExactly(completedBy(first));
        assertThat(cluster.attempts(4)).containsExactly(completedBy(second));
        assertThat(cluster.attemptedAgain()).isEmpty();
        assertThat(first.process().isAlive() && second.process().isAlive()).isTrue();
    }

    @Test
    void aManagerFrozenForTooLongIsSupersededByTheSameCommand() {
        start(SHORT);
        manager.process().freeze();
        ClusterProcess frozen = manager;
        manager = cluster.process("next manager", "run", file, "--workers", "0");
        double leaseUntil = cluster.leaseUntil();
        boolean leaseIsOver;
        do {
            leaseIsOver = cluster.now() > leaseUntil;
            manager.start();
            JarProcess.await(
                    "refused or begun",
                    () -> !manager.process().isAlive()
                            || manager.process().out().contains("Study "));
            if (!manager.process().isAlive()) {
                manager.process().exits(4);
            }
        } while (!manager.process().isAlive() && !leaseIsOver);
        assertThat(manager.process().isAlive()).as(manager::toString).isTrue();
        assertThat(cluster.now()).as("not before its lease is over").isGreaterThan(leaseUntil);

        frozen.process().thaw();
        assertThat(frozen.process().exitCode()).as(frozen::toString).isIn(1, 4);
        study.release(3, 1);
        study.release(4, 1);
        assertCompleted();
        assertThat(cluster.attemptedAgain()).isEmpty();
    }

    @Test
    void stopLetsTheTrialsOfWorkersEnd() {
        start(LONG);
        cluster.process("stop", "stop", GatedStudy.NAME).start().process().exits(0);
        study.release(3, 1);
        study.release(4, 1);
        manager.process().exits(3);
        assertThat(cluster.runStatus()).isEqualTo("STOPPED");
        assertThat(cluster.ended()).as("nothing was begun after it").isEqualTo(5);
        manager.start();
        assertCompleted();
        assertThat(cluster.attemptedAgain()).isEmpty();
        assertThat(first.process().isAlive() && second.process().isAlive()).isTrue();
    }

    @Test
    void aTerminatedManagerCutsTheTrialsOfWorkersShortAfterTheGrace() {
        start("random_search", LONG, Map.of("NOCTURNE_STOP_GRACE", "1s"));
        manager.process().terminate();
        manager.process().exits(3);
        assertThat(cluster.runStatus()).isEqualTo("STOPPED");
        assertThat(cluster.status(3)).isEqualTo("INTERRUPTED");
        assertThat(cluster.status(4)).isEqualTo("INTERRUPTED");
        assertThat(first.process().isAlive() && second.process().isAlive()).isTrue();
        manager.start();
        assertCompleted();
        assertThat(cluster.attemptedAgain()).containsExactly(3, 4);
    }

    // ---------------------------------------------------------------------------------------------------- database

    /** One result is had while the database is away, one after it has come back. */
    @Test
    void everyoneComesBackToADatabaseThatCrashed() {
        start(LONG);
        server.stop(OwnPostgresServer.Stop.IMMEDIATE);
        study.release(4, 1);
        study.awaitEnd(4, 1);
        server.start();
        cluster.awaitEnded(TRIALS - 1);
        study.release(3, 1);
        assertCompleted();
        assertThat(cluster.attemptedAgain()).isEmpty();
        assertThat(first.process().isAlive() && second.process().isAlive()).isTrue();
    }
}
