package dev.nocturne.batch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nocturne.study.Study;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class ForecastTest {
    private static final Instant NOW = Instant.parse("2026-11-22T21:00:00Z");

    @Test
    void workersSpeedItUpAndTheLastRoundTakesAsLongAsTheOthers() {
        var study = Study.named("s").maxTrials(201).workers(4).build();
        var forecast = Forecast.of(study, Long.MAX_VALUE, Duration.ofMinutes(2), NOW);

        assertThat(forecast.whole()).isEqualTo(Duration.ofMinutes(2 * 51));
        assertThat(forecast.rooms())
                .containsExactly(
                        new Forecast.Room("", Duration.ofHours(1)), new Forecast.Room("", Duration.ofHours(8)));
        assertThat(forecast.trialsIn(forecast.rooms().get(0))).isEqualTo(120);
    }

    @Test
    void aLimitOfTimeIsWhatThereIsRoomIn() {
        var study = Study.named("s").maxDuration(Duration.ofMinutes(25)).build();
        var forecast = Forecast.of(study, Long.MAX_VALUE, Duration.ofMinutes(10), NOW);

        assertThat(forecast.rooms()).isEqualTo(List.of(new Forecast.Room("max-duration", Duration.ofMinutes(25))));
        assertThat(forecast.trialsIn(forecast.rooms().get(0))).isEqualTo(2);
    }

    @Test
    void aTrialThatTakesNoTimeBreaksNothing() {
        var forecast = Forecast.of(Study.named("s").build(), Long.MAX_VALUE, Duration.ZERO, NOW);

        assertThat(forecast.whole()).isZero();
        assertThat(forecast.trialsIn(forecast.rooms().get(1))).isPositive();
    }
}
