package dev.nocturne.objective;

import dev.nocturne.objective.command.CommandObjective;
import dev.nocturne.objective.function.FunctionObjective;
import dev.nocturne.objective.model.ModelPlan;
import dev.nocturne.study.InvalidStudyException;
import dev.nocturne.study.Study;
import java.util.List;

/** Makes objectives from settings. Thread-safe. */
public final class ObjectiveFactory {
    /**
     * Everything that can be known to be wrong before the first trial: a file that is not there, a column or parameter
     * that does not exist, a program that cannot be found. Empty if the objective can be created.
     */
    public List<ObjectiveProblem> check(ObjectiveSettings settings, Study study) {
        if (settings instanceof ObjectiveSettings.Function function) {
            return FunctionObjective.check(function, study);
        }
        if (settings instanceof ObjectiveSettings.Command command) {
            return CommandObjective.check(command, study.space());
        }
        return new ModelPlan((ObjectiveSettings.Model) settings, study).problems();
    }

    /**
     * Makes the objective.
     *
     * @param runToken marks every process that the objective starts as belonging to the run; printable ASCII, not blank
     * @throws InvalidStudyException with the first problem that {@link #check} finds
     */
    public Objective create(ObjectiveSettings settings, Study study, String runToken) {
        if (settings instanceof ObjectiveSettings.Model model) {
            var plan = new ModelPlan(model, study); // Checked and made in one go: the data are read once.
            refuse(plan.problems());
            return plan.objective();
        }
        refuse(check(settings, study));
        if (settings instanceof ObjectiveSettings.Function function) {
            return new FunctionObjective(function);
        }
        return new CommandObjective((ObjectiveSettings.Command) settings, study, runToken);
    }

    private static void refuse(List<ObjectiveProblem> problems) {
        if (!problems.isEmpty()) {
            ObjectiveProblem first = problems.get(0);
            throw new InvalidStudyException(String.join(".", first.path()) + ": " + first.message());
        }
    }
}
