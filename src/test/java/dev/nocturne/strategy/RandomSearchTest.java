package dev.nocturne.strategy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.nocturne.GoodnessOfFit;
import dev.nocturne.space.CategoricalParameter;
import dev.nocturne.space.Condition;
import dev.nocturne.space.ContinuousParameter;
import dev.nocturne.space.DiscreteParameter;
import dev.nocturne.space.Scale;
import dev.nocturne.space.SearchSpace;
import dev.nocturne.study.InvalidStudyException;
import dev.nocturne.study.TrialHistory;
import dev.nocturne.study.TrialRandom;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RandomSearchTest extends StrategyContract {
    private static final TrialHistory NO_HISTORY = TrialHistory.EMPTY;

    @Override
    String name() {
        return "random_search";
    }

    @Test
    void trialsOfARunAreUniformInEveryParameter() {
        var strategy = create(
                SearchSpace.of(new ContinuousParameter("x", 0, 1), new ContinuousParameter("y", 1, 10, Scale.LOG)));
        var points = IntStream.range(0, 10_000)
                .mapToObj(id -> strategy.propose(id, NO_HISTORY, new TrialRandom(42, id))
                        .parameters())
                .toList();
        GoodnessOfFit.assertUniform(
                points.stream().mapToDouble(point -> point.number("x")).toArray());
        GoodnessOfFit.assertUniform(points.stream()
                .mapToDouble(point -> Math.log10(point.number("y")))
                .toArray());

        long[] cells = new long[25];
        points.forEach(point ->
                cells[5 * (int) (5 * point.number("x")) + (int) Math.min(4, 5 * Math.log10(point.number("y")))]++);
        GoodnessOfFit.assertCountsAreEven(cells);
    }

    @Test
    void goldenProposal() {
        var strategy = create(SearchSpace.of(
                new ContinuousParameter("rate", 1e-4, 0.1, Scale.LOG),
                new CategoricalParameter("k", List.of("a", "b"))));
        var point = strategy.propose(3, NO_HISTORY, new TrialRandom(42, 3)).parameters();
        assertThat(point.text("rate")).isEqualTo("0.0056704789935411795");
        assertThat(point.text("k")).isEqualTo("b");
    }

    @Test
    void hasNoEnd() {
        var strategy = create(SearchSpace.of(new ContinuousParameter("x", 0, 1)));
        assertThat(strategy.capacity()).isEqualTo(Long.MAX_VALUE);
        assertThat(strategy.propose(Integer.MAX_VALUE, NO_HISTORY, new TrialRandom(1, Integer.MAX_VALUE))
                        .parameters()
                        .number("x"))
                .isBetween(0.0, 1.0);
    }

    @Test
    void drawsFromARangeWithoutGridPoints() {
        var strategy = create(SearchSpace.of(new ContinuousParameter("x", 0, 1, Scale.LINEAR, 0, Condition.always())));
        assertThat(strategy.propose(0, NO_HISTORY, new TrialRandom(1, 0))
                        .parameters()
                        .has("x"))
                .isTrue();
    }

    @Test
    void refusesAParameterWithoutChoices() {
        for (var parameter : List.of(new DiscreteParameter("p", List.of()), new CategoricalParameter("p", List.of()))) {
            assertThatExceptionOfType(InvalidStudyException.class)
                    .isThrownBy(() -> create(SearchSpace.of(parameter)))
                    .withMessage("random_search has nothing to propose: parameter 'p' has no choices.");
        }
    }
}
