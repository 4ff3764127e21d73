package dev.nocturne.objective.function;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.nocturne.objective.EvaluationException;
import dev.nocturne.objective.ObjectiveProblem;
import dev.nocturne.objective.ObjectiveSettings;
import dev.nocturne.objective.Trials;
import dev.nocturne.space.CategoricalParameter;
import dev.nocturne.space.Condition;
import dev.nocturne.space.ContinuousParameter;
import dev.nocturne.space.IntegerParameter;
import dev.nocturne.space.Scale;
import dev.nocturne.space.Value;
import dev.nocturne.study.Direction;
import dev.nocturne.study.FailureKind;
import dev.nocturne.study.Study;
import dev.nocturne.study.TrialRandom;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class FunctionObjectiveTest {
    @ParameterizedTest
    @EnumSource
    void hasItsLeastValueAtItsArgmin(BuiltInFunction function) {
        for (int dimensions = 1; dimensions <= 6; dimensions++) {
            if (function.accepts(dimensions)) {
                double least = function.optimum().least(dimensions);
                assertThat(function.at(function.optimum().argmin(dimensions))).isCloseTo(least, within(1e-5));
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void isNowhereInItsDomainBelowItsLeastValue(BuiltInFunction function) {
        var random = new TrialRandom(1, 2);
        for (int dimensions = 1; dimensions <= 6; dimensions++) {
            if (!function.accepts(dimensions)) {
                continue;
            }
            for (int draw = 0; draw < 500; draw++) {
                double[] x = function.optimum().domain(dimensions).stream()
                        .mapToDouble(side -> side.min() + random.nextDouble() * (side.max() - side.min()))
                        .toArray();
                assertThat(function.at(x)).isGreaterThan(function.optimum().least(dimensions) - 1e-5);
            }
        }
    }

    @Test
    void valuesAwayFromTheOptimumAreTheOnesOfTheLiterature() {
        assertThat(BuiltInFunction.NORM.at(3, 4)).isEqualTo(5);
        assertThat(BuiltInFunction.SPHERE.at(1, 2, 3)).isEqualTo(14);
        assertThat(BuiltInFunction.ROSENBROCK.at(-1.2, 1)).isCloseTo(24.2, within(1e-12));
        assertThat(BuiltInFunction.BRANIN.at(0, 0)).isCloseTo(55.602112642270262, within(1e-12));
        assertThat(BuiltInFunction.BRANIN.at(-Math.PI, 12.275)).isCloseTo(0.397887, within(1e-6));
        assertThat(BuiltInFunction.BRANIN.at(9.42478, 2.475)).isCloseTo(0.397887, within(1e-6));
        assertThat(BuiltInFunction.RASTRIGIN.at(1, 1)).isCloseTo(2, within(1e-12));
        assertThat(BuiltInFunction.ACKLEY.at(1, 1)).isCloseTo(3.6253849384403627, within(1e-12));
        assertThat(BuiltInFunction.STYBLINSKI_TANG.at(0, 0)).isZero();
        assertThat(BuiltInFunction.LEVY.at(-3)).isCloseTo(1, within(1e-12));
    }

    @Test
    void takesTheActiveNumericParametersInOrder() throws Exception {
        var objective = new FunctionObjective(settings("branin"));
        var trial = Trials.of("x", 9.42478, "kernel", "rbf", "y", 2.475);

        assertThat(objective.evaluate(trial)).isCloseTo(0.397887, within(1e-6));
    }

    @Test
    void waitsInterruptiblyBeforeItAnswers() {
        var objective = new FunctionObjective(new ObjectiveSettings.Function("norm", Duration.ofHours(1)));
        Thread.currentThread().interrupt();

        assertThatThrownBy(() -> objective.evaluate(Trials.of("x", 1))).isInstanceOf(InterruptedException.class);
    }

    @Test
    void anInfiniteValueFailsTheTrial() {
        var objective = new FunctionObjective(settings("norm"));

        assertThatThrownBy(() -> objective.evaluate(Trials.of("x", 1e200)))
                .isInstanceOfSatisfying(
                        EvaluationException.class, e -> assertThat(e.kind()).isEqualTo(FailureKind.NOT_A_NUMBER));
    }

    @Test
    void anUnknownNameIsAnsweredWithTheNearest() {
        assertThat(check("rosenbrok", x(), y())).singleElement().satisfies(problem -> {
            assertThat(problem.path()).containsExactly("objective", "name");
            assertThat(problem.message()).contains("Did you mean rosenbrock?").contains("styblinski-tang");
        });
    }

    @Test
    void theNumberOfNumericParametersMustFit() {
        var kernel = new CategoricalParameter("kernel", List.of("rbf", "linear"));

        assertThat(check("branin", x(), kernel))
                .singleElement()
                .extracting(ObjectiveProblem::message)
                .isEqualTo("branin needs exactly 2 numeric parameters, but the search space has 1.");
        assertThat(check("norm", kernel)).hasSize(1);
        assertThat(check("rosenbrock", x())).hasSize(1);
        assertThat(check("hartmann3", x(), y())).hasSize(1);
        assertThat(check("branin", x(), kernel, y())).isEmpty();
        assertThat(check("norm", x())).isEmpty();
    }

    @Test
    void aFunctionOfTwoCannotHaveOneThatComesAndGoes() {
        var kernel = new CategoricalParameter("kernel", List.of("rbf", "linear"));
        var sometimes = new Condition(Map.of("kernel", List.of(new Value.Text("rbf"))));
        var y = new ContinuousParameter("y", 0, 1, Scale.LINEAR, 11, sometimes);

        assertThat(check("branin", kernel, x(), y))
                .singleElement()
                .extracting(ObjectiveProblem::message)
                .asString()
                .contains("condition");
        assertThat(check("norm", kernel, y)).isEmpty();
    }

    private static List<ObjectiveProblem> check(String name, dev.nocturne.space.Parameter... parameters) {
        return check(name, 1, parameters);
    }

    private static List<ObjectiveProblem> check(String name, int goals, dev.nocturne.space.Parameter... parameters) {
        var study = Study.named("s");
        for (int i = 0; i < goals; i++) {
            study.goal("goal " + i, Direction.MINIMIZE);
        }
        List.of(parameters).forEach(study::parameter);
        return FunctionObjective.check(settings(name), study.build());
    }

    private static ContinuousParameter x() {
        return new ContinuousParameter("x", 0, 1);
    }

    private static IntegerParameter y() {
        return new IntegerParameter("y", 0, 9);
    }

    private static ObjectiveSettings.Function settings(String name) {
        return new ObjectiveSettings.Function(name, Duration.ZERO);
    }

    @Test
    void theNumberOfObjectivesMustFit() {
        assertThat(check("zdt1", 2, x(), y())).isEmpty();
        assertThat(check("zdt1", 1, x(), y()))
                .singleElement()
                .extracting(ObjectiveProblem::message)
                .asString()
                .startsWith("zdt1 has 2 objectives, but the study has 1. Functions with 1: norm, ");
        assertThat(check("norm", 2, x(), y()))
                .singleElement()
                .extracting(ObjectiveProblem::message)
                .isEqualTo("norm has 1 objective, but the study has 2."
                        + " Functions with 2: schaffer, binh-korn, zdt1, zdt2.");
        assertThat(check("dtlz2", 3, x(), y(), new ContinuousParameter("z", 0, 1)))
                .isEmpty();
        assertThat(check("zdt2", 4, x(), y()))
                .singleElement()
                .extracting(ObjectiveProblem::message)
                .isEqualTo("zdt2 has 2 objectives, but the study has 4.");
        assertThat(check("zdt1", 2, x())).hasSize(1);
    }

    @Test
    void severalObjectivesAreTheOnesOfTheLiterature() throws Exception {
        assertThat(MultiObjectiveFunction.SCHAFFER.objectivesAt(1)).containsExactly(1, 1);
        assertThat(MultiObjectiveFunction.SCHAFFER.objectivesAt(0)).containsExactly(0, 4);
        assertThat(MultiObjectiveFunction.BINH_KORN.objectivesAt(0, 0)).containsExactly(0, 50);
        assertThat(MultiObjectiveFunction.BINH_KORN.objectivesAt(5, 3)).containsExactly(136, 4);
        assertThat(MultiObjectiveFunction.ZDT1.objectivesAt(0.25, 0, 0)).containsExactly(0.25, 0.5);
        assertThat(MultiObjectiveFunction.ZDT1.objectivesAt(0, 1, 1)).containsExactly(0, 10);
        assertThat(MultiObjectiveFunction.ZDT2.objectivesAt(0.5, 0, 0)).containsExactly(0.5, 0.75);
        assertThat(new FunctionObjective(settings("schaffer")).evaluateAll(Trials.of("x", 2)))
                .containsExactly(4, 0);
    }

    @Test
    void theFrontOfDtlz2IsOnTheUnitSphere() {
        var random = new TrialRandom(3, 4);
        for (int i = 0; i < 200; i++) {
            double[] on = MultiObjectiveFunction.DTLZ2.objectivesAt(random.nextDouble(), random.nextDouble(), 0.5, 0.5);
            assertThat(on[0] * on[0] + on[1] * on[1] + on[2] * on[2]).isCloseTo(1, within(1e-12));
            double[] off = MultiObjectiveFunction.DTLZ2.objectivesAt(random.nextDouble(), random.nextDouble(), 0, 1);
            assertThat(off[0] * off[0] + off[1] * off[1] + off[2] * off[2]).isCloseTo(2.25, within(1e-12));
        }
    }
}
