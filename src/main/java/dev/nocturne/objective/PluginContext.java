package dev.nocturne.objective;

import dev.nocturne.study.Study;
import java.nio.file.Path;
import java.util.Map;

/**
 * What a plugin is told of the study that uses it. Immutable.
 *
 * @param study all of it: objectives, search space, limits
 * @param options as the study file has them
 * @param studyFolder where the study file lies, absolute: relative paths among the options should start there
 */
public record PluginContext(Study study, Map<String, String> options, Path studyFolder) {
    public PluginContext {
        options = Map.copyOf(options);
    }
}
