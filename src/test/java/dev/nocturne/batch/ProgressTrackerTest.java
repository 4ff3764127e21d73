package dev.nocturne.batch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nocturne.event.TuningEvent;
import dev.nocturne.space.Point;
import dev.nocturne.study.Budget;
import dev.nocturne.study.Direction;
import dev.nocturne.study.Goal;
import dev.nocturne.study.Origin;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ProgressTrackerTest {
    private final ProgressTracker tracker = new ProgressTracker(List.of(Goal.only(Direction.MINIMIZE)));

    private void completed(int trialId, double objective, double budget) {
        tracker.handle(new TuningEvent.TrialCompleted(
                trialId,
                1,
                Origin.Kind.SEARCH,
                Map.of("objective", objective),
                Budget.of(budget),
                Duration.ZERO,
                new Point(Map.of()),
                Instant.EPOCH));
    }

    @Test
    void whatWasEvaluatedWithMoreEffortIsTheBest() {
        completed(0, 0.1, 3);
        completed(1, 0.5, 9);
        completed(2, 0.2, 3);
        assertThat(tracker.progress().bestTrial()).hasValue(1);
        completed(3, 0.4, 9);
        assertThat(tracker.progress().best()).hasValue(0.4);
        completed(2, 0.4, 9);
        assertThat(tracker.progress().bestTrial()).hasValue(2);
    }

    @Test
    void whatComesAfterTheSearchIsNoPartOfIt() {
        tracker.handle(new TuningEvent.TuningStarted(1, 2, 0, Instant.EPOCH));
        completed(0, 0.5, 1);
        completed(1, 0.6, 1);
        tracker.handle(new TuningEvent.ConfirmationStarted(2, 2, 4, Instant.EPOCH));
        completed(2, 0.1, 1);
        completed(3, 0.2, 1);
        RunProgress now = tracker.progress();
        assertThat(now.best()).hasValue(0.5);
        assertThat(now.ended()).isEqualTo(2);
        assertThat(now.confirmed()).isEqualTo(2);
        assertThat(now.confirmations()).isEqualTo(4);
    }
}
