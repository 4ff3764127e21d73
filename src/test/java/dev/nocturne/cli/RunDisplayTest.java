package dev.nocturne.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nocturne.batch.RunProgress;
import java.time.Duration;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class RunDisplayTest {
    private static final OptionalDouble NO_BEST = OptionalDouble.empty();
    private static final OptionalInt NO_TRIAL = OptionalInt.empty();
    private static final OptionalInt NO_FRONT = OptionalInt.empty();

    @Test
    void theBarFillsFromTheLeft() {
        assertThat(RunDisplay.bar(new RunProgress(200, 0, 0, 0, NO_BEST, NO_TRIAL, NO_FRONT, 0)))
                .isEqualTo("[--------------------]");
        assertThat(RunDisplay.bar(new RunProgress(200, 100, 0, 0, NO_BEST, NO_TRIAL, NO_FRONT, 0)))
                .isEqualTo("[##########----------]");
        assertThat(RunDisplay.bar(new RunProgress(200, 199, 0, 0, NO_BEST, NO_TRIAL, NO_FRONT, 0)))
                .isEqualTo("[###################-]");
        assertThat(RunDisplay.bar(new RunProgress(200, 200, 0, 0, NO_BEST, NO_TRIAL, NO_FRONT, 0)))
                .isEqualTo("[####################]");
    }

    @Test
    void theBarBearsWhatIsNotKnownYetAndWhatIsHuge() {
        assertThat(RunDisplay.bar(new RunProgress(0, 0, 0, 0, NO_BEST, NO_TRIAL, NO_FRONT, 0)))
                .isEqualTo("[--------------------]");
        assertThat(RunDisplay.bar(
                        new RunProgress(Integer.MAX_VALUE, Integer.MAX_VALUE, 0, 0, NO_BEST, NO_TRIAL, NO_FRONT, 0)))
                .isEqualTo("[####################]");
    }

    @Test
    void aRunThatHasJustBegunSaysOnlyHowFarItIs() {
        assertThat(RunDisplay.describe(new RunProgress(200, 40, 0, 0, NO_BEST, NO_TRIAL, NO_FRONT, 0), Duration.ZERO))
                .isEqualTo("40/200 trials");
    }

    @Test
    void theRateAndTheTimeLeftAreThoseOfThisStart() {
        var progress =
                new RunProgress(200, 150, 2, 100, OptionalDouble.of(0.123456789), OptionalInt.of(17), NO_FRONT, 0);
        assertThat(RunDisplay.describe(progress, Duration.ofSeconds(50)))
                .isEqualTo("150/200 trials, best 0.123457 (trial 17), 2 failed, 2.00/s, 00:00:25 left");
    }

    @Test
    void slowRunsHaveReadableRates() {
        var progress = new RunProgress(10_000, 2, 0, 2, NO_BEST, NO_TRIAL, NO_FRONT, 0);
        assertThat(RunDisplay.describe(progress, Duration.ofHours(1)))
                .contains("left")
                .doesNotContain("E");
    }
}
