package dev.nocturne.study;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.nocturne.space.ContinuousParameter;
import dev.nocturne.space.Point;
import dev.nocturne.space.Value;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class KnownTrialsTest {
    private static final Point POINT = new Point(Map.of("x", new Value.Real(0.5)));

    private final KnownTrials.Collector collector = new KnownTrials.Collector(
            Study.named("s").parameter(new ContinuousParameter("x", 0, 1)).build());

    @Test
    void keepsTheLatestInTheirOrder() {
        for (int i = 0; i < KnownTrials.MOST + 5; i++) {
            collector.add("run one", new Trial(i, POINT, new TrialState.Completed(i)));
        }
        KnownTrials known = collector.collected();
        assertThat(known.withoutSources())
                .hasSize(KnownTrials.MOST)
                .startsWith(new Trial(5, POINT, new TrialState.Completed(5)))
                .endsWith(new Trial(KnownTrials.MOST + 4, POINT, new TrialState.Completed(KnownTrials.MOST + 4)));
        assertThat(known.leftOut()).isEqualTo(Map.of("older than the latest 10000", 5));
    }

    @Test
    void leavesOutWhatTeachesNothingAndSaysWhy() {
        collector.add("run one", new Trial(0, POINT, new TrialState.Running()));
        collector.add("run one", new Trial(1, POINT, new TrialState.Interrupted()));
        collector.add("run one", new Trial(2, POINT, new TrialState.Failed(FailureKind.COULD_NOT_START, "")));
        collector.add("run one", new Trial(3, POINT, new TrialState.Failed(FailureKind.EXIT_CODE, "3")));
        collector.add("run one", new Trial(4, POINT, new TrialState.Completed(List.of(1.0, 2.0))));
        collector.add("run one", new Trial(5, new Point(Map.of()), new TrialState.Completed(1)));
        KnownTrials known = collector.collected();
        assertThat(known.trials())
                .containsExactly(new KnownTrial(
                        "run one", new Trial(3, POINT, new TrialState.Failed(FailureKind.EXIT_CODE, "3"))));
        assertThat(known.leftOut())
                .isEqualTo(Map.of(
                        "it had not ended", 2,
                        "it failed of something that its parameters have no part in", 1,
                        "it has another number of objectives", 1,
                        "x is missing", 1));
    }

    @Test
    void aKnownTrialHasEnded() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new KnownTrial("run one", new Trial(0, POINT, new TrialState.Running())));
    }
}
