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

    private static List<String> changes(String line, int trials, String recorded, String newLine, int newTrials) {
        StudyPlan before = plan(line, trials);
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
        return StudyChanges.between(before.withStrategy(recorded), plan(newLine, newTrials), run, STRATEGIES);
    }

    private static StudyPlan plan(String line, int trials) {
        String text = """
                study: s
                %s
                max-trials: %d
                search-space:
                  n: {type: integer, min: 1, max: 1000}
                objective: {type: command, command: [echo, "{n}"]}
                """.formatted(line, trials);
        return READER.parse("study.yml", text, Path.of("/studies"), false);
    }
}
