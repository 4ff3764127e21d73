package dev.nocturne.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nocturne.JarProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Runs come and go. */
@Timeout(240)
class PruneIT {
    private static final String STUDY = """
            study: owl
            strategy: random_search
            max-trials: 6
            seed: 1
            search-space: {x: {type: continuous, min: 0, max: 1}}
            objective: {type: function, name: norm}
            """;

    /** Says when it has begun, and waits to be let go. */
    private static final String WAITING = """
            study: waiting
            strategy: random_search
            max-trials: 1
            seed: 1
            search-space: {x: {type: continuous, min: 0, max: 1}}
            objective:
              type: command
              command: [sh, -c, "while [ ! -e go ]; do sleep 0.05; done; echo {x}"]
            """;

    @TempDir
    private Path folder;

    private JarProcess nocturne(String... arguments) {
        return JarProcess.run(folder, arguments);
    }

    private String runs() {
        return nocturne("sql", "select study, run_key from v_run order by study, run_key", "--format", "csv")
                .exits(0)
                .out();
    }

    @Test
    void whatIsOldGoesAndWhatIsNeededStays() throws IOException {
        assertThat(nocturne("prune", "--keep", "1").exits(0).out()).contains("Nothing is recorded");
        Files.writeString(folder.resolve("owl.yml"), STUDY);
        Files.writeString(folder.resolve("waiting.yml"), WAITING);
        try (JarProcess waiting = JarProcess.start(folder, "run", "waiting.yml", "--run", "first")) {
            waiting.awaitTrials();
            for (String key : new String[] {"a", "b", "c", "d"}) {
                nocturne("run", "owl.yml", "--run", key).exits(0);
            }
            nocturne("champion", "owl", "--run", "b", "--set-from-trial", "2").exits(0);
            String dry = nocturne("prune", "--keep", "1", "--dry-run").exits(0).out();
            assertThat(dry)
                    .contains("Would delete 2 runs of owl with 12 trials: c, a.")
                    .contains("Kept run b of owl: champion 1 comes from it.");
            assertThat(runs()).contains("owl,a", "owl,b", "owl,c", "owl,d", "waiting,first");
            assertThat(nocturne("prune", "owl", "--keep", "1").exits(0).out())
                    .contains("Deleted 2 runs of owl with 12 trials: c, a.")
                    .containsPattern("Deleted \\d+ rows of trials and events\\.");
            assertThat(nocturne(
                                    "sql",
                                    "select count(*) from (select run_id from trial union all select run_id from tuning_event)"
                                            + " r where r.run_id not in (select run_id from tuning_run)",
                                    "--format",
                                    "csv")
                            .exits(0)
                            .out()
                            .lines())
                    .last()
                    .isEqualTo("0");
            assertThat(runs()).contains("owl,b", "owl,d", "waiting,first").doesNotContain("owl,a", "owl,c");
            assertThat(nocturne("best", "owl", "--run", "a").exits(2).err()).contains("has no run 'a'");
            assertThat(nocturne("verify", "owl", "--run", "b").exits(0).out()).isNotBlank();
            nocturne("run", "owl.yml", "--run", "a").exits(0);
            assertThat(nocturne("prune", "--keep", "0").exits(2).err()).contains("--keep 1");
            Files.createFile(folder.resolve("go"));
            waiting.exits(0);
        }
    }

    @Test
    void whatMayGoOnStays() throws IOException {
        Files.writeString(folder.resolve("waiting.yml"), WAITING);
        try (JarProcess first = JarProcess.start(folder, "run", "waiting.yml", "--run", "first")) {
            first.awaitTrials();
            first.kill();
        }
        Files.createFile(folder.resolve("go"));
        nocturne("run", "waiting.yml", "--run", "second").exits(0);
        Files.delete(folder.resolve("go"));
        try (JarProcess third = JarProcess.start(folder, "run", "waiting.yml", "--run", "third")) {
            third.awaitTrials();
            third.kill();
        }
        Files.createFile(folder.resolve("go"));
        assertThat(nocturne("prune", "--keep", "1").exits(0).out())
                .contains("Kept run first of waiting: it was cut off, and may go on.")
                .contains("There is nothing to delete: no study has runs that can go before its latest completed one.");
        assertThat(runs())
                .as("a night that was cut off counts for no completed one")
                .contains("waiting,first", "waiting,second", "waiting,third");
        nocturne("run", "waiting.yml", "--run", "first").exits(0);
        assertThat(nocturne("prune", "--keep", "1").exits(0).out())
                .contains("Deleted 1 run of waiting with 1 trial: first.");
    }
}
