package dev.nocturne.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

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

    private static final String MODEL = """
            study: training-a-model
            direction: maximize
            strategy: auto
            max-trials: 24
            seed: 1
            lag: 2
            workers: 2
            search-space:
              kernel: {type: categorical, choices: [rbf, linear]}
              c: {type: continuous, min: 0.001, max: 1000, scale: log}
              gamma: {type: continuous, min: 0.0001, max: 1, scale: log, when: {kernel: rbf}}
            objective:
              type: model
              learner: svm
              data: training.csv
              target: class
              metric: accuracy
              folds: 3
              fold-seed: 1
            """;
    private static final String PROGRAM = """
            study: training-a-program
            strategy: tpe
            max-trials: 24
            seed: 1
            lag: 2
            workers: 2
            search-space:
              a: {type: continuous, min: 0.001, max: 1, scale: log}
              b: {type: integer, min: 1, max: 9}
            objective:
              type: command
              command: [/bin/sh, -c, 'echo "{b}"']
            """;

    private StartTraining() {}

    /**
     * Trains.
     *
     * @param arguments an empty folder, in which the database of the training is made
     */
    public static void main(String[] arguments) throws IOException {
        Path folder = Path.of(arguments[0]);
        String study = write(folder, "training.yml", STUDY);
        String program = write(folder, "program.yml", PROGRAM);
        String model = write(folder, "model.yml", MODEL);
        write(folder, "training.csv", rows());
        String database = "--spring.datasource.url=jdbc:h2:file:" + folder.resolve("nocturne")
                + ";AUTO_SERVER=TRUE;WRITE_DELAY=0;LOCK_TIMEOUT=60000;TRACE_LEVEL_FILE=0";
        String reports = "--nocturne.reports.directory=" + folder.resolve("reports");
        String[][] commands = {
            {"--help"},
            {"validate", study},
            {"run", study, database, reports},
            {"run", study, "--new", database, reports},
            {"run", program, database, reports},
            {"run", model, database, reports},
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

    private static String write(Path folder, String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text).toString();
    }

    private static String rows() {
        return IntStream.range(0, 60)
                .mapToObj(i -> i % 7 + "," + i % 5 * 0.5 + "," + (i % 7 + i % 5 > 5 ? "high" : "low"))
                .collect(Collectors.joining("\n", "one,other,class\n", "\n"));
    }
}
