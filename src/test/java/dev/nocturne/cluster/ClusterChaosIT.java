package dev.nocturne.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nocturne.CrashStudy;
import dev.nocturne.OwnPostgresServer;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A manager and four workers to which something happens every two seconds; only in the profile chaos. */
@Tag("chaos")
@Timeout(900)
class ClusterChaosIT {
    private static final long SEED = Long.getLong("nocturne.test.seed", System.nanoTime());
    private static final int WORKERS = 4;
    private static final int PAUSE_MILLIS = 20;

    @TempDir
    private Path folder;

    @TempDir
    private Path quietFolder;

    /** A study's quiet run is by one worker on H2, and without delay: a delay changes nothing in the table. */
    @ParameterizedTest
    @CsvSource({"random_search, 1000, 0", "tpe, 1000, 0", "tpe, 1000, 2", "auto, 200, 0"})
    void whateverHappensTheTableIsTheOneOfAQuietRun(String strategy, int trials, int ofTheManager) throws Exception {
        var study = new CrashStudy("chaos", strategy, trials, 1, 1, "0s");
        List<List<Object>> quiet = QuietRun.table(quietFolder, study.write(quietFolder), study.name());
        assertThat(quiet).hasSize(trials);
        String file = study.on(1, 1, 50_000 / trials + "ms").write(folder);
        System.out.printf("%s, seed %d%n", strategy, SEED);
        try (OwnPostgresServer server = OwnPostgresServer.create();
                Cluster cluster = new Cluster(server, folder, study.name(), Map.of("NOCTURNE_LEASE", "2s"))) {
            String[] run = {"run", file, "--workers", Integer.toString(ofTheManager)};
            var faulty = new FaultyCluster(
                    new Random(SEED),
                    List.of(cluster.process("manager", run), cluster.process("manager elsewhere", run)),
                    IntStream.rangeClosed(1, WORKERS)
                            .mapToObj(i -> cluster.process("worker " + i, "worker"))
                            .toList());
            long started = System.nanoTime();
            faulty.start();
            int restarts = 0;
            while (!faulty.isComplete()) {
                faulty.tick();
                if (restarts < 2 && hasEnded(cluster, trials * (restarts + 1) / 3)) {
                    server.stop(OwnPostgresServer.Stop.values()[restarts]);
                    server.start();
                    restarts++;
                }
                Thread.sleep(PAUSE_MILLIS);
            }
            long seconds = (System.nanoTime() - started) / 1_000_000_000;
            faulty.end();

            cluster.assertCompleted(quiet);
            assertThat(restarts).isEqualTo(2);
            assertThat(faulty.faults()).isPositive();
            System.out.printf(
                    "%s: %d s, %s, %d trials attempted again, table identical%n",
                    strategy, seconds, faulty, cluster.attemptedAgain().size());
        }
    }

    private static boolean hasEnded(Cluster cluster, int trials) {
        return cluster.holds(run -> run.ended() >= trials);
    }
}
