package dev.nocturne.objective;

import java.util.List;

/**
 * What a jar offers to studies with {@code objective: {type: plugin}}: a public class with a public constructor without
 * parameters, named in the jar's {@code META-INF/services/dev.nocturne.objective.ObjectivePlugin}.
 *
 * <p>It sees the JDK, its own jars, and of Nocturne the packages {@code dev.nocturne.objective}, {@code space} and
 * {@code study}; nothing of the libraries that Nocturne itself uses.
 */
public interface ObjectivePlugin {
    /** What messages call it. */
    String name();

    /**
     * What is wrong with the options or the study, a sentence each; empty if {@link #create} will work. Asked before the
     * night, so it should look at everything that can be known then.
     */
    default List<String> check(PluginContext context) {
        return List.of();
    }

    /**
     * Makes the objective of a run in this process. Its {@link Objective#close()} is called at the end.
     *
     * @throws Exception whatever it throws: the run does not start, and its message is shown
     */
    Objective create(PluginContext context) throws Exception;
}
