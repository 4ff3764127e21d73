package dev.nocturne.strategy;

import static dev.nocturne.strategy.Rehearsal.numbers;
import static org.assertj.core.api.Assertions.assertThat;

import dev.nocturne.space.CategoricalParameter;
import dev.nocturne.space.Condition;
import dev.nocturne.space.Constraint;
import dev.nocturne.space.ContinuousParameter;
import dev.nocturne.space.CoordinateSpace;
import dev.nocturne.space.FeasibleRegion;
import dev.nocturne.space.IntegerParameter;
import dev.nocturne.space.Parameter;
import dev.nocturne.space.Point;
import dev.nocturne.space.Scale;
import dev.nocturne.space.SearchSpace;
import dev.nocturne.space.Value;
import dev.nocturne.strategy.Rehearsal.Tried;
import dev.nocturne.strategy.cma.CmaEs;
import java.util.List;
import java.util.Map;
import java.util.function.IntToDoubleFunction;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class CmaEsTest extends StrategyContract {
    @Override
    String name() {
        return "cma_es";
    }

    @Test
    void reachesTheFootOfASphere() {
        assertThat(best(numbers(10, -5, 7), 3_000, point -> sum(10, i -> square(x(point, i)))))
                .isLessThan(1e-8);
    }

    @Test
    void followsTheBananaValley() {
        ToDoubleFunction<Point> rosenbrock =
                point -> sum(4, i -> 100 * square(x(point, i + 1) - square(x(point, i))) + square(1 - x(point, i)));
        assertThat(best(numbers(5, -5, 10), 6_000, rosenbrock)).isLessThan(1e-8);
    }

    @Test
    void learnsScalesThatAreAMillionApart() {
        ToDoubleFunction<Point> ellipsoid = point -> sum(10, i -> Math.pow(1e6, i / 9.0) * square(turned(point, i)));
        assertThat(best(numbers(10, -5, 7), 7_000, ellipsoid)).isLessThan(1e-8);
    }

    @Test
    void restartsOutOfLocalOptima() {
        ToDoubleFunction<Point> rastrigin =
                point -> sum(5, i -> square(x(point, i) - 1) - 10 * Math.cos(2 * Math.PI * (x(point, i) - 1)) + 10);
        assertThat(best(numbers(5, -5.12, 5.12), 20_000, rastrigin)).isLessThan(1e-6);
    }

    @Test
    void findsTheBestOfMixedParameters() {
        var space = SearchSpace.of(
                new ContinuousParameter("rate", 1e-6, 1, Scale.LOG),
                new ContinuousParameter("share", 0, 1),
                new IntegerParameter("depth", 1, 30),
                new IntegerParameter("width", 8, 1024, 1, Scale.LOG, Condition.always()),
                new IntegerParameter("flag", 0, 1),
                new CategoricalParameter("kind", List.of("a", "b", "c", "d")),
                new CategoricalParameter("other", List.of("x", "y")));
        ToDoubleFunction<Point> mixed = point -> square(Math.log10(point.number("rate")) + 3)
                + square(point.number("share") - 0.25)
                + square(point.number("depth") - 17)
                + square(Math.log(point.number("width") / 100) * 4)
                + square(point.number("flag") - 1)
                + ("c".equals(point.text("kind")) ? 0 : 1 + square(point.number("share") - 0.9))
                + ("y".equals(point.text("other")) ? 0 : 0.5);
        assertThat(best(space, 3_000, mixed)).isLessThan(1e-8);
    }

    @Test
    void findsTheBestOfManyIntegers() {
        var space = new SearchSpace(IntStream.range(0, 12)
                .<Parameter>mapToObj(i -> new IntegerParameter("x" + i, -50, 60))
                .toList());
        assertThat(best(space, 5_000, point -> sum(12, i -> (i + 1) * square(x(point, i) - i))))
                .isZero();
    }

    @Test
    void findsTheBranchAndItsParameters() {
        var space = SearchSpace.of(
                new CategoricalParameter("model", List.of("svm", "forest", "net")),
                new ContinuousParameter("c", 1e-3, 1e3, Scale.LOG, 3, when("model", new Value.Text("svm"))),
                new IntegerParameter("trees", 1, 500, 1, Scale.LOG, when("model", new Value.Text("forest"))),
                new ContinuousParameter("x", 0, 1, Scale.LINEAR, 3, when("model", new Value.Text("net"))),
                new ContinuousParameter("y", 0, 1));
        ToDoubleFunction<Point> branches = point -> square(point.number("y") - 0.6)
                + switch (point.text("model")) {
                    case "svm" -> 0.4 + square(Math.log10(point.number("c")));
                    case "forest" -> square(Math.log(point.number("trees") / 60));
                    default -> 0.2 + square(point.number("x") - 0.1);
                };
        assertThat(best(space, 2_000, branches)).isLessThan(1e-8);
    }

    @Test
    void keepsConstraintsAndFindsTheBestOnTheirEdge() {
        var sum = constraint(
                "x0 + x1 <= 1",
                values -> values.get("x0").number() + values.get("x1").number() <= 1);
        var space = new SearchSpace(numbers(2, 0, 2).parameters(), List.of(sum));
        var points = run(space, 800, point -> square(x(point, 0) - 1) + square(x(point, 1) - 1));
        assertThat(points)
                .allSatisfy(trial -> assertThat(space.isFeasible(trial.point())).isTrue());
        assertThat(Rehearsal.best(points)).isBetween(0.5, 0.5 + 1e-4);
    }

    @Test
    void learnsVariancesWhereAMatrixWouldBeTooLarge() {
        double random =
                Rehearsal.best(Rehearsal.in(numbers(100, -5, 7)).run("random_search", 4_000, CmaEsTest::hundred));
        assertThat(best(numbers(100, -5, 7), 4_000, CmaEsTest::hundred)).isLessThan(random / 100);
    }

    @Test
    void beginsWhereEarlierTrialsWereGood() {
        var space = numbers(6, -5, 7);
        ToDoubleFunction<Point> sphere = point -> sum(6, i -> square(x(point, i) - 3));
        var random = Rehearsal.in(space).run("random_search", 400, sphere);
        double cold = best(space, 60, sphere);
        double warm = Rehearsal.best(Rehearsal.in(space).knowing(random).run("cma_es", 60, sphere));
        assertThat(warm).isLessThan(cold / 2);
    }

    @Test
    void learnsFromPointsThatItHasNotProposed() {
        var space = numbers(5, -5, 7);
        var injected = new Point(Map.of(
                "x0",
                new Value.Real(1.99),
                "x1",
                new Value.Real(2.01),
                "x2",
                new Value.Real(2),
                "x3",
                new Value.Real(2),
                "x4",
                new Value.Real(2)));
        ToDoubleFunction<Point> sphere = point -> sum(5, i -> square(x(point, i) - 2));
        var without = run(space, 100, sphere);
        var first = Rehearsal.in(space).injecting(3, injected).run("cma_es", 100, sphere);
        var later = Rehearsal.in(space).injecting(15, injected).run("cma_es", 100, sphere);
        assertThat(mean(first)).isLessThan(mean(without) * 0.75);
        assertThat(mean(later)).isLessThan(mean(without));
    }

    @Test
    void takesUpWhereAnotherStrategyLeavesOff() {
        var space = numbers(6, -5, 7);
        ToDoubleFunction<Point> sphere = point -> sum(6, i -> square(x(point, i) - 3));
        var coordinates = new CoordinateSpace(space);
        var settings = new StrategySettings(Rehearsal.SEED, 1, 300);
        var later = new CmaEs(new FeasibleRegion(coordinates), settings, 100);
        var random = Rehearsal.in(space).run("random_search", 100, sphere);
        var all = Rehearsal.in(space).goOn(later, random, 300, Rehearsal.losses(sphere));
        assertThat(Rehearsal.best(all)).isLessThan(Rehearsal.best(random) / 50);
        assertThat(later.requiredHistory(100)).isEqualTo(100);
    }

    @Test
    void aGenerationIsAsLargeAsMayRunAtOnceWithinReason() {
        assertThat(blockWithLag(1)).isEqualTo(10);
        assertThat(blockWithLag(16)).isEqualTo(16);
        assertThat(blockWithLag(1_000)).isEqualTo(30);
    }

    private int blockWithLag(int lag) {
        var space = new CoordinateSpace(numbers(10, 0, 1));
        var strategy = new CmaEs(new FeasibleRegion(space), new StrategySettings(1, lag, 100));
        return IntStream.range(0, 100)
                .filter(id -> strategy.requiredHistory(id) > 0)
                .findFirst()
                .orElseThrow();
    }

    private static double hundred(Point point) {
        return sum(100, i -> (i + 1) * square(x(point, i)));
    }

    private static double turned(Point point, int i) {
        return i == 9 ? x(point, 9) + x(point, 0) : x(point, i) - 0.5 * x(point, i + 1);
    }

    private static double square(double x) {
        return x * x;
    }

    private static double x(Point point, int i) {
        return point.number("x" + i);
    }

    private static double sum(int count, IntToDoubleFunction term) {
        return IntStream.range(0, count).mapToDouble(term).sum();
    }

    private static Constraint constraint(String text, Predicate<Map<String, Value>> rule) {
        return new Constraint() {
            @Override
            public String text() {
                return text;
            }

            @Override
            public boolean holds(Map<String, Value> values) {
                return rule.test(values);
            }
        };
    }

    private static double best(SearchSpace space, int trials, ToDoubleFunction<Point> objective) {
        return Rehearsal.best(run(space, trials, objective));
    }

    private static List<Tried> run(SearchSpace space, int trials, ToDoubleFunction<Point> objective) {
        return Rehearsal.in(space).run("cma_es", trials, objective);
    }

    private static double mean(List<Tried> trials) {
        return trials.stream().mapToDouble(Tried::loss).average().orElseThrow();
    }

    @Test
    void goldenProposal() {
        var space = SearchSpace.of(
                new ContinuousParameter("rate", 1e-4, 0.1, Scale.LOG),
                new IntegerParameter("n", 1, 30),
                new CategoricalParameter("k", List.of("a", "b", "c")));
        var run = Rehearsal.in(space)
                .run(
                        "cma_es",
                        100,
                        point -> Math.abs(point.number("rate") - 0.01) * 100
                                + Math.abs(point.number("n") - 7)
                                + ("b".equals(point.text("k")) ? 0 : 1));
        var last = run.get(99).point();
        assertThat(List.of(last.text("rate"), last.text("n"), last.text("k")))
                .containsExactly("0.0028154900784093666", "8", "b");
    }
}
