package dev.nocturne.space;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class SearchSpaceTest {
    private static final Parameter KERNEL = new CategoricalParameter("kernel", List.of("rbf", "linear"));
    private static final Parameter DEGREE =
            new IntegerParameter("degree", 1, 3, 1, Scale.LINEAR, when("kernel", new Value.Text("rbf")));
    private static final Parameter SHIFT =
            new DiscreteParameter("shift", List.of(0.5, 1.5), when("degree", new Value.Whole(2), new Value.Whole(3)));
    private static final SearchSpace SPACE = SearchSpace.of(KERNEL, DEGREE, SHIFT);

    private final SplittableRandom random = new SplittableRandom(5);

    @Test
    void refusesAParameterListedTwice() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SearchSpace.of(KERNEL, new ContinuousParameter("kernel", 0, 1)))
                .withMessage("Parameter 'kernel' is listed twice.");
    }

    @Test
    void refusesAConditionOnALaterParameterOnItselfOrOnNone() {
        for (var parameters : List.of(List.of(DEGREE, KERNEL), List.of(DEGREE))) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> new SearchSpace(parameters))
                    .withMessage("Parameter 'degree' depends on 'kernel', which must be listed before it.");
        }
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SearchSpace.of(
                        new CategoricalParameter("kernel", List.of("a"), when("kernel", new Value.Text("a")))));
    }

    @Test
    void drawsExactlyTheActiveParametersInTheirOrder() {
        var seen = new LinkedHashMap<List<String>, Integer>();
        for (int i = 0; i < 1_000; i++) {
            Point point = SPACE.draw(random);
            assertThat(SPACE.contains(point)).as("%s", point).isTrue();
            seen.merge(List.copyOf(point.values().keySet()), 1, Integer::sum);
        }
        assertThat(seen)
                .containsOnlyKeys(List.of("kernel"), List.of("kernel", "degree"), List.of("kernel", "degree", "shift"));
    }

    @Test
    void containsOnlyPointsThatCouldBeDrawn() {
        var rbf = new Value.Text("rbf");
        var linear = new Value.Text("linear");
        var shift = new Value.Real(0.5);
        assertThat(SPACE.contains(point("kernel", rbf, "degree", new Value.Whole(1))))
                .isTrue();
        assertThat(SPACE.contains(point("degree", new Value.Whole(2), "shift", shift, "kernel", rbf)))
                .as("in another order")
                .isTrue();

        assertThat(SPACE.contains(point())).as("nothing").isFalse();
        assertThat(SPACE.contains(point("kernel", rbf)))
                .as("an active one missing")
                .isFalse();
        assertThat(SPACE.contains(point("kernel", linear, "degree", new Value.Whole(1))))
                .as("an inactive one given")
                .isFalse();
        assertThat(SPACE.contains(point("kernel", linear, "degree", new Value.Whole(2), "shift", shift)))
                .as("one that depends on an inactive one")
                .isFalse();
        assertThat(SPACE.contains(point("kernel", rbf, "degree", new Value.Whole(4))))
                .as("out of range")
                .isFalse();
        assertThat(SPACE.contains(point("kernel", linear, "other", shift)))
                .as("unknown")
                .isFalse();
    }

    @Test
    void findsParametersByTheirExactName() {
        assertThat(SPACE.parameter("degree")).contains(DEGREE);
        assertThat(SPACE.parameter("Degree")).isEmpty();
    }

    @Test
    void conditionHoldsIfEveryParentHasOneOfItsValues() {
        var both = new Condition(
                Map.of("a", List.of(new Value.Text("x"), new Value.Text("y")), "b", List.of(new Value.Whole(1))));
        assertThat(both.holds(Map.of("a", new Value.Text("y"), "b", new Value.Whole(1))))
                .isTrue();
        assertThat(both.holds(Map.of("a", new Value.Text("z"), "b", new Value.Whole(1))))
                .isFalse();
        assertThat(both.holds(Map.of("a", new Value.Text("x")))).isFalse();
        assertThat(Condition.always().holds(Map.of())).isTrue();
    }

    @Test
    void nothingChangesWithTheCollectionsThatItWasMadeOf() {
        var parameters = new ArrayList<>(List.of(KERNEL));
        var space = new SearchSpace(parameters);
        parameters.add(DEGREE);
        assertThat(space.parameters()).containsExactly(KERNEL);

        var values = new LinkedHashMap<String, Value>(Map.of("kernel", new Value.Text("rbf")));
        var point = new Point(values);
        values.clear();
        assertThat(point.has("kernel")).isTrue();
        assertThatExceptionOfType(UnsupportedOperationException.class)
                .isThrownBy(() -> point.values().clear());
    }

    @Test
    void pointGivesItsValuesByNameAndSaysWhichItHas() {
        var point = point("rate", new Value.Real(0.25), "kernel", new Value.Text("rbf"));
        assertThat(point.number("rate")).isEqualTo(0.25);
        assertThat(point.text("rate")).isEqualTo("0.25");
        assertThat(point.text("kernel")).isEqualTo("rbf");
        assertThat(point.has("gamma")).isFalse();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> point.number("gamma"))
                .withMessage("There is no parameter 'gamma' here, only [rate, kernel].");
    }

    private static Condition when(String parent, Value... values) {
        return new Condition(Map.of(parent, List.of(values)));
    }

    private static Point point(Object... namesAndValues) {
        var values = new LinkedHashMap<String, Value>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            values.put((String) namesAndValues[i], (Value) namesAndValues[i + 1]);
        }
        return new Point(values);
    }
}
