package dev.nocturne.strategy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

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
import dev.nocturne.study.TrialHistory;
import dev.nocturne.study.TrialRandom;
import dev.nocturne.study.rule.Rule;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Its time-out is for grids that would take years to count one by one. */
@Timeout(value = 20, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class GridSearchTest extends StrategyContract {
    private final SplittableRandom random = new SplittableRandom(6);

    @Override
    String name() {
        return "grid_search";
    }

    @Test
    void lastParameterIsTheFastest() {
        var strategy = create(SearchSpace.of(
                new DiscreteParameter("a", List.of(2.0, 1.0)), new CategoricalParameter("b", List.of("x", "y", "z"))));
        assertThat(strategy.capacity()).isEqualTo(6);
        assertThat(IntStream.range(0, 6).mapToObj(id -> propose(strategy, id)).map(GridSearchTest::texts))
                .containsExactly("2.0 x", "2.0 y", "2.0 z", "1.0 x", "1.0 y", "1.0 z");
    }

    @Test
    void continuousParameterHasElevenTenths() {
        var strategy = create(SearchSpace.of(new ContinuousParameter("x", 0, 1)));
        assertThat(IntStream.range(0, 11).mapToObj(id -> propose(strategy, id)).map(GridSearchTest::texts))
                .containsExactly("0.0", "0.1", "0.2", "0.3", "0.4", "0.5", "0.6", "0.7", "0.8", "0.9", "1.0");
    }

    @Test
    void parameterThatDependsOnAnotherIsCombinedOnlyWhereItIsActive() {
        var strategy = create(SearchSpace.of(
                new CategoricalParameter("kernel", List.of("rbf", "linear")),
                new DiscreteParameter("gamma", List.of(0.1, 0.2), when("kernel", new Value.Text("rbf"))),
                new IntegerParameter("c", 1, 2)));
        assertThat(strategy.capacity()).isEqualTo(6);
        assertThat(IntStream.range(0, 6).mapToObj(id -> propose(strategy, id)).map(GridSearchTest::texts))
                .containsExactly("rbf 0.1 1", "rbf 0.1 2", "rbf 0.2 1", "rbf 0.2 2", "linear 1", "linear 2");
    }

    @Test
    void everyCombinationOfRandomSpacesComesOnceAndInOrder() {
        for (int i = 0; i < 400; i++) {
            SearchSpace space = randomSpace();
            List<Point> expected = combinations(space);
            if (expected.isEmpty()) {
                assertThatThrownBy(() -> create(space)).isInstanceOf(InvalidStudyException.class);
                continue;
            }
            var strategy = create(space);
            assertThat(strategy.capacity()).as("%s", space).isEqualTo(expected.size());
            for (int id = 0; id < expected.size(); id++) {
                assertThat(propose(strategy, id)).as("%d of %s", id, space).isEqualTo(expected.get(id));
            }
            assertThat(new HashSet<>(expected)).hasSameSizeAs(expected);
        }
    }

    @Test
    void aMillionMillionCombinationsCostNothing() {
        var strategy = create(new SearchSpace(IntStream.range(0, 12)
                .<Parameter>mapToObj(i -> new IntegerParameter("d" + i, 0, 9))
                .toList()));
        assertThat(strategy.capacity()).isEqualTo(1_000_000_000_000L);
        assertThat(texts(propose(strategy, 1_234_567_890))).isEqualTo("0 0 1 2 3 4 5 6 7 8 9 0");
        assertThat(texts(propose(strategy, Integer.MAX_VALUE))).isEqualTo("0 0 2 1 4 7 4 8 3 6 4 7");
    }

    @Test
    void moreCombinationsThanCanBeCountedAreAsManyAsCan() {
        var strategy = create(new SearchSpace(IntStream.range(0, 200)
                .<Parameter>mapToObj(i -> new IntegerParameter("d" + i, 0, 9))
                .toList()));
        assertThat(strategy.capacity()).isEqualTo(Long.MAX_VALUE);
        assertThat(texts(propose(strategy, 1_234_567_890))).isEqualTo("0 ".repeat(190) + "1 2 3 4 5 6 7 8 9 0");
    }

    @Test
    void combinationsBelowAParentOfManyValuesAreCountedAtOnce() {
        var strategy = create(SearchSpace.of(
                new IntegerParameter("units", 1, IntegerParameter.LIMIT),
                new IntegerParameter(
                        "bits", 0, 1, 1, Scale.LINEAR, when("units", new Value.Whole(3), new Value.Whole(1_000_000)))));
        assertThat(strategy.capacity()).isEqualTo(IntegerParameter.LIMIT + 2);
        assertThat(IntStream.of(0, 1, 2, 3, 4, 1_000_000, 1_000_001, 1_000_002, Integer.MAX_VALUE)
                        .mapToObj(id -> propose(strategy, id))
                        .map(GridSearchTest::texts))
                .containsExactly("1", "2", "3 0", "3 1", "4", "1000000 0", "1000000 1", "1000001", "2147483646");
    }

    @Test
    void saturatedCombinationsBelowAParentAreStillDecoded() {
        var parameters = new ArrayList<Parameter>();
        parameters.add(new CategoricalParameter("deep", List.of("no", "yes")));
        for (int i = 0; i < 30; i++) {
            parameters.add(new IntegerParameter("n" + i, 0, 9, 1, Scale.LINEAR, when("deep", new Value.Text("yes"))));
        }
        var strategy = create(new SearchSpace(parameters));
        assertThat(strategy.capacity()).isEqualTo(Long.MAX_VALUE);
        assertThat(texts(propose(strategy, 0))).isEqualTo("no");
        assertThat(texts(propose(strategy, 43))).isEqualTo("yes" + " 0".repeat(28) + " 4 2");
    }

    @Test
    void manyParentsWhoseChildrenComeLastAreCountedForThemselves() {
        assertThat(create(ofParentsAndChildren(36)).capacity()).isEqualTo(1 + 150_094_635_296_999_121L);
        assertThat(create(ofParentsAndChildren(60)).capacity()).isEqualTo(Long.MAX_VALUE);
    }

    private static SearchSpace ofParentsAndChildren(int count) {
        var parameters = new ArrayList<Parameter>();
        parameters.add(new CategoricalParameter("root", List.of("off", "on")));
        for (int i = 0; i < count; i++) {
            parameters.add(new CategoricalParameter("p" + i, List.of("-", "+"), when("root", new Value.Text("on"))));
        }
        for (int i = 0; i < count; i++) {
            parameters.add(new IntegerParameter("c" + i, 1, 2, 1, Scale.LINEAR, when("p" + i, new Value.Text("+"))));
        }
        return new SearchSpace(parameters);
    }

    @Test
    void refusesAnEmptyGrid() {
        assertRefused(SearchSpace.of(), "the search space has no parameter.");
        assertRefused(
                SearchSpace.of(new IntegerParameter("n", 1, 9), new DiscreteParameter("d", List.of())),
                "a parameter has no value to try.");
        assertRefused(
                SearchSpace.of(new ContinuousParameter("x", 0, 1, Scale.LINEAR, 0, Condition.always())),
                "a parameter has no value to try.");
    }

    @Test
    void refusesATrialPastTheGrid() {
        var strategy = create(SearchSpace.of(new IntegerParameter("n", 1, 9)));
        assertThat(texts(propose(strategy, 8))).isEqualTo("9");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> propose(strategy, 9))
                .withMessage("Trial 9 is past the grid's 9 points.");
    }

    @Test
    void combinationsThatBreakAConstraintDoNotCount() {
        List<Parameter> parameters = List.of(new IntegerParameter("a", 1, 9), new IntegerParameter("b", 1, 9));
        var space = new SearchSpace(parameters, List.of(Rule.parse("a * b == 12", parameters)));
        var all = new GridSearch(space, OptionalInt.empty());
        assertThat(all.capacity()).isEqualTo(4);
        assertThat(IntStream.range(0, 4).mapToObj(id -> propose(all, id)).map(GridSearchTest::texts))
                .containsExactly("2 6", "3 4", "4 3", "6 2");
        assertThatIllegalArgumentException().isThrownBy(() -> propose(all, 4));
        assertThat(new GridSearch(space, OptionalInt.of(3)).capacity()).isEqualTo(3);
        assertThat(texts(propose(new GridSearch(space, OptionalInt.of(1)), 3))).isEqualTo("6 2");
    }

    @Test
    void refusesAGridOfWhichTheConstraintsLeaveTooLittle() {
        List<Parameter> parameters = List.of(new IntegerParameter("a", 1, 9), new IntegerParameter("b", 1, 1_000_000));
        assertThatExceptionOfType(InvalidStudyException.class)
                .isThrownBy(() -> new GridSearch(
                        new SearchSpace(parameters.subList(0, 1), List.of(Rule.parse("a > 9", parameters))),
                        OptionalInt.empty()))
                .withMessage("Grid search produced zero combinations: none of 9 keeps the constraints; of the first 9,"
                        + " 'a > 9' refused all.");
        assertThatExceptionOfType(InvalidStudyException.class)
                .isThrownBy(() -> new GridSearch(
                        new SearchSpace(parameters, List.of(Rule.parse("b < 10", parameters))), OptionalInt.of(100)))
                .withMessage("Of the first 1,000,000 combinations of the grid 9 keep the constraints, and more are not"
                        + " tried: set max-trials to at most that, or use a coarser grid or another strategy.")
                .matches(refused -> refused.key().equals("constraints"));
        assertThat(new GridSearch(
                                new SearchSpace(parameters, List.of(Rule.parse("b < 10", parameters))),
                                OptionalInt.of(9))
                        .capacity())
                .isEqualTo(9);
    }

    private void assertRefused(SearchSpace space, String reason) {
        assertThatExceptionOfType(InvalidStudyException.class)
                .isThrownBy(() -> create(space))
                .withMessage("Grid search produced zero combinations: " + reason);
    }

    /** The grid as nested loops would build it. */
    private static List<Point> combinations(SearchSpace space) {
        List<Map<String, Value>> built = List.of(Map.of());
        for (Parameter parameter : space.parameters()) {
            var next = new ArrayList<Map<String, Value>>();
            for (var values : built) {
                if (!parameter.condition().holds(values)) {
                    next.add(values);
                    continue;
                }
                for (long i = 0; i < parameter.gridSize(); i++) {
                    var with = new LinkedHashMap<>(values);
                    with.put(parameter.name(), parameter.gridValue(i));
                    next.add(with);
                }
            }
            built = next;
        }
        return built.stream().map(Point::new).toList();
    }

    private SearchSpace randomSpace() {
        var parameters = new ArrayList<Parameter>();
        int count = 1 + random.nextInt(6);
        for (int i = 0; i < count; i++) {
            parameters.add(randomParameter("p" + i, randomCondition(parameters)));
        }
        return new SearchSpace(parameters);
    }

    private Condition randomCondition(List<Parameter> earlier) {
        var allowed = new LinkedHashMap<String, List<Value>>();
        for (Parameter parent : earlier) {
            if (random.nextInt(4) == 0) {
                allowed.put(parent.name(), randomValues(parent));
            }
        }
        return new Condition(allowed);
    }

    /** Some of its grid, and some that it cannot take or that lie between. */
    private List<Value> randomValues(Parameter parent) {
        var values = new ArrayList<Value>(
                List.of(new Value.Whole(77), new Value.Real(0.05), new Value.Real(0.3), new Value.Text("?")));
        for (long i = 0; i < parent.gridSize(); i++) {
            if (random.nextBoolean()) {
                values.add(parent.gridValue(i));
            }
        }
        return values;
    }

    private Parameter randomParameter(String name, Condition condition) {
        int size = random.nextInt(12) == 0 ? 0 : 1 + random.nextInt(3);
        return switch (random.nextInt(5)) {
            case 0 -> new ContinuousParameter(name, 0, 1, Scale.LINEAR, size, condition);
            case 1 -> new ContinuousParameter(name, 0.1, 10, Scale.LOG, size, condition);
            case 2 -> new IntegerParameter(name, -3, -3 + 2 * size, 2, Scale.LINEAR, condition);
            case 3 ->
                new DiscreteParameter(
                        name,
                        random.doubles(size)
                                .map(x -> Math.rint(x * 1e6))
                                .boxed()
                                .toList(),
                        condition);
            default -> new CategoricalParameter(name, List.of("c", "a", "b").subList(0, size), condition);
        };
    }

    private static Point propose(Strategy strategy, int trialId) {
        return strategy.propose(trialId, TrialHistory.EMPTY, new TrialRandom(1, trialId))
                .parameters();
    }

    private static String texts(Point point) {
        return String.join(
                " ", point.values().values().stream().map(Value::text).toList());
    }
}
