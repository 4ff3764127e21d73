package dev.nocturne.space;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.nocturne.study.TrialRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(value = 30, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class FeasibleRegionTest {
    private static final Parameter X = new ContinuousParameter("x", 0, 1);
    private static final Parameter Y = new ContinuousParameter("y", 0, 1);

    @Test
    void withoutConstraintsADrawIsThatOfTheSpace() {
        SearchSpace space = SearchSpace.of(X, new IntegerParameter("n", 1, 9));
        var region = new FeasibleRegion(new CoordinateSpace(space));
        for (int id = 0; id < 100; id++) {
            assertThat(region.drawPoint(new TrialRandom(1, id))).isEqualTo(space.draw(new TrialRandom(1, id)));
        }
    }

    @Test
    void whatAConstraintAllowsIsDrawnAsWithoutIt() {
        var space = space(List.of(X, Y), rule("x < y", values -> number(values, "x") < number(values, "y")));
        var region = new FeasibleRegion(new CoordinateSpace(space));
        int kept = 0;
        for (int id = 0; id < 1000; id++) {
            Point free = space.draw(new TrialRandom(1, id));
            Point drawn = region.drawPoint(new TrialRandom(1, id));
            assertThat(space.isFeasible(drawn)).isTrue();
            if (space.isFeasible(free)) {
                kept++;
                assertThat(drawn).isEqualTo(free);
            }
        }
        assertThat(kept).isBetween(400, 600);
    }

    /** A ten-thousandth of a ten-thousandth of the square, which chance does not find and a walk must not leave. */
    @Test
    void findsAndFillsARegionThatChanceMisses() {
        var space = space(
                List.of(X, Y),
                rule("x", values -> Math.abs(number(values, "x") - 0.3) < 0.00005),
                rule("y", values -> Math.abs(number(values, "y") - 0.7) < 0.00005));
        var coordinates = new CoordinateSpace(space);
        var region = new FeasibleRegion(coordinates);
        var again = new FeasibleRegion(coordinates);
        double least = 1;
        double most = 0;
        for (int id = 0; id < 200; id++) {
            Point drawn = region.drawPoint(new TrialRandom(1, id));
            assertThat(space.isFeasible(drawn)).isTrue();
            assertThat(coordinates.isFeasible(region.draw(new TrialRandom(2, id))))
                    .isTrue();
            assertThat(again.drawPoint(new TrialRandom(1, id))).isEqualTo(drawn);
            least = Math.min(least, drawn.number("x"));
            most = Math.max(most, drawn.number("x"));
        }
        assertThat(least).isLessThan(0.29997);
        assertThat(most).isGreaterThan(0.30003);
    }

    @Test
    void findsTheOnlyCombination() {
        var parameters = IntStream.range(0, 4)
                .<Parameter>mapToObj(i -> new IntegerParameter("n" + i, 1, 17))
                .toList();
        var space = space(
                parameters,
                rule(
                        "3, 5, 7, 11",
                        values -> IntStream.range(0, 4)
                                .allMatch(i -> number(values, "n" + i)
                                        == List.of(3, 5, 7, 11).get(i))));
        var region = new FeasibleRegion(new CoordinateSpace(space));
        assertThat(region.drawPoint(new TrialRandom(1, 1)).number("n3")).isEqualTo(11);
    }

    @Test
    void walksWhereParametersComeAndGo() {
        var model = new CategoricalParameter(
                "model", IntStream.range(0, 50).mapToObj(i -> "m" + i).toList());
        var depth = new IntegerParameter(
                "depth", 1, 1_000_000, 1, Scale.LOG, new Condition(Map.of("model", List.of(new Value.Text("m7")))));
        var space = space(
                List.of(X, model, depth),
                rule("model", values -> values.get("model").text().equals("m7")),
                rule("depth", values -> !values.containsKey("depth") || number(values, "depth") > 999_000));
        var region = new FeasibleRegion(new CoordinateSpace(space));
        for (int id = 0; id < 100; id++) {
            Point drawn = region.drawPoint(new TrialRandom(1, id));
            assertThat(space.contains(drawn) && space.isFeasible(drawn)).isTrue();
        }
    }

    @Test
    void saysWhichConstraintsRefuseMost() {
        var some = rule("x > 0.5", values -> number(values, "x") > 0.5);
        var never = rule("x > 2", values -> false);
        assertThatExceptionOfType(InfeasibleSpaceException.class)
                .isThrownBy(() -> new FeasibleRegion(new CoordinateSpace(space(List.of(X, Y), some, never))))
                .withMessageStartingWith("No point was found that keeps all constraints: of ")
                .withMessageContaining("'x > 2' refused all, 'x > 0.5' refused ")
                .withMessageEndingWith(" Take one of them out, or widen the ranges.");
        var integers = List.<Parameter>of(new IntegerParameter("x", 0, 3));
        assertThatExceptionOfType(InfeasibleSpaceException.class)
                .isThrownBy(() -> new FeasibleRegion(new CoordinateSpace(space(integers, some, never))))
                .withMessage(
                        "No combination of values keeps all constraints: 'x > 2' refused all, 'x > 0.5' refused 1 of"
                                + " 4. Take one of them out, or widen the ranges.");
    }

    @Test
    void aThousandParametersDoNotMakeItHang() {
        var parameters = new ArrayList<Parameter>();
        for (int i = 0; i < 1000; i++) {
            parameters.add(new ContinuousParameter("x" + i, 0, 1));
        }
        var impossible = space(parameters, rule("never", values -> false));
        assertThatExceptionOfType(InfeasibleSpaceException.class)
                .isThrownBy(() -> new FeasibleRegion(new CoordinateSpace(impossible)));
    }

    private static SearchSpace space(List<Parameter> parameters, Constraint... constraints) {
        return new SearchSpace(parameters, List.of(constraints));
    }

    private static double number(Map<String, Value> values, String name) {
        return values.get(name).number();
    }

    private static Constraint rule(String text, Predicate<Map<String, Value>> test) {
        return new Constraint() {
            @Override
            public String text() {
                return text;
            }

            @Override
            public boolean holds(Map<String, Value> values) {
                return test.test(values);
            }
        };
    }
}
