package dev.nocturne.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nocturne.JarProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Two nights of a study side by side, as a person and a program see them. */
@Timeout(120)
class CompareIT {
    private static final String STUDY = """
            study: twins
            strategy: random_search
            max-trials: 25
            seed: 1
            search-space: {x: {type: continuous, min: 0, max: 1}, y: {type: continuous, min: 0, max: 1}}
            objective: {type: function, name: norm}
            """;

    @TempDir
    private static Path folder;

    @BeforeAll
    static void record() throws IOException {
        run("a", STUDY);
        run("b", STUDY.replace("seed: 1", "seed: 2"));
        run("c", STUDY.replace("x: {type: continuous, min: 0", "x: {type: continuous, min: 0.5"));
    }

    private static void run(String key, String study) throws IOException {
        Files.writeString(folder.resolve("twins.yml"), study);
        JarProcess.run(folder, "run", "twins.yml", "--run", key).exits(0);
    }

    private static String compared(String runs, String format) {
        return JarProcess.run(folder, "compare", "twins", "--runs", runs, "--format", format)
                .exits(0)
                .out();
    }

    private static JsonNode best(String key) {
        String printed = JarProcess.run(folder, "best", "twins", "--run", key, "--format", "json")
                .exits(0)
                .out();
        return new JsonMapper().readTree(printed);
    }

    @Test
    void saysWhichWasBetterAndByHowMuch() {
        double a = best("a").get("objective").asDouble();
        double b = best("b").get("objective").asDouble();
        assertThat(a).isNotEqualTo(b);
        String printed = compared("a,b", "table");
        assertThat(printed)
                .startsWith("Run " + (a < b ? "a" : "b") + " is better by " + Texts.rounded(Math.abs(a - b)) + ": "
                        + Math.min(a, b) + " in trial ")
                .contains("best after", "20 trials", "quantile", "What differs, from A to B:\n  seed: was 1, is 2\n");
    }

    @Test
    void doesNotCompareWhatCannotBeCompared() {
        assertThat(compared("a,c", "table"))
                .startsWith("Results of a and c cannot be compared: A is of epoch 1, B of epoch 2. "
                        + "What differs: search-space.x.min: was 0.0, is 0.5.\n");
    }

    @Test
    void givesProgramsTheSameAsRows() {
        JsonNode rows = new JsonMapper().readTree(compared("a,b", "json"));
        assertThat(rows.get(0).get("a").asBoolean()).isTrue();
        JsonNode objective = rows.valueStream()
                .filter(row -> row.get("name").asString().equals("best objective"))
                .findFirst()
                .orElseThrow();
        assertThat(objective.get("a").asDouble())
                .isEqualTo(best("a").get("objective").asDouble());
        assertThat(objective.get("b").asDouble())
                .isEqualTo(best("b").get("objective").asDouble());
        JsonNode last = rows.valueStream()
                .filter(row -> row.get("name").asString().equals("25 trials"))
                .findFirst()
                .orElseThrow();
        assertThat(last.get("b")).isEqualTo(objective.get("b"));
        assertThat(compared("a,b", "csv")).startsWith("part,name,a,b\nverdict,comparable,true,true\n");
    }
}
