package dev.nocturne.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nocturne.JarProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Reports of the real jar: at the end of a run, and on demand. */
@Timeout(300)
class ReportCommandIT {
    private static final String STUDY = """
            study: ../owl
            max-trials: 20
            seed: 1
            strategy: random_search
            search-space:
              x: {type: continuous, min: 0, max: 1}
            objective: {type: function, name: norm}
            """;

    @TempDir
    private Path folder;

    @BeforeEach
    void writeStudy() throws IOException {
        Files.writeString(folder.resolve("owl.yml"), STUDY);
    }

    @Test
    void aRunWritesItsReportAndTheSameCommandWritesALostOneAgain() throws IOException {
        var run = JarProcess.run(folder, "run", "owl.yml", "--run", "first");
        Path report = reported(run);
        assertThat(report).startsWith(folder.toRealPath().resolve("data/reports"));
        assertThat(report.getFileName()).hasToString("first.html");
        assertThat(report).content().contains("Yes: all 20 trials ended.", exactBest());

        Files.delete(report);
        var again = JarProcess.run(folder, "run", "owl.yml", "--run", "first");
        assertThat(again.exitCode()).isZero();
        assertThat(again.out()).contains("already complete");
        assertThat(reported(again)).isEqualTo(report).isRegularFile();
    }

    @Test
    void aReportThatCannotBeWrittenIsSaidAndTheRunIsComplete() throws IOException {
        Files.createDirectories(folder.resolve("data"));
        Files.writeString(folder.resolve("data/reports"), "a file");
        var run = JarProcess.run(folder, "run", "owl.yml");
        assertThat(run.exitCode()).isZero();
        assertThat(run.out())
                .containsPattern("The run is complete, but its report could not be written: .*data.reports.*irectory")
                .contains("20 trials ended")
                .doesNotContain("Report: ");
    }

    @Test
    void whoWantsNoReportsGetsNone() {
        var run = JarProcess.run(folder, "run", "owl.yml", "--nocturne.reports.enabled=false");
        assertThat(run.exitCode()).isZero();
        assertThat(run.out()).doesNotContain("eport");
        assertThat(folder.resolve("data/reports")).doesNotExist();
    }

    @Test
    void aReportIsWrittenWhereItIsWanted() throws IOException {
        assertThat(JarProcess.run(folder, "run", "owl.yml", "--run", "first").exitCode())
                .isZero();
        var report = JarProcess.run(folder, "report", "../owl", "-o", "pages/night.html");
        assertThat(report.exitCode()).isZero();
        assertThat(report.out()).contains("Run first of ../owl is in ", "pages/night.html", " KB.");
        assertThat(folder.resolve("pages/night.html")).content().contains(exactBest());

        var directory = JarProcess.run(folder, "report", "../owl", "-o", "pages");
        assertThat(directory.exitCode()).isEqualTo(2);
        assertThat(directory.err()).contains("pages is a directory.", "-o pages/night.html");

        var unknown = JarProcess.run(folder, "report", "owls", "-o", "night.html");
        assertThat(unknown.exitCode()).isEqualTo(2);
        assertThat(unknown.err()).contains("No run of a study 'owls' is recorded.");
        assertThat(folder.resolve("night.html")).doesNotExist();
    }

