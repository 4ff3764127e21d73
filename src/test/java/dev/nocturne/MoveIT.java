package dev.nocturne;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The jar moves studies, also in the middle of a run, and also when it is killed while it does. */
class MoveIT {
    private static final int TRIALS = 60;

    @TempDir
    private Path folder;

    private Path here;
    private Path there;
    private String postgres;

    @BeforeEach
    void folders() throws IOException {
        here = Files.createDirectory(folder.resolve("here"));
        there = Files.createDirectory(folder.resolve("there"));
        postgres = PostgresServer.shared().newDatabase();
    }

    private Map<String, String> onPostgres() {
        return Map.of("SPRING_DATASOURCE_URL", postgres);
    }

    @Test
    void aRunThatWasKilledOnH2GoesOnInPostgresqlAsIfNothingHadHappened() throws IOException {
        CrashStudy study = new CrashStudy("moving", "tpe", TRIALS, 2, 1, "0s");
        Path quiet = Files.createDirectory(folder.resolve("quiet"));
        JarProcess.run(quiet, "run", study.write(quiet)).exits(0);

        String file = study.on(2, 1, "2s").write(here);
        JarProcess process = JarProcess.start(here, "run", file).awaitTrials();
        try (RecordedRun beside = RecordedRun.beside(here, "moving")) {
            JarProcess.await("some trials end", () -> beside.ended() > 4);
        }
        String zip = folder.resolve("moving.zip").toString();
        JarProcess refused = JarProcess.run(here, "export", "moving", "-o", zip).exits(2);
        assertThat(refused.err()).contains("is being executed").contains("--finished");
        assertThat(JarProcess.run(here, "export", "moving", "-o", zip, "--finished")
                        .exits(2)
                        .err())
                .contains("nothing to export");
        process.kill();

        JarProcess.run(here, "export", "moving", "-o", zip).exits(0);
        assertThat(JarProcess.run(there, onPostgres(), "import", zip).exits(0).out())
                .contains("Imported 1 run of moving");
        try (RecordedRun moved = RecordedRun.at(postgres, "moving");
                RecordedRun old = RecordedRun.in(here, "moving")) {
            assertThat(moved.table()).hasSizeBetween(6, TRIALS - 1).isEqualTo(old.table());
        }
        study.write(there);
        JarProcess.run(there, onPostgres(), "run", file).exits(0);
        JarProcess.run(there, onPostgres(), "verify", "moving").exits(0);
        try (RecordedRun moved = RecordedRun.at(postgres, "moving");
                RecordedRun undisturbed = RecordedRun.in(quiet, "moving")) {
            assertThat(moved.table()).isEqualTo(undisturbed.table());
            assertThat(moved.unbalanced()).isEmpty();
            assertThat(moved.run()).containsEntry("status", "COMPLETED").containsEntry("restarts", 1);
            assertThat(moved.count("select count(*) from tuning_run r join batch_job_instance i"
                            + " on i.job_instance_id = r.job_instance_id join study s on s.study_id = r.study_id"
                            + " where s.name = ?"))
                    .isEqualTo(1);
        }
        thereAndBack();
    }

    private void thereAndBack() throws IOException {
        Path back = Files.createDirectory(folder.resolve("back"));
        String zip = folder.resolve("back.zip").toString();
        String first = JarProcess.run(there, onPostgres(), "export", "moving", "-o", zip)
                .exits(0)
                .out();
        JarProcess.run(back, "import", zip).exits(0);
        assertThat(JarProcess.run(back, "import", zip).exits(0).out()).contains("nothing was changed");
        String second =
                JarProcess.run(back, "export", "moving", "-o", zip).exits(0).out();
        assertThat(content(second)).isEqualTo(content(first));
        JarProcess.run(back, "verify", "moving").exits(0);
    }

    private static String content(String said) {
        return said.substring(said.indexOf("content "));
    }

    @Test
    void killedInTheMiddleAnImportLeavesNothing() {
        int trials = 30_000;
        var study = new CrashStudy("large", "random_search", trials, 2, 500, "0s");
        JarProcess.run(here, "run", study.write(here)).exits(0);
        String zip = folder.resolve("large.zip").toString();
        JarProcess.run(here, "export", "large", "-o", zip).exits(0);

        JarProcess toPostgres = JarProcess.start(there, onPostgres(), "import", zip);
        try (RecordedRun moved = RecordedRun.at(postgres, "large")) {
            JarProcess.await("it inserts trials", () -> !toPostgres.isAlive() || isInserting(moved));
            toPostgres.kill();
            assertThat(toPostgres.out()).isEmpty();
            assertThat(moved.sql().queryForList("select name from study")).isEmpty();
            JarProcess.run(there, onPostgres(), "import", zip).exits(0);
            assertThat(moved.ended()).isEqualTo(trials);
        }

        JarProcess toH2 = JarProcess.start(there, "import", zip);
        JarProcess.await("it has written some", () -> !toH2.isAlive() || size(there) > 2_000_000);
        toH2.kill();
        JarProcess.run(there, "import", zip).exits(0);
        try (RecordedRun moved = RecordedRun.in(there, "large")) {
            assertThat(moved.ended()).isEqualTo(trials);
            assertThat(moved.sql().queryForList("select name from study", String.class))
                    .isEqualTo(List.of("large"));
        }
    }

    private static boolean isInserting(RecordedRun database) {
        return !database.sql()
                .queryForList(
                        "select 1 from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()"
                                + " and query like 'insert into trial_parameter %'")
                .isEmpty();
    }

    private static long size(Path folder) {
        Path file = folder.resolve("data/nocturne.mv.db");
        try {
            return Files.exists(file) ? Files.size(file) : 0;
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
