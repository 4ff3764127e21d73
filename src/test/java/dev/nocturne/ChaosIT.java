package dev.nocturne;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Kills at random instants, 25 over each run, of hundreds or thousands of trials; only in the profile chaos. */
@Tag("chaos")
class ChaosIT {
    private static final int KILLS = 25;
    private static final long SEED = Long.getLong("nocturne.test.seed", System.nanoTime());

    @TempDir
    private Path folder;

    @TempDir
    private Path quietFolder;

    @ParameterizedTest
    @CsvSource({
        "random_search, 2000, 1, 1",
        "random_search, 2000, 4, 7",
        "grid_search, 2000, 1, 50",
        "grid_search, 2000, 4, 1",
        "sobol_search, 2000, 4, 7",
        "tpe, 1000, 4, 3",
        "cma_es, 2000, 4, 2",
        "nsga2, 2000, 2, 5",
        "gp, 150, 4, 1",
        "auto, 200, 2, 2"
    })
    void twentyFiveKillsChangeNothing(String strategy, int trials, int workers, int chunk) throws Exception {
        var random = new Random(SEED);
        var study = new CrashStudy("chaos", strategy, trials, workers, chunk, workers * 30_000 / trials + "ms");
        List<List<Object>> quiet = quietNight(study.on(2, 100, "0s"));
        String file = study.write(folder);
        int kills = 0;
        while (kills < KILLS) {
            JarProcess process = JarProcess.start(folder, "run", file);
            if (random.nextInt(5) > 0) {
                process.awaitTrials();
            }
            Thread.sleep(random.nextInt(1500));
            assertThat(process.isAlive())
                    .as("ended too early after %d kills, seed %d: %s", kills, SEED, process)
                    .isTrue();
            process.kill();
            kills++;
        }
        study.on(workers, 100, "0s").write(folder);
        JarProcess.run(folder, "run", file).exits(0);

        try (RecordedRun run = RecordedRun.in(folder, "chaos")) {
            assertThat(run.table()).as("seed " + SEED).isEqualTo(quiet);
            assertThat(run.unbalanced()).as("seed " + SEED).isEmpty();
            assertThat(run.run()).containsEntry("status", "COMPLETED");
            System.out.printf(
                    "%s, %d workers, chunk %d: %d kills, %d restarts, %d interrupted attempts, table identical%n",
                    strategy,
                    workers,
                    chunk,
                    kills,
                    run.count("select restarts from v_run where study = ?"),
                    run.count("select count(*) from trial_attempt a join v_run r on r.run_id = a.run_id where"
                            + " r.study = ? and a.outcome = 'INTERRUPTED'"));
        }
    }

    private List<List<Object>> quietNight(CrashStudy study) {
        JarProcess.run(quietFolder, "run", study.write(quietFolder)).exits(0);
        try (RecordedRun run = RecordedRun.in(quietFolder, study.name())) {
            assertThat(run.table()).hasSize(study.trials());
            return run.table();
        }
    }
}
