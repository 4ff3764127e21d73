package dev.nocturne;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A champion as a person and other programs meet it, with the real jar. */
@Timeout(150)
class ChampionIT {
    private static final String STUDY = "champion";
    private static final String FILE = STUDY + ".yml";
    private static final int SEARCHED = 6;
    private static final int CONFIRMED = 9;

    /** Best at 17. A trial waits as long as there is a file that holds it. */
    private static final String PROGRAM = """
            : > "started-$NOCTURNE_TRIAL_ID"
            while [ -e "hold-$NOCTURNE_TRIAL_ID" ]; do sleep 0.02; done
            echo $(( ($1 - 17) * ($1 - 17) * 10 + NOCTURNE_SEED % 50 ))
            """;

    @TempDir
    private Path folder;

    private void write() throws IOException {
        Files.writeString(folder.resolve("score.sh"), PROGRAM);
        Files.writeString(folder.resolve(FILE), """
                study: %s
                strategy: random_search
                max-trials: %d
                seed: 42
                lag: 4
                workers: 1
                champion: {confirm: 3, challengers: 2}
                search-space: {n: {type: integer, min: 1, max: 40}}
                objective: {type: command, command: [sh, score.sh, "{n}"]}
                """.formatted(STUDY, SEARCHED));
    }

    private JarProcess nocturne(String... arguments) {
        return JarProcess.run(folder, arguments);
    }

    private Path files() {
        return folder.resolve("data/champions").resolve(STUDY);
    }

    private void awaitStart(int trial) {
        JarProcess.await("trial " + trial + " has begun", () -> Files.exists(folder.resolve("started-" + trial)));
    }

    @Test
    void nightsAreKilledAndGoOnAndAPersonHasTheLastWord() throws IOException {
        write();
        assertThat(nocturne("champion", STUDY).exits(2).err()).contains("Nothing is recorded yet");
        JarProcess first = nocturne("run", FILE, "--run", "one").exits(0);
        assertThat(first.out()).contains("is champion 1 from now on");
        assertThat(files().resolve("best.env")).content().contains("NOCTURNE_CHAMPION=1\n", "NOCTURNE_PARAM_N=");

        int held = SEARCHED + 4;
        Files.createFile(folder.resolve("hold-" + held));
        Files.delete(folder.resolve("started-" + held));
        try (JarProcess second = JarProcess.start(folder, "run", FILE, "--run", "two")) {
            awaitStart(held);
            second.kill();
        }
        Files.delete(folder.resolve("hold-" + held));
        JarProcess again = nocturne("run", FILE, "--run", "two").exits(0);
        assertThat(again.out() + again.err()).contains("Trial 0 evaluates champion 1 again");
        assertThat(again.out()).containsAnyOf("The champion stays.", "is champion 2 from now on");
        assertThat(again.out()).contains("trial 0 (champion): mean ", " of 3 seeds");
        try (RecordedRun run = RecordedRun.in(folder, STUDY)) {
            assertThat(run.count("select count(*) from v_trial where study = ? and run_key = 'two'"
                            + " and origin = 'CONFIRMATION' and status = 'COMPLETED'"))
                    .isEqualTo(CONFIRMED);
            assertThat(run.sql()
                            .queryForList(
                                    "select trial_id from v_trial where run_key = 'two' and attempts = 2",
                                    Integer.class))
                    .containsExactly(held);
            assertThat(run.unbalanced()).isEmpty();
        }
        assertThat(nocturne("verify", STUDY).exits(0).err()).isEmpty();
        changeByHand();
        writeWhereNothingCanBeWritten();
    }

    private void changeByHand() {
        JarProcess set = nocturne("champion", STUDY, "--set-from-trial", "3", "--run", "one")
                .exits(0);
        assertThat(set.out()).contains("of champion, from trial 3 of run one", "SET");
        assertThat(set.err()).contains("best.json, best.properties and best.env are in ");
        String set3 = read(files().resolve("best.json"));
        assertThat(set3).contains("\"reason\":\"SET\"", "\"trial_id\":3");

        assertThat(nocturne("champion", STUDY, "--rollback").exits(0).out()).contains("ROLLBACK");
        assertThat(read(files().resolve("best.json")))
                .contains("\"reason\":\"ROLLBACK\"")
                .isNotEqualTo(set3);
        assertThat(nocturne("champion", STUDY, "--set-from-trial", "6", "--run", "one")
                        .exits(2)
                        .err())
                .contains("has no trial 6 in its search");
    }

    /** The table is what counts: the run has not failed, and says what is to be done. */
    private void writeWhereNothingCanBeWritten() throws IOException {
        Files.writeString(folder.resolve("occupied"), "");
        var elsewhere = Map.of(
                "NOCTURNE_CHAMPIONS_DIRECTORY", folder.resolve("occupied").toString());
        for (String time : List.of("first", "again")) {
            JarProcess run = JarProcess.run(folder, elsewhere, "run", FILE, "--run", "three")
                    .exits(0);
            assertThat(run.out() + run.err()).as(time).contains("its files in ", "cannot be written", "--write-files");
        }
        assertThat(JarProcess.run(folder, elsewhere, "champion", STUDY, "--write-files")
                        .exits(1)
                        .err())
                .contains("cannot be written");
        Files.delete(files().resolve("best.json"));
        nocturne("champion", STUDY, "--write-files").exits(0);
        assertThat(files().resolve("best.json")).exists();
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException failure) {
            throw new IllegalStateException(failure);
        }
    }

    /** The process of the run evaluates nothing itself. */
    @Test
    void workersOfOtherProcessesTakePartInConfirmations() throws IOException {
        write();
        Map<String, String> postgres = Map.of(
                "SPRING_DATASOURCE_URL",
                PostgresServer.shared().newDatabase(),
                "SPRING_DATASOURCE_USERNAME",
                "postgres");
        try (JarProcess manager = JarProcess.start(folder, postgres, "run", FILE, "--run", "one", "--workers", "0");
                JarProcess worker = JarProcess.start(folder, postgres, "worker")) {
            manager.exits(0);
            assertThat(manager.out()).contains("is champion 1 from now on");
            try (RecordedRun run = RecordedRun.at(postgres.get("SPRING_DATASOURCE_URL"), STUDY)) {
                assertThat(run.sql()
                                .queryForList(
                                        "select distinct a.pid from trial_attempt a join trial t on t.run_id = a.run_id"
                                                + " and t.trial_id = a.trial_id where t.origin = 'CONFIRMATION'",
                                        Long.class))
                        .containsExactly(worker.pid());
                assertThat(run.unbalanced()).isEmpty();
            }
        }
        JarProcess.run(folder, postgres, "verify", STUDY).exits(0);
    }
}
