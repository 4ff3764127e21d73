package dev.nocturne.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Does in one process what people do most, so that the JDK learns which classes that takes. {@code bin/nocturne} starts it
 * once for each jar and JDK; see docs/start.md.
 */
public final class StartTraining {
    private static final String STUDY = """
            study: training
            strategy: random_search
            max-trials: 40
            seed: 1
            lag: 2
            workers: 2
            search-space:
              a: {type: continuous, min: 0.001, max: 1, scale: log}
              b: {type: integer, min: 1, max: 9}
              c: {type: categorical, choices: [x, y]}
            objective:
              type: function
              name: norm
            """;

    private StartTraining() {}

    /**
     * Trains.
     *
     * @param arguments an empty folder, in which the database of the training is made
     */
    public static void main(String[] arguments) throws IOException {
        Path folder = Path.of(arguments[0]);
        Path study = Files.writeString(folder.resolve("training.yml"), STUDY);
        String database = "--spring.datasource.url=jdbc:h2:file:" + folder.resolve("nocturne")
                + ";AUTO_SERVER=TRUE;WRITE_DELAY=0;LOCK_TIMEOUT=60000;TRACE_LEVEL_FILE=0";
        String reports = "--nocturne.reports.directory=" + folder.resolve("reports");
        String[][] commands = {
            {"--help"},
            {"validate", study.toString()},
            {"run", study.toString(), database, reports},
            {"run", study.toString(), "--new", database, reports},
            {"status", database},
            {"best", "training", database},
            {"trials", "training", "--format", "csv", database}
        };
        int worst = 0;
        for (String[] command : commands) {
            worst = Math.max(worst, NocturneCli.execute(command));
        }
        System.exit(worst);
    }
}
