package dev.nocturne.objective;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What a study says of its objective, one record for each type. Immutable. */
public sealed interface ObjectiveSettings {
    /** The word for it in a study file. */
    String type();

    /**
     * A built-in test function of the numeric parameters, in the order of the search space.
     *
     * @param name as in {@link dev.nocturne.objective.function.BuiltInFunction}, for example {@code norm}
     * @param delay how long to wait before each answer, to try out a night; not negative
     */
    record Function(String name, Duration delay) implements ObjectiveSettings {
        @Override
        public String type() {
            return "function";
        }
    }

    /**
     * An external program.
     *
     * @param command program and arguments, not empty; {@code {name}} stands for a parameter's value
     * @param timeout above zero; empty: no limit
     * @param environment variables set beside those that the protocol sets; the rest of the environment is inherited
     * @param workingDirectory absolute
     */
    record Command(
            List<String> command, Optional<Duration> timeout, Map<String, String> environment, Path workingDirectory)
            implements ObjectiveSettings {
        public Command {
            command = List.copyOf(command);
            environment = Map.copyOf(environment);
        }

        @Override
        public String type() {
            return "command";
        }
    }

    /**
     * A model trained with stratified k-fold cross-validation on a CSV file.
     *
     * @param learner as in {@link dev.nocturne.objective.model.Learner}, for example {@code random-forest}
     * @param data CSV file with a header, absolute
     * @param target name of the column to predict
     * @param metric as in {@link dev.nocturne.objective.model.Metric}, for example {@code accuracy}
     * @param folds at least 2
     * @param foldSeed fixes which row is in which fold
     * @param fixed hyper-parameters of the learner that do not vary, by name
     */
    record Model(
            String learner,
            Path data,
            String target,
            String metric,
            int folds,
            long foldSeed,
            Map<String, String> fixed)
            implements ObjectiveSettings {
        public Model {
            fixed = Map.copyOf(fixed);
        }

        @Override
        public String type() {
            return "model";
        }
    }
}
