package dev.nocturne.strategy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.nocturne.space.CategoricalParameter;
import dev.nocturne.space.Condition;
import dev.nocturne.space.ContinuousParameter;
import dev.nocturne.space.DiscreteParameter;
import dev.nocturne.space.IntegerParameter;
import dev.nocturne.space.Parameter;
import dev.nocturne.space.Point;
import dev.nocturne.space.Scale;
import dev.nocturne.space.SearchSpace;
import dev.nocturne.space.Value;
import dev.nocturne.study.InvalidStudyException;
import dev.nocturne.study.Study;
import dev.nocturne.study.TrialHistory;
import dev.nocturne.study.TrialRandom;
import dev.nocturne.study.rule.Rule;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class EnqueuedFirstTest {
    private static final List<Parameter> PARAMETERS = List.of(
            new CategoricalParameter("kernel", List.of("rbf", "linear")),
            new DiscreteParameter("share", List.of(0.5, 0.25)),
            new IntegerParameter("trees", 10, 500, 10, Scale.LOG, Condition.always()),
            new ContinuousParameter(
                    "gamma", 0.001, 1, Scale.LOG, 4, new Condition(Map.of("kernel", List.of(new Value.Text("rbf"))))));

    private static final Point FULL = point(
            "kernel",
            new Value.Text("rbf"),
            "share",
            new Value.Real(0.25),
            "trees",
            new Value.Whole(130),
            "gamma",
            new Value.Real(0.1234567890123456));

    @Test
    void aFullPointIsTriedAsItIs() {
        var strategy = create("random_search", FULL);
        assertThat(propose(strategy, 0)).isEqualTo(FULL);
        assertThat(propose(strategy, 0).values().keySet()).containsExactly("kernel", "share", "trees", "gamma");
    }

    @Test
    void whatAPointDoesNotNameIsDrawnFromWhatIsFeasible() {
        var space = new SearchSpace(
                PARAMETERS,
                List.of(Rule.parse("trees * share < 20", PARAMETERS), Rule.parse("gamma > 0.5", PARAMETERS)));
        var study = Study.named("s").strategy("random_search");
        space.parameters().forEach(study::parameter);
        space.constraints().forEach(study::constraint);
        for (int i = 0; i < 50; i++) {
            study.enqueue(point("share", new Value.Real(0.25)));
        }
        var strategy = new StrategyFactory().create(study.build(), new StrategySettings(1, 1, 100));
        List<Point> drawn =
                IntStream.range(0, 50).mapToObj(id -> propose(strategy, id)).toList();
        assertThat(drawn).allSatisfy(point -> {
            assertThat(space.contains(point) && space.isFeasible(point)).isTrue();
            assertThat(point.number("share")).isEqualTo(0.25);
        });
        assertThat(drawn.stream().map(point -> point.number("trees")).distinct())
                .hasSizeGreaterThan(3);
        assertThat(drawn.stream().map(point -> point.text("kernel")).distinct()).hasSize(2);
        assertThat(propose(strategy, 7)).isEqualTo(drawn.get(7));
    }

    @Test
    void sequencesBeginAfterThePoints() {
        for (String name : List.of("grid_search", "sobol_search")) {
            var alone = create(name);
            var after = create(name, FULL, point("trees", new Value.Whole(20)));
            for (int id = 0; id < 30; id++) {
                assertThat(propose(after, id + 2)).isEqualTo(propose(alone, id));
                assertThat(after.requiredHistory(id)).isZero();
            }
        }
        assertThat(create("grid_search", FULL).capacity())
                .isEqualTo(1 + create("grid_search").capacity());
        assertThat(create("sobol_search", FULL).capacity()).isEqualTo(Long.MAX_VALUE);
        var random = create("random_search", FULL);
        assertThat(propose(random, 5)).isEqualTo(propose(create("random_search"), 5));
        assertThat(random.capacity()).isEqualTo(Long.MAX_VALUE);
    }

    @Test
    void refusesWhatIsNoPointOfTheSpace() {
        assertRefused("names 'tree', which is no parameter.", point("tree", new Value.Whole(20)));
        assertRefused("gives 'trees' a value outside of its range.", point("trees", new Value.Whole(15)));
        assertRefused("gives 'trees' a value outside of its range.", point("trees", new Value.Real(20)));
        assertRefused(
                "names 'gamma' without values of kernel beside which it is used.",
                point("kernel", new Value.Text("linear"), "gamma", new Value.Real(0.5)));
        assertRefused(
                "names 'gamma' without values of kernel beside which it is used.", point("gamma", new Value.Real(0.5)));
    }

    @Test
    void refusesAPointBesideWhichNothingIsFeasible() {
        var study = Study.named("s").enqueue(point("trees", new Value.Whole(500)));
        PARAMETERS.forEach(study::parameter);
        study.constraint(Rule.parse("trees * share <= 100", PARAMETERS));
        assertThatExceptionOfType(InvalidStudyException.class)
                .isThrownBy(() -> new StrategyFactory().capacity(study.build()))
                .withMessageStartingWith("Enqueued point 1 cannot be tried. No ")
                .withMessageContaining("'trees * share <= 100' refused all")
                .matches(refused -> refused.key().equals("enqueue"));
    }

    private static void assertRefused(String reason, Point point) {
        assertThatExceptionOfType(InvalidStudyException.class)
                .isThrownBy(() -> create("random_search", FULL, point))
                .withMessage("Enqueued point 2 " + reason)
                .matches(refused -> refused.key().equals("enqueue"));
    }

    private static Strategy create(String name, Point... points) {
        var study = Study.named("s").strategy(name);
        PARAMETERS.forEach(study::parameter);
        List.of(points).forEach(study::enqueue);
        return new StrategyFactory().create(study.build(), new StrategySettings(1, 1, 100));
    }

    private static Point propose(Strategy strategy, int id) {
        return strategy.propose(id, TrialHistory.EMPTY, new TrialRandom(1, id)).parameters();
    }

    private static Point point(Object... namesAndValues) {
        var values = new LinkedHashMap<String, Value>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            values.put((String) namesAndValues[i], (Value) namesAndValues[i + 1]);
        }
        return new Point(values);
    }
}