    @Test
    void aRunThatWasKilledInItsConfirmationsIsSaidToBeInterrupted() throws IOException {
        Files.writeString(folder.resolve("trial.py"), """
                import os, time
                if int(os.environ["NOCTURNE_TRIAL_ID"]) >= 6:
                    open("held", "w").close()
                    parent = os.getppid()
                    while os.getppid() == parent:
                        time.sleep(0.05)
                print(os.environ["NOCTURNE_PARAM_X"])
                """);
        Files.writeString(folder.resolve("owl.yml"), """
                study: owl
                max-trials: 4
                seed: 1
                workers: 1
                strategy: random_search
                champion: {confirm: 3, challengers: 2}
                search-space:
                  x: {type: continuous, min: 0, max: 1}
                objective: {type: command, command: [python3, trial.py]}
                """);
        try (JarProcess run = JarProcess.start(folder, "run", "owl.yml", "--run", "first")) {
            JarProcess.await("the third confirmation", () -> Files.exists(folder.resolve("held")));
            assertThat(JarProcess.run(folder, "report", "owl", "-o", "now.html").exitCode())
                    .isZero();
            run.kill();
        }
        assertThat(JarProcess.run(folder, "report", "owl", "-o", "after.html").exitCode())
                .isZero();
        assertThat(folder.resolve("now.html"))
                .content()
                .contains("Not finished: 2 of 6 evaluations of the confirmation ended so far.")
                .doesNotContain("Interrupted:");
        assertThat(folder.resolve("after.html"))
                .content()
                .contains(
                        "Interrupted: 2 of 6 evaluations of the confirmation ended so far.",
                        "Its process ended without a word: the same command goes on with it.");
    }

    /** A page says that its queries give its numbers; a reader will paste one of them. */
    @Test
    void everyQueryOnThePageIsOne() throws IOException, SQLException {
        Files.writeString(folder.resolve("trial.py"), """
                import os, random
                x = float(os.environ["NOCTURNE_PARAM_X"])
                for step in range(3):
                    print('{"step": %d, "value": %f}' % (step, x + 1 / (step + 1)))
                if x > 0.9:
                    raise SystemExit(7)
                print(x + random.Random(int(os.environ["NOCTURNE_SEED"])).gauss(0, 0.1))
                """);
        Files.writeString(folder.resolve("night.yml"), """
                study: o'night
                max-trials: 12
                strategy: random_search
                seed: 3
                champion: {confirm: 2, challengers: 1}
                search-space:
                  x: {type: continuous, min: 0, max: 1}
                objective: {type: command, command: [python3, trial.py]}
                """);
        JarProcess.run(folder, "run", "night.yml", "--run", "first");
        Path report = reported(JarProcess.run(folder, "run", "night.yml", "--run", "second"));
        List<String> queries = Pattern.compile("<pre class=\"query\"[^>]*><code>(.*?)</code>", Pattern.DOTALL)
                .matcher(Files.readString(report))
                .results()
                .map(match ->
                        match.group(1).replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&"))
                .flatMap(block -> Arrays.stream(block.split(";")))
                .map(String::strip)
                .filter(query -> !query.isEmpty())
                .toList();
        assertThat(queries).hasSizeGreaterThan(12).anyMatch(query -> query.contains("percentile_disc"));
        String url = "jdbc:h2:file:" + folder.resolve("data/nocturne") + ";AUTO_SERVER=TRUE;IFEXISTS=TRUE";
        try (Connection database = DriverManager.getConnection(url, "sa", "")) {
            for (String query : queries) {
                try (Statement statement = database.createStatement();
                        ResultSet rows = statement.executeQuery(query)) {
                    assertThat(rows.next() || query.contains("FAILED"))
                            .as(query)
                            .isTrue();
                    if (query.contains("percentile_disc")) {
                        // The confirmations are no results of the search.
                        assertThat(Files.readString(report))
                                .contains("How many of all " + rows.getInt(1) + " completed trials")
                                .contains(rows.getString(2), rows.getString(3), rows.getString(4));
                    }
                }
            }
        }
    }

    private String exactBest() {
        var query = JarProcess.run(folder, "sql", "select best_objective from v_run", "--format", "csv");
        return query.out().lines().skip(1).findFirst().orElseThrow();
    }

    private static Path reported(JarProcess run) {
        assertThat(run.exitCode()).as("%s", run.err()).isZero();
        return run.out()
                .lines()
                .filter(line -> line.startsWith("Report: "))
                .map(line -> Path.of(line.substring("Report: ".length())))
                .findFirst()
                .orElseThrow();
    }
}
