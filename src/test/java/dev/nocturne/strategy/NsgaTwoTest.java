package dev.nocturne.strategy;

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
import dev.nocturne.strategy.nsga.NsgaTwo;
import dev.nocturne.strategy.pareto.Hypervolume;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class NsgaTwoTest extends StrategyContract {
    @Override
    String name() {
        return "nsga2";
    }

    @Test
    void comesNearTheFrontOfZdt1() {
        var space = cube(10);
        assertThat(volume(space, "nsga2", 4_000, NsgaTwoTest::zdt1))
                .as("of at most %s", 120 + 2.0 / 3)
                .isGreaterThan(120.4)
                .isGreaterThan(volume(space, "random_search", 4_000, NsgaTwoTest::zdt1));
    }

    @Test
    void isAheadOfChanceAfterFewTrialsToo() {
        var space = cube(10);
        assertThat(volume(space, "nsga2", 100, NsgaTwoTest::zdt1))
                .isGreaterThan(volume(space, "random_search", 100, NsgaTwoTest::zdt1) + 2);
    }

    @Test
    void comesNearAFrontInPieces() {
        Function<Point, double[]> zdt3 = point -> {
            double g = g(point, 10);
            double x = x(point, 0);
            return new double[] {x, g * (1 - Math.sqrt(x / g) - x / g * Math.sin(10 * Math.PI * x))};
        };
        double chance = volume(cube(10), "random_search", 1_500, zdt3);
        double best = 128.77;
        assertThat(best - volume(cube(10), "nsga2", 1_500, zdt3)).isLessThan((best - chance) / 5);
    }

    @Test
    void breedsChoicesWholeNumbersAndBranches() {
        var space = SearchSpace.of(
                new CategoricalParameter("model", List.of("a", "b", "c")),
                new IntegerParameter("trees", 1, 1000, 1, Scale.LOG, when("model", new Value.Text("a"))),
                new ContinuousParameter("x", 0, 1, Scale.LINEAR, 3, when("model", new Value.Text("b"))),
                new IntegerParameter("depth", 1, 40),
                new CategoricalParameter("kind", List.of("p", "q", "r", "s")),
                new ContinuousParameter("rate", 1e-6, 1, Scale.LOG));
        Function<Point, double[]> objectives = point -> {
            double shared = Math.abs(Math.log10(point.number("rate")) + 3)
                    + Math.abs(point.number("depth") - 23) / 10
                    + ("r".equals(point.text("kind")) ? 0 : 1);
            return switch (point.text("model")) {
                case "a" -> {
                    double size = Math.log(point.number("trees")) / Math.log(1000);
                    yield new double[] {shared + size, shared + (1 - size) * (1 - size)};
                }
                case "b" -> new double[] {shared + 0.5 + point.number("x"), shared + 1.5 - point.number("x")};
                default -> new double[] {shared + 1, shared + 1};
            };
        };
        double chance = volume(space, "random_search", 600, objectives);
        double best = 120 + 2.0 / 3;
        assertThat(best - volume(space, "nsga2", 600, objectives)).isLessThan((best - chance) / 4);
    }

    @Test
    void worksForOneObjectiveToo() {
        var run = Rehearsal.in(cube(8)).run("nsga2", 2_000, NsgaTwoTest::sphere);
        var chance = Rehearsal.in(cube(8)).run("random_search", 2_000, NsgaTwoTest::sphere);
        assertThat(Rehearsal.best(run)).isLessThan(Rehearsal.best(chance) / 100);
    }

    @Test
    void childrenRepeatNothingUntilAFiniteSpaceIsExhausted() {
        var space = SearchSpace.of(
                new IntegerParameter("n", 1, 12),
                new IntegerParameter("m", 1, 12),
                new CategoricalParameter("k", List.of("a", "b")));
        var run = Rehearsal.in(space).run("nsga2", 120, point -> point.number("n") + point.number("m"));
        var points = run.stream().map(Tried::point).toList();
        for (int id = size(1, 120); id < 120; id++) {
            assertThat(points.subList(0, id)).doesNotContain(points.get(id));
        }
        assertThat(Rehearsal.in(space).run("nsga2", 400, point -> point.number("n")))
                .hasSize(400);
    }

    @Test
    void keepsConstraints() {
        var rule = new Constraint() {
            @Override
            public String text() {
                return "x0 + x1 <= 1";
            }

            @Override
            public boolean holds(Map<String, Value> values) {
                return values.get("x0").number() + values.get("x1").number() <= 1;
            }
        };
        var space = new SearchSpace(cube(2).parameters(), List.of(rule));
        var run = Rehearsal.in(space).run("nsga2", 600, point -> -x(point, 0) - x(point, 1));
        assertThat(run)
                .allSatisfy(trial -> assertThat(space.isFeasible(trial.point())).isTrue());
        assertThat(Rehearsal.best(run)).isBetween(-1.0, -0.999);
    }

    @Test
    void failedTrialsNeverBreed() {
        var failing = new double[0];
        var run = Rehearsal.in(cube(6))
                .runWithTwoGoals(
                        "nsga2", 800, point -> x(point, 0) < 0.5 ? failing : new double[] {x(point, 0), x(point, 1)});
        long failed = run.subList(400, 800).stream()
                .filter(trial -> trial.losses().length == 0)
                .count();
        assertThat(failed).isLessThan(80);
        var ended = run.stream().filter(trial -> trial.losses().length > 0).toList();
        assertThat(Rehearsal.best(ended)).isLessThan(0.51);
    }

    @Test
    void beginsWithWhatIsKnown() {
        var known = Rehearsal.in(cube(10)).runWithTwoGoals("random_search", 300, NsgaTwoTest::zdt1);
        var cold = Rehearsal.in(cube(10)).runWithTwoGoals("nsga2", 100, NsgaTwoTest::zdt1);
        var warm = Rehearsal.in(cube(10)).knowing(known).runWithTwoGoals("nsga2", 100, NsgaTwoTest::zdt1);
        assertThat(volume(warm)).isGreaterThan(volume(cold));
    }

    @Test
    void aGenerationIsSmallInAShortRunAndAsLargeAsMayRunAtOnce() {
        assertThat(size(1, 30)).isEqualTo(8);
        assertThat(size(1, 300)).isEqualTo(25);
        assertThat(size(1, 10_000)).isEqualTo(50);
        assertThat(size(16, 30)).isEqualTo(16);
        assertThat(size(400, 1_000)).isEqualTo(50);
    }

    private static int size(int lag, int horizon) {
        var space = new CoordinateSpace(cube(3));
        var strategy = new NsgaTwo(new FeasibleRegion(space), new StrategySettings(1, lag, horizon));
        return IntStream.range(0, 1_000)
                .filter(id -> strategy.requiredHistory(id) > 0)
                .findFirst()
                .orElseThrow();
    }

    private static double[] zdt1(Point point) {
        double g = g(point, 10);
        return new double[] {x(point, 0), g * (1 - Math.sqrt(x(point, 0) / g))};
    }

    private static double g(Point point, int count) {
        return 1 + 9 * IntStream.range(1, count).mapToDouble(i -> x(point, i)).sum() / (count - 1);
    }

    private static double sphere(Point point) {
        return IntStream.range(0, 8)
                .mapToDouble(i -> (x(point, i) - 0.3) * (x(point, i) - 0.3))
                .sum();
    }

    private static double x(Point point, int i) {
        return point.number("x" + i);
    }

    private static SearchSpace cube(int count) {
        return new SearchSpace(IntStream.range(0, count)
                .<Parameter>mapToObj(i -> new ContinuousParameter("x" + i, 0, 1, Scale.LINEAR, 3, Condition.always()))
                .toList());
    }

    private static double volume(SearchSpace space, String strategy, int trials, Function<Point, double[]> objectives) {
        return volume(Rehearsal.in(space).runWithTwoGoals(strategy, trials, objectives));
    }

    /** Up to (11, 11). */
    private static double volume(List<Tried> run) {
        return Hypervolume.of(run.stream().map(Tried::losses).toList(), new double[] {11, 11});
    }

    @Test
    void goldenProposal() {
        var space = SearchSpace.of(
                new ContinuousParameter("rate", 1e-4, 0.1, Scale.LOG),
                new IntegerParameter("n", 1, 30),
                new CategoricalParameter("k", List.of("a", "b", "c")));
        var run = Rehearsal.in(space)
                .run(
                        "nsga2",
                        100,
                        point -> Math.abs(point.number("rate") - 0.01) * 100
                                + Math.abs(point.number("n") - 7)
                                + ("b".equals(point.text("k")) ? 0 : 1));
        var last = run.get(99).point();
        assertThat(List.of(last.text("rate"), last.text("n"), last.text("k")))
                .containsExactly("0.01037916234469405", "7", "b");
    }
}
