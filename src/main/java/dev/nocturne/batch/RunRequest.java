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
 */
public record RunRequest(StudyPlan plan, Path file, Optional<String> runKey, boolean fresh) {
    /** The same request, going on with a run that has this strategy. */
    RunRequest withStrategy(String strategy) {
        return new RunRequest(plan.withStrategy(strategy), file, runKey, fresh);
    }
}
