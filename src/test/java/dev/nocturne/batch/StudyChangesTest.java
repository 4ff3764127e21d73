package dev.nocturne.batch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nocturne.config.StudyPlan;
import dev.nocturne.config.StudyReader;
import dev.nocturne.objective.ObjectiveFactory;
import dev.nocturne.store.RunRecord;
import dev.nocturne.strategy.StrategyFactory;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class StudyChangesTest {
    private static final StrategyFactory STRATEGIES = new StrategyFactory();
    private static final StudyReader READER = new StudyReader(STRATEGIES, new ObjectiveFactory());

    @Test
    void limitsAreRaisedThoughTheDefaultStrategyIsAnotherByNow() {
        assertThat(changes("", 10, "random_search", "", 20)).isEmpty();
        assertThat(changes("", 10, "random_search", "", 5))
                .containsExactly("max-trials: was 10, is 5; it may only be raised");
    }

    @Test
    void theRecordedDefaultMayBeNamedButNoOther() {
        assertThat(changes("", 10, "random_search", "strategy: random_search", 20))
                .isEmpty();
        assertThat(changes("", 10, "random_search", "strategy: auto", 20))
                .containsExactly("strategy: was random_search, is auto");
    }

    @Test
    void aStrategyThatWasNamedIsNotTakenOut() {
        assertThat(changes("strategy: random_search", 10, "random_search", "", 20))
                .containsExactly("strategy: was random_search, is auto");
    }

    @Test
    void ofAServiceAndAPluginOnlyTheTimeoutMayBeRaised() {
        assertThat(objectives(
                        "{type: http, url: http://a/, timeout: 1m}",
                        "{type: http, url: http://a/, connect-timeout: 1s}"))
                .isEmpty();
        assertThat(objectives("{type: http, url: http://a/}", "{type: http, url: http://b/, timeout: 1m}"))
                .containsExactly(
                        "objective.url: was http://a/, is http://b/",
                        "objective timeout: was PT10M, is PT1M; it may only be raised");
        assertThat(objectives(
                        "{type: http, url: http://a/, headers: {X-Key: s3cr3t}}",
                        "{type: http, url: http://a/, headers: {X-Key: s3cr4t}}"))
                .singleElement()
                .asString()
                .startsWith("objective.headers: was [X-Key]")
                .doesNotContain("s3cr");
        assertThat(objectives("{type: plugin, jar: a.jar, timeout: 1m}", "{type: plugin, jar: a.jar}"))
                .isEmpty();
        assertThat(objectives("{type: plugin, jar: a.jar}", "{type: plugin, jar: [a.jar, b.jar], class: a.B}"))
                .containsExactly(
                        "objective.jar: was [a.jar], is [a.jar, b.jar]", "objective.class: was not set, is a.B");
        assertThat(objectives("{type: function, name: norm}", "{type: function, name: norm, timeout: 1m}"))
                .containsExactly("objective timeout: was unlimited, is PT1M; it may only be raised");
    }

    private static List<String> objectives(String before, String after) {
        return between(plan("", 10, before), plan("", 10, after), "auto", 10);
    }

    private static List<String> changes(String line, int trials, String recorded, String newLine, int newTrials) {
        return between(plan(line, trials), plan(newLine, newTrials), recorded, trials);
    }

    private static List<String> between(StudyPlan before, StudyPlan after, String recorded, int trials) {
        var run = new RunRecord(
                1,
                "s",
                "night",
                "FAILED",
                recorded,
                1,
                1,
                trials,
                trials,
                1,
                before.source(),
                "study.yml",
                before.sha256(),
                "token",
                null,
                null,
                Instant.EPOCH);
        return StudyChanges.between(before.withStrategy(recorded), after, run, STRATEGIES);
    }

    private static StudyPlan plan(String line, int trials) {
        return plan(line, trials, "{type: command, command: [echo, \"{n}\"]}");
    }

    private static StudyPlan plan(String line, int trials, String objective) {
        String text = """
                study: s
                %s
                max-trials: %d
                search-space:
                  n: {type: integer, min: 1, max: 1000}
                objective: %s
                """.formatted(line, trials, objective);
        return READER.parse("study.yml", text, Path.of("/studies"), false);
    }
}
