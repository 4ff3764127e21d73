package dev.nocturne.objective.function;

import dev.nocturne.objective.EvaluationException;
import dev.nocturne.objective.MultiObjective;
import dev.nocturne.objective.ObjectiveProblem;
import dev.nocturne.objective.ObjectiveSettings;
import dev.nocturne.objective.TrialContext;
import dev.nocturne.space.CategoricalParameter;
import dev.nocturne.space.SearchSpace;
import dev.nocturne.space.Value;
import dev.nocturne.study.FailureKind;
import dev.nocturne.study.NearestName;
import dev.nocturne.study.Study;
import java.time.Duration;
import java.util.List;

/** A built-in function of the active numeric parameters, in the order of the search space. Thread-safe. */
public final class FunctionObjective implements MultiObjective {
    private final TestFunction function;
    private final Duration delay;

    /** The objective for settings in which {@link #check} finds nothing wrong. */
    public FunctionObjective(ObjectiveSettings.Function settings) {
        function = TestFunction.named(settings.name())
                .orElseThrow(() -> new IllegalArgumentException("There is no function '" + settings.name() + "'."));
        delay = settings.delay();
    }

    /** An unknown name, or objectives or a search space that do not fit the function. */
    public static List<ObjectiveProblem> check(ObjectiveSettings.Function settings, Study study) {
        return TestFunction.named(settings.name())
                .map(function -> check(function, study))
                .orElseGet(() -> List.of(unknown(settings.name())));
    }

    private static ObjectiveProblem unknown(String written) {
        List<String> names = TestFunction.all().map(TestFunction::studyName).toList();
        return problem("There is no function '" + written + "', only " + String.join(", ", names) + "."
                + NearestName.of(written, names)
                        .map(name -> " Did you mean " + name + "?")
                        .orElse(""));
    }

    private static List<ObjectiveProblem> check(TestFunction function, Study study) {
        int asked = study.goals().size();
        if (asked != function.objectives()) {
            List<String> fitting = TestFunction.all()
                    .filter(other -> other.objectives() == asked)
                    .map(TestFunction::studyName)
                    .toList();
            return List.of(problem(function.studyName() + " has " + plural(function.objectives())
                    + ", but the study has " + asked + "."
                    + (fitting.isEmpty() ? "" : " Functions with " + asked + ": " + String.join(", ", fitting) + ".")));
        }
        return checkDimensions(function, study.space());
    }

    private static String plural(int objectives) {
        return objectives + (objectives == 1 ? " objective" : " objectives");
    }

    private static List<ObjectiveProblem> checkDimensions(TestFunction function, SearchSpace space) {
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
    public double[] evaluateAll(TrialContext trial) throws EvaluationException, InterruptedException {
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
        double[] values = function.objectivesAt(numbers);
        for (double value : values) {
            if (!Double.isFinite(value)) {
                throw new EvaluationException(
                        FailureKind.NOT_A_NUMBER, function.studyName() + " is " + value + " for these parameters.");
            }
        }
        return values;
    }
}
