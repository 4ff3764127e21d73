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
import dev.nocturne.space.SearchSpace;
import dev.nocturne.space.Value;
import dev.nocturne.study.FailureKind;
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
        return FunctionObjective.check(settings(name), SearchSpace.of(parameters));
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
}
