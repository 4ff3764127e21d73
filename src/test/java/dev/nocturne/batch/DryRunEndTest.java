package dev.nocturne.batch;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What a signal does to a dry run. */
@Timeout(60)
class DryRunEndTest {
    @TempDir
    Path folder;

    @Test
    void theProgramIsEnded() throws Exception {
        DryRun dryRun = dryRun();
        var result = CompletableFuture.supplyAsync(dryRun::evaluate);
        Path pid = folder.resolve("pid");
        while (!Files.exists(pid) || !Files.readString(pid).endsWith("\n")) {
            Thread.sleep(10);
        }

        dryRun.cutShort();

        assertThat(result.join().verdict()).isInstanceOf(DryRunResult.CutShort.class);
        assertThat(ProcessHandle.of(Long.parseLong(Files.readString(pid).strip())))
                .isEmpty();
    }

    @Test
    void aSignalThatComesFirstLetsNothingBegin() throws Exception {
        DryRun dryRun = dryRun();

        dryRun.cutShort();

        assertThat(dryRun.evaluate().verdict()).isInstanceOf(DryRunResult.CutShort.class);
    }

    private DryRun dryRun() throws Exception {
        Path file = folder.resolve("study.yml");
        Files.writeString(file, """
                study: hangs
                search-space: {x: {type: continuous, min: 0, max: 1}}
                objective: {type: command, command: [sh, -c, "echo $$ > pid; exec sleep 1000", "{x}"]}
                """);
        return DryRun.of(StudyFiles.reader().validate(file));
    }
}
