package dev.nocturne.batch;

import dev.nocturne.config.StudyPlan;
import java.nio.file.Path;
import java.util.Optional;

/**
 * What a person asks for with {@code run}.
 *
 * @param file where the plan was read from
 * @param runKey the run to start or go on with; empty: the unfinished one, or tonight's
 * @param fresh leave an unfinished run behind for good
 * @param acceptsChangedFiles whether an unfinished run goes on although files of its objective have changed since it began
 * @param workers how many trials this process evaluates at a time; 0 leaves all of them to workers of other processes
 */
public record RunRequest(
        StudyPlan plan, Path file, Optional<String> runKey, boolean fresh, boolean acceptsChangedFiles, int workers) {
    /** A request to evaluate as many trials at a time as the study says. */
    public RunRequest(StudyPlan plan, Path file, Optional<String> runKey, boolean fresh) {
        this(plan, file, runKey, fresh, false, plan.study().execution().workers());
    }

    /** The same request, going on with a run that has this strategy. */
    RunRequest withStrategy(String strategy) {
        return new RunRequest(plan.withStrategy(strategy), file, runKey, fresh, acceptsChangedFiles, workers);
    }
}
