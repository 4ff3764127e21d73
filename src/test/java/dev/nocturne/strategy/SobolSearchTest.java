package dev.nocturne.strategy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.nocturne.space.CategoricalParameter;
import dev.nocturne.space.ContinuousParameter;
import dev.nocturne.space.IntegerParameter;
import dev.nocturne.space.Parameter;
import dev.nocturne.space.Point;
import dev.nocturne.space.SearchSpace;
import dev.nocturne.study.InvalidStudyException;
import dev.nocturne.study.TrialHistory;
import dev.nocturne.study.TrialRandom;
import dev.nocturne.study.rule.Rule;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SobolSearchTest extends StrategyContract {
    @Override
    String name() {
        return "sobol_search";
    }

    @Test
    void eachEighthOfARangeHoldsOneOfEightTrials() {
        var strategy = create(SearchSpace.of(
                new ContinuousParameter("x", -4, 4), new CategoricalParameter("k", List.of("a", "b", "c", "d"))));
        for (int first = 0; first < 64; first += 8) {
            List<Point> block = IntStream.range(first, first + 8)
                    .mapToObj(id -> propose(strategy, id))
                    .toList();
            assertThat(block.stream().map(point -> (int) Math.floor(point.number("x"))))
                    .doesNotHaveDuplicates();
            assertThat(block.stream().filter(point -> point.text("k").equals("a")))
                    .hasSize(2);
        }
    }

    @Test
    void passesOverWhatBreaksAConstraintAndKeepsTheOrderOfTheRest() {
        List<Parameter> parameters = List.of(new ContinuousParameter("x", 0, 1), new ContinuousParameter("y", 0, 1));
        var free = create(new SearchSpace(parameters));
        var bound = create(new SearchSpace(parameters, List.of(Rule.parse("x * y > 0.3 or x < 0.1", parameters))));
        List<Point> kept = IntStream.range(0, 2000)
                .mapToObj(id -> propose(free, id))
                .filter(point -> point.number("x") * point.number("y") > 0.3 || point.number("x") < 0.1)
                .toList();
        assertThat(kept).hasSizeGreaterThan(200);
        assertThat(IntStream.range(0, kept.size()).mapToObj(id -> propose(bound, id)))
                .isEqualTo(kept);
    }

    @Test
    void saysWhichConstraintRefusesTooMuch() {
        List<Parameter> parameters = List.of(new ContinuousParameter("x", 0, 1), new IntegerParameter("n", 1, 9));
        assertThatExceptionOfType(InvalidStudyException.class)
                .isThrownBy(() -> create(new SearchSpace(
                        parameters, List.of(Rule.parse("x < n", parameters), Rule.parse("x + n < 1", parameters)))))
                .withMessageContaining("'x + n < 1' refused all")
                .matches(refused -> refused.key().equals("constraints"));
    }

    private static Point propose(Strategy strategy, int trialId) {
        return strategy.propose(trialId, TrialHistory.EMPTY, new TrialRandom(1, trialId))
                .parameters();
    }
}
