package dev.nocturne.objective;

import dev.nocturne.objective.command.CommandObjective;
import dev.nocturne.objective.function.FunctionObjective;
import dev.nocturne.objective.http.HttpPlan;
import dev.nocturne.objective.model.ModelPlan;
import dev.nocturne.objective.plugin.PluginPlan;
import dev.nocturne.study.InvalidStudyException;
import dev.nocturne.study.Study;
import java.util.List;

/** Makes objectives from settings. Thread-safe. */
public final class ObjectiveFactory {
    private static final String NO_RUN = "no-run";

    /**
     * Everything that can be known to be wrong before the first trial: a file that is not there, a column or parameter
     * that does not exist, a program that cannot be found. Empty if the objective can be created.
     */
    public List<ObjectiveProblem> check(ObjectiveSettings settings, Study study) {
        try (ObjectivePlan plan = plan(settings, study, NO_RUN)) {
            return plan.problems();
        }
    }

    /**
     * Makes the objective.
     *
     * @param runToken marks every process that the objective starts as belonging to the run; printable ASCII, not blank
     * @return to be closed when it is not needed any more
     * @throws InvalidStudyException with the first problem that {@link #check} finds
     */
    public Objective create(ObjectiveSettings settings, Study study, String runToken) {
        try (ObjectivePlan plan = plan(settings, study, runToken)) {
            refuse(plan.problems());
            return timed(plan.objective(), settings);
        }
    }

    private static ObjectivePlan plan(ObjectiveSettings settings, Study study, String runToken) {
        if (settings instanceof ObjectiveSettings.Function function) {
            return ObjectivePlan.of(FunctionObjective.check(function, study), () -> new FunctionObjective(function));
        }
        if (settings instanceof ObjectiveSettings.Command command) {
            return ObjectivePlan.of(
                    CommandObjective.check(command, study.space()),
                    () -> new CommandObjective(command, study, runToken));
        }
        if (settings instanceof ObjectiveSettings.Http http) {
            return new HttpPlan(http, study, System.getenv());
        }
        if (settings instanceof ObjectiveSettings.Plugin plugin) {
            return new PluginPlan(plugin, study);
        }
        return new ModelPlan((ObjectiveSettings.Model) settings, study);
    }

    /** A program and a request can be ended from outside; for all else a thread is needed. */
    private static Objective timed(Objective objective, ObjectiveSettings settings) {
        boolean endsItself =
                settings instanceof ObjectiveSettings.Command || settings instanceof ObjectiveSettings.Http;
        return endsItself || settings.limit().isEmpty()
                ? objective
                : new TimedObjective(objective, settings.limit().get());
    }

    private static void refuse(List<ObjectiveProblem> problems) {
        if (!problems.isEmpty()) {
            ObjectiveProblem first = problems.get(0);
            throw new InvalidStudyException(String.join(".", first.path()) + ": " + first.message());
        }
    }
}
