package dev.nocturne.night;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A short bad night on the real jar; the long one is {@link BadNightChaosIT}. */
class BadNightIT {
    private static final int TRIALS = 36;

    @TempDir
    private Path folder;

    @Test
    void everyTrialEndsAsItsProgramDoesHoweverOftenTheTunerIsKilledAndStopped() throws Exception {
        assertThat(IntStream.range(0, TRIALS).mapToObj(BadProgram.Behaviour::of))
                .as("each behaviour has its turn")
                .containsAll(new HashSet<>(List.of(BadProgram.Behaviour.values())));
        var night = new BadNight(folder, TRIALS, 4, "5s", 7);
        night.live(3, 2);
        night.check();
    }
}
