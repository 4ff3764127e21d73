package dev.nocturne.batch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nocturne.config.StudyPlan;
import dev.nocturne.config.StudyReader;
import dev.nocturne.objective.ObjectiveFactory;
import dev.nocturne.strategy.StrategyFactory;
import java.nio.file.Path;
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
    void whenToStopMayBeAnything() {
        String before = "max-duration: 8h\npatience: 30\nstop-at: 0.9\nuntil: 06:00\ntime-zone: Z\ncarry-over: true";
        assertThat(changes(before, 10, "auto", "", 10)).isEmpty();
        assertThat(changes("", 10, "auto", before, 10)).isEmpty();
        assertThat(changes(before, 10, "auto", "max-duration: 1m\npatience: 1\nuntil: 05:00", 10))
                .isEmpty();
    }

    @Test
    void sharesOfFailuresCompareByTheNumbersThatTheyComeTo() {
        assertThat(changes("max-failures: 20%", 100, "auto", "max-failures: 20", 100))
                .isEmpty();
        assertThat(changes("max-failures: 20", 100, "auto", "max-failures: 19.9%", 100))
                .containsExactly("max-failures: was 20, is 19; it may only be raised");
        assertThat(changes("max-failures: 20%", 100, "auto", "max-failures: 10%", 200))
                .isEmpty();
        assertThat(changes("max-failures: 20%", 100, "auto", "fail-fast: true", 100))
                .containsExactly("max-failures: was 20, is 0; it may only be raised");
        assertThat(changes("", 100, "auto", "max-failures: 100%", 100))
                .containsExactly("max-failures: was unlimited, is 100; it may only be raised");
    }

    @Test
    void aPrunerDecidesHowTrialsEndAndStaysAsItIs() {
        assertThat(changes("pruner: median", 10, "auto", "pruner: {type: median, startup-trials: 5}", 10))
                .isEmpty();
        assertThat(changes("", 10, "auto", "pruner: median", 10))
                .containsExactly("pruner.type: was none, is percentile");
        assertThat(changes("pruner: median", 10, "auto", "pruner: {type: percentile, percentile: 25}", 10))
                .containsExactly("pruner.percentile: was 50.0, is 25.0");
        assertThat(changes(
                        "pruner: {type: threshold, lower: 1}", 10, "auto", "pruner: {type: threshold, upper: 2.5}", 10))
                .containsExactly("pruner.lower: was 1.0, is not set", "pruner.upper: was not set, is 2.5");
    }

    private static List<String> changes(String line, int trials, String recorded, String newLine, int newTrials) {
        StudyPlan before = plan(line, trials);
        var run = RunRecords.of("FAILED", recorded, trials, before.source(), before.sha256());
        return StudyChanges.between(before.withStrategy(recorded), plan(newLine, newTrials), run, STRATEGIES);
    }

    private static StudyPlan plan(String line, int trials) {
        String text = line + """

                study: s
                max-trials: %d
                search-space:
                  n: {type: integer, min: 1, max: 1000}
                objective: {type: command, command: [echo, "{n}"]}
                """.formatted(trials);
        return READER.parse("study.yml", text, Path.of("/studies"), false);
    }
}
