package dev.nocturne.objective.function;

import dev.nocturne.objective.EvaluationException;
import dev.nocturne.objective.Objective;
import dev.nocturne.objective.ObjectiveProblem;
import dev.nocturne.objective.ObjectiveSettings;
import dev.nocturne.objective.TrialContext;
import dev.nocturne.space.CategoricalParameter;
import dev.nocturne.space.SearchSpace;
import dev.nocturne.space.Value;
import dev.nocturne.study.FailureKind;
import dev.nocturne.study.NearestName;
import java.time.Duration;
import java.util.List;

/** A built-in function of the active numeric parameters, in the order of the search space. Thread-safe. */
public final class FunctionObjective implements Objective {
    private final BuiltInFunction function;
    private final Duration delay;

    /** The objective for settings in which {@link #check} finds nothing wrong. */
    public FunctionObjective(ObjectiveSettings.Function settings) {
        function = BuiltInFunction.named(settings.name())
                .orElseThrow(() -> new IllegalArgumentException("There is no function '" + settings.name() + "'."));
        delay = settings.delay();
    }

    /** An unknown name, or a search space that the function can't be evaluated on. */
    public static List<ObjectiveProblem> check(ObjectiveSettings.Function settings, SearchSpace space) {
        return BuiltInFunction.named(settings.name())
                .map(function -> checkDimensions(function, space))
                .orElseGet(() -> List.of(problem("There is no function '" + settings.name() + "', only "
                        + String.join(", ", BuiltInFunction.names()) + "."
                        + NearestName.of(settings.name(), BuiltInFunction.names())
                                .map(name -> " Did you mean " + name + "?")
                                .orElse(""))));
    }

    private static List<ObjectiveProblem> checkDimensions(BuiltInFunction function, SearchSpace space) {
        long numeric = space.parameters().stream()
                .filter(parameter -> !(parameter instanceof CategoricalParameter))
                .count();
        long always = space.parameters().stream()
                .filter(parameter -> !(parameter instanceof CategoricalParameter))
                .filter(parameter -> parameter.condition().allowed().isEmpty())
                .count();
        if (numeric == 0 || !function.accepts((int) numeric)) {
            return List.of(problem(function.studyName() + " needs " + function.arity()
                    + " numeric parameters, but the search space has " + numeric + "."));
        }
        if (!function.accepts((int) always)) {
            return List.of(problem(function.studyName() + " needs " + function.arity()
                    + " numeric parameters in every trial, but " + (numeric - always) + " of " + numeric
                    + " have a condition (when)."));
        }
        return List.of();
    }

    private static ObjectiveProblem problem(String message) {
        return new ObjectiveProblem(List.of("objective", "name"), message);
    }

    @Override
    public double evaluate(TrialContext trial) throws EvaluationException, InterruptedException {
        double[] numbers = trial.parameters().values().values().stream()
                .filter(Value::isNumber)
                .mapToDouble(Value::number)
                .toArray();
        if (!function.accepts(numbers.length)) {
            throw new EvaluationException(
                    FailureKind.EXCEPTION,
                    function.studyName() + " needs " + function.arity() + " numeric parameters, but this trial has "
                            + numbers.length + ".");
        }
        Thread.sleep(delay.toMillis());
        double value = function.at(numbers);
        if (!Double.isFinite(value)) {
            throw new EvaluationException(
                    FailureKind.NOT_A_NUMBER, function.studyName() + " is " + value + " for these parameters.");
        }
        return value;
    }
}
