package dev.nocturne.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nocturne.RecordedRun;
import dev.nocturne.cli.NocturneCli;
import java.nio.file.Path;
import java.util.List;

/** What one worker gives on H2 when nothing disturbs it. */
final class QuietRun {
    private QuietRun() {}

    /** Runs the study in that file to its end; its table. */
    static List<List<Object>> table(Path folder, String file, String study) {
        String url = "--spring.datasource.url=jdbc:h2:file:" + folder.resolve("data/nocturne");
        assertThat(NocturneCli.execute("run", folder.resolve(file).toString(), url))
                .isZero();
        try (RecordedRun run = RecordedRun.in(folder, study)) {
            return run.table();
        }
    }
}
