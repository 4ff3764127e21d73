package dev.nocturne.night;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** 500 trials, 20 kills, 10 stops, against an undisturbed night; only in the profile chaos. */
@Tag("chaos")
class BadNightChaosIT {
    private static final long SEED = Long.getLong("nocturne.test.seed", System.nanoTime());

    @TempDir
    private Path folder;

    @TempDir
    private Path quietFolder;

    @Test
    void fiveHundredTrialsTwentyKillsTenStops() throws Exception {
        var quiet = new BadNight(quietFolder, 500, 8, "5s", SEED);
        quiet.live(0, 0);
        quiet.check();
        var night = new BadNight(folder, 500, 8, "5s", SEED);
        night.live(20, 10);
        night.check();
        assertThat(night.table()).as("seed " + SEED).isEqualTo(quiet.table());
    }
}
