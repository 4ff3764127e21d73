package dev.nocturne.batch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.nocturne.engine.Attempt;
import dev.nocturne.engine.AttemptResult;
import dev.nocturne.engine.Results;
import dev.nocturne.space.Point;
import dev.nocturne.strategy.pruner.PruningRule;
import dev.nocturne.study.Budget;
import dev.nocturne.study.Origin;
import dev.nocturne.study.TrialState;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TrialsInHandTest {
    private final TrialsInHand hand = new TrialsInHand();

    private static Attempt attempt(int trial, int number) {
        return new Attempt(
                trial,
                number,
                new Point(Map.of()),
                1,
                Budget.FULL,
                Origin.SEARCH,
                Attempt.FailedBefore.NEVER,
                PruningRule.NEVER);
    }

    @Test
    void whatWasEvaluatedIsHandedOverAndTheRestIsFreeForOthers() {
        hand.claimed(List.of(attempt(3, 1), attempt(4, 1), attempt(5, 1)));
        hand.evaluated(Results.completed(attempt(4, 1), 0.5));

        assertThat(hand.results())
                .extracting(result -> result.attempt().trialId(), AttemptResult::outcome)
                .containsExactly(
                        tuple(3, new TrialState.Interrupted()),
                        tuple(4, new TrialState.Completed(0.5)),
                        tuple(5, new TrialState.Interrupted()));
    }

    @Test
    void theLatestAttemptAtATrialCounts() {
        hand.claimed(List.of(attempt(3, 1)));
        hand.evaluated(Results.completed(attempt(3, 2), 0.5));
        assertThat(hand.results())
                .singleElement()
                .satisfies(result -> assertThat(result.attempt().number()).isEqualTo(2));
    }

    @Test
    void withoutAResultThereIsNothingToHandOver() {
        hand.claimed(List.of(attempt(3, 1)));
        assertThat(hand.isEmpty()).isFalse();
        assertThat(hand.results()).isEmpty();
    }

    @Test
    void whatIsRecordedIsNoLongerInHand() {
        hand.claimed(List.of(attempt(3, 1), attempt(4, 1)));
        AttemptResult result = Results.completed(attempt(3, 1), 0.5);
        hand.evaluated(result);
        hand.recorded(List.of(result));
        assertThat(hand.isEmpty()).isFalse();
        hand.recorded(List.of(Results.completed(attempt(4, 1), 0.5)));
        assertThat(hand.isEmpty()).isTrue();
    }
}
