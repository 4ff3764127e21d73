package dev.nocturne.strategy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.nocturne.space.CategoricalParameter;
import dev.nocturne.space.Condition;
import dev.nocturne.space.Constraint;
import dev.nocturne.space.ContinuousParameter;
import dev.nocturne.space.CoordinateSpace;
import dev.nocturne.space.DiscreteParameter;
import dev.nocturne.space.FeasibleRegion;
import dev.nocturne.space.IntegerParameter;
import dev.nocturne.space.Point;
import dev.nocturne.space.Scale;
import dev.nocturne.space.SearchSpace;
import dev.nocturne.space.Value;
import dev.nocturne.strategy.pareto.Hypervolume;
import dev.nocturne.study.Direction;
import dev.nocturne.study.FailureKind;
import dev.nocturne.study.Goal;
import dev.nocturne.study.InvalidStudyException;
import dev.nocturne.study.Observation;
import dev.nocturne.study.Study;
import dev.nocturne.study.Trial;
import dev.nocturne.study.TrialHistory;
import dev.nocturne.study.TrialRandom;
import dev.nocturne.study.TrialState;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TreeParzenTest extends StrategyContract {
    private static final SearchSpace SQUARE =
            SearchSpace.of(new ContinuousParameter("x", -4, 6), new ContinuousParameter("y", -3, 7));

    @Override
    String name() {
        return "tpe";
    }

    @Test
    void learnsFromTheTrialsThatALagAgoHadEnded() {
        var strategy = strategy(SQUARE, 4, 1);
        assertThat(IntStream.of(0, 3, 4, 5, 1_000).map(strategy::requiredHistory))
                .containsExactly(0, 0, 1, 2, 997);
    }

    @ParameterizedTest
    @CsvSource({"1, 1", "2, 1", "3, 1", "1, 8", "2, 8", "3, 8"})
    void findsALowPlaceSoonerThanRandomSearch(long seed, int lag) {
        Function<Point, TrialState> bowl = point -> {
            double x = point.number("x") - 1.5;
            double y = point.number("y") + 0.5;
            return new TrialState.Completed(x * x + 2 * y * y);
        };
        double learned = best(run(strategy(SQUARE, lag, 1), SQUARE, seed, 80, bowl));
        double random =
                best(run(new RandomSearch(new FeasibleRegion(new CoordinateSpace(SQUARE))), SQUARE, seed, 80, bowl));
        assertThat(learned).isLessThan(0.1).isLessThan(random);
    }

    @Test
    void findsTheBranchThatIsBest() {
        var space = SearchSpace.of(
                new CategoricalParameter("model", List.of("a", "b", "c")),
                new ContinuousParameter("p", 0, 1, Scale.LINEAR, 3, when("model", new Value.Text("a"))),
                new ContinuousParameter("q", 1e-4, 1, Scale.LOG, 3, when("model", new Value.Text("b"))),
                new IntegerParameter("r", 1, 50, 1, Scale.LINEAR, when("model", new Value.Text("c"))));
        var run = run(
                strategy(space, 1, 1),
                space,
                5,
                100,
                point -> new TrialState.Completed(
                        switch (point.text("model")) {
                            case "a" -> 0.5 + point.number("p");
                            case "b" -> Math.abs(Math.log10(point.number("q")) + 2.5);
                            default -> 0.3 + Math.abs(point.number("r") - 20) / 50;
                        }));
        assertThat(best(run)).isLessThan(0.1);
        assertThat(run.subList(50, 100).stream()
                        .filter(trial -> trial.parameters().text("model").equals("b")))
                .hasSizeGreaterThan(25);
    }

    @Test
    void aFailureTeachesItToKeepAway() {
        var run = run(
                strategy(SQUARE, 1, 1),
                SQUARE,
                3,
                100,
                point -> point.number("x") > 1
                        ? new TrialState.Failed(FailureKind.EXIT_CODE, "The program ended with exit code 1.")
                        : new TrialState.Completed(-point.number("x") / 100 + Math.abs(point.number("y"))));
        assertThat(run.subList(50, 100).stream().filter(trial -> trial.state() instanceof TrialState.Failed))
                .hasSizeLessThan(25);
    }

    @Test
    void triesEveryPointOfASmallSpaceBeforeOneTwice() {
        var space = SearchSpace.of(
                new CategoricalParameter("k", List.of("a", "b", "c")),
                new IntegerParameter("n", 1, 5, 1, Scale.LINEAR, when("k", new Value.Text("a"), new Value.Text("b"))),
                new DiscreteParameter("d", List.of(0.1, 0.2, 0.3)));
        var run = run(strategy(space, 3, 1), space, 1, 40, point -> new TrialState.Completed(point.number("d")));
        var seen = new HashSet<Point>();
        assertThat(run.subList(0, 33))
                .allSatisfy(trial ->
                        assertThat(seen.add(trial.parameters())).as("%s", trial).isTrue());
        assertThat(run.subList(33, 40)).allSatisfy(trial -> assertThat(seen).contains(trial.parameters()));
    }

    @Test
    void keepsConstraints() {
        var below = new Constraint() {
            @Override
            public String text() {
                return "x + y <= 0";
            }

            @Override
            public boolean holds(Map<String, Value> values) {
                return values.get("x").number() + values.get("y").number() <= 0;
            }
        };
        var space = new SearchSpace(SQUARE.parameters(), List.of(below));
        var run = run(
                strategy(space, 2, 1),
                space,
                1,
                60,
                point -> new TrialState.Completed(-point.number("x") - point.number("y")));
        assertThat(run)
                .allSatisfy(trial -> assertThat(space.isFeasible(trial.parameters()))
                        .as("%s", trial)
                        .isTrue());
        assertThat(best(run)).isLessThan(0.2);
    }

    @Test
    void whatIsKnownFromBeforeReplacesTheStart() {
        var coordinates = new CoordinateSpace(SQUARE);
        var random = new Random(1);
        var known = IntStream.range(0, 60)
                .mapToObj(i -> coordinates.fromUnit(new double[] {random.nextDouble(), random.nextDouble()}))
                .map(at -> new Observation(at, new double[] {Math.abs(at[0] - 0.25) + Math.abs(at[1] - 0.75)}))
                .toList();
        var strategy = strategy(SQUARE, 1, 1);
        for (int seed = 0; seed < 10; seed++) {
            double[] first = coordinates.coordinates(
                    strategy.propose(0, new TrialHistory(known, List.of(), List.of()), new TrialRandom(seed, 0))
                            .parameters());
            assertThat(Math.abs(first[0] - 0.25) + Math.abs(first[1] - 0.75)).isLessThan(0.3);
        }
    }

    @ParameterizedTest
    @CsvSource({"2, 1", "2, 2", "3, 1", "3, 2", "5, 1"})
    void severalObjectivesAreServedBetterThanByChance(int goals, long seed) {
        var space = new SearchSpace(List.copyOf(IntStream.range(0, 5)
                .mapToObj(i -> new ContinuousParameter("x" + i, 0, 1))
                .toList()));
        Function<Point, TrialState> landscape = point -> {
            var losses = new ArrayList<Double>();
            for (int goal = 0; goal < goals; goal++) {
                double sum = 0;
                for (int i = 0; i < 5; i++) {
                    double target = i == 0 ? (double) goal / (goals - 1) : 0.3;
                    sum += Math.pow(point.number("x" + i) - target, 2);
                }
                losses.add(sum);
            }
            return new TrialState.Completed(losses);
        };
        double learned = volume(run(strategy(space, 2, goals), space, seed, 120, landscape), goals);
        double random = volume(
                run(new RandomSearch(new FeasibleRegion(new CoordinateSpace(space))), space, seed, 120, landscape),
                goals);
        assertThat(learned).isGreaterThan(random);
    }

    @Test
    void aParameterWithoutChoicesIsRefused() {
        assertThatExceptionOfType(InvalidStudyException.class)
                .isThrownBy(() -> create(SearchSpace.of(new CategoricalParameter("k", List.of()))))
                .withMessage("tpe has nothing to propose: parameter 'k' has no choices.");
    }

    @Test
    void aLongRunStaysSound() {
        var space = SearchSpace.of(
                new ContinuousParameter("x", 0, 1),
                new IntegerParameter("n", 1, 1_000, 1, Scale.LOG, Condition.always()),
                new CategoricalParameter("k", List.of("a", "b")));
        var run = run(
                strategy(space, 4, 1),
                space,
                1,
                1_500,
                point -> new TrialState.Completed(Math.abs(point.number("x") - 0.7) + point.number("n") / 1_000));
        assertThat(run)
                .allSatisfy(trial -> assertThat(space.contains(trial.parameters()))
                        .as("%s", trial)
                        .isTrue());
        assertThat(best(run)).isLessThan(0.002);
    }

    /** The bits that every machine and every release must give: whoever changes them changes runs that are half done. */
    @Test
    void goldenProposal() {
        var space = SearchSpace.of(
                new ContinuousParameter("rate", 1e-4, 0.1, Scale.LOG),
                new IntegerParameter("n", 1, 300),
                new CategoricalParameter("k", List.of("a", "b", "c")));
        var run = run(
                strategy(space, 3, 1),
                space,
                42,
                61,
                point -> new TrialState.Completed(
                        Math.abs(point.number("rate") - 0.01) * 100 + Math.abs(point.number("n") - 100)));
        Point last = run.get(60).parameters();
        assertThat(List.of(last.text("rate"), last.text("n"), last.text("k")))
                .containsExactly("0.0015745952540112316", "88", "b");
    }

    private static Strategy strategy(SearchSpace space, int lag, int goals) {
        var study = Study.named("tpe").strategy("tpe");
        space.parameters().forEach(study::parameter);
        space.constraints().forEach(study::constraint);
        for (int i = 0; i < goals; i++) {
            study.goal("goal" + i, Direction.MINIMIZE);
        }
        return new StrategyFactory().create(study.build(), new StrategySettings(11, lag, 100));
    }

    private static List<Trial> run(
            Strategy strategy, SearchSpace space, long seed, int trials, Function<Point, TrialState> objective) {
        var coordinates = new CoordinateSpace(space);
        var run = new ArrayList<Trial>();
        var observed = new ArrayList<Observation>();
        for (int id = 0; id < trials; id++) {
            int required = strategy.requiredHistory(id);
            var pending = observed.subList(required, id).stream()
                    .map(Observation::coordinates)
                    .toList();
            var history = new TrialHistory(List.of(), observed.subList(0, required), pending);
            Point point =
                    strategy.propose(id, history, new TrialRandom(seed, id)).parameters();
            var trial = new Trial(id, point, objective.apply(point));
            run.add(trial);
            observed.add(Observation.of(trial, coordinates, goalsOf(trial)));
        }
        return run;
    }

    private static List<Goal> goalsOf(Trial trial) {
        int goals = trial.state() instanceof TrialState.Completed completed
                ? completed.objectives().size()
                : 1;
        return IntStream.range(0, goals)
                .mapToObj(i -> new Goal("goal" + i, Direction.MINIMIZE))
                .toList();
    }

    private static double best(List<Trial> run) {
        return run.stream()
                .filter(trial -> trial.state() instanceof TrialState.Completed)
                .mapToDouble(trial -> ((TrialState.Completed) trial.state()).objective())
                .min()
                .orElseThrow();
    }

    private static double volume(List<Trial> run, int goals) {
        double[] reference = new double[goals];
        Arrays.fill(reference, 1.5);
        return Hypervolume.of(
                run.stream()
                        .map(trial -> ((TrialState.Completed) trial.state())
                                .objectives().stream()
                                        .mapToDouble(objective -> objective)
                                        .toArray())
                        .toList(),
                reference);
    }
}
