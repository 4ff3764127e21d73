package dev.nocturne.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nocturne.event.TuningEvent;
import dev.nocturne.space.Point;
import dev.nocturne.space.Value;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

class EventJsonTest {
    @Test
    void aPromotionComesWithItsEvidence() {
        var promoted = new TuningEvent.ChampionPromoted(
                3,
                "TEST",
                17,
                OptionalDouble.of(0.25),
                OptionalDouble.of(0.125),
                OptionalDouble.of(0.01),
                "better",
                new Point(Map.of("x", new Value.Real(0.5))),
                Instant.EPOCH);
        assertThat(EventJson.type(promoted)).isEqualTo("CHAMPION_PROMOTED");
        assertThat(EventJson.write(promoted))
                .isEqualTo("{\"champion\":3,\"reason\":\"TEST\",\"trial_id\":17,\"objective\":0.25,\"gain\":0.125,"
                        + "\"p_value\":0.01,\"note\":\"better\",\"parameters\":{\"x\":0.5}}");
    }

    @Test
    void aPromotionByHandHasNoTest() {
        var set = new TuningEvent.ChampionPromoted(
                1,
                "SET",
                0,
                OptionalDouble.empty(),
                OptionalDouble.empty(),
                OptionalDouble.empty(),
                "by hand",
                new Point(Map.of()),
                Instant.EPOCH);
        assertThat(EventJson.write(set))
                .isEqualTo("{\"champion\":1,\"reason\":\"SET\",\"trial_id\":0,\"note\":\"by hand\",\"parameters\":{}}");
    }

    @Test
    void whatComesAfterASearchIsAnnounced() {
        var started = new TuningEvent.ConfirmationStarted(40, 4, 20, Instant.EPOCH);
        assertThat(EventJson.type(started)).isEqualTo("CONFIRMATION_STARTED");
        assertThat(EventJson.write(started)).isEqualTo("{\"search_trials\":40,\"candidates\":4,\"trials\":20}");
    }

    @Test
    void changedFilesAreNamed() {
        var changed = new TuningEvent.ObjectiveChanged(List.of("train.py", "a \"b\".csv"), 2, Instant.EPOCH);
        assertThat(EventJson.type(changed)).isEqualTo("OBJECTIVE_CHANGED");
        assertThat(EventJson.write(changed)).isEqualTo("{\"files\":[\"train.py\",\"a \\\"b\\\".csv\"],\"epoch\":2}");
    }
}
