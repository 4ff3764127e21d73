package dev.nocturne.objective;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What a study says of its objective, one record for each type. Immutable. */
public sealed interface ObjectiveSettings {
    /** The word for it in a study file. */
    String type();

    /** How long an attempt may take; empty: no limit. */
    Optional<Duration> limit();

    /** The same without limits and delays, which a run that goes on may have otherwise. */
    ObjectiveSettings withoutLimits();

    /**
     * A built-in test function of the numeric parameters, in the order of the search space.
     *
     * @param name as in {@link dev.nocturne.objective.function.BuiltInFunction}, for example {@code norm}
     * @param delay how long to wait before each answer, to try out a night; not negative
     * @param limit above zero
     */
    record Function(String name, Duration delay, Optional<Duration> limit) implements ObjectiveSettings {
        /** A function that may take as long as it likes. */
        public Function(String name, Duration delay) {
            this(name, delay, Optional.empty());
        }

        @Override
        public String type() {
            return "function";
        }

        @Override
        public ObjectiveSettings withoutLimits() {
            return new Function(name, Duration.ZERO);
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

        @Override
        public Optional<Duration> limit() {
            return timeout;
        }

        @Override
        public ObjectiveSettings withoutLimits() {
            return new Command(command, Optional.empty(), environment, workingDirectory);
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
     * @param limit above zero
     */
    record Model(
            String learner,
            Path data,
            String target,
            String metric,
            int folds,
            long foldSeed,
            Map<String, String> fixed,
            Optional<Duration> limit)
            implements ObjectiveSettings {
        public Model {
            fixed = Map.copyOf(fixed);
        }

        /** A model that may take as long as it likes. */
        public Model(
                String learner,
                Path data,
                String target,
                String metric,
                int folds,
                long foldSeed,
                Map<String, String> fixed) {
            this(learner, data, target, metric, folds, foldSeed, fixed, Optional.empty());
        }

        @Override
        public String type() {
            return "model";
        }

        @Override
        public ObjectiveSettings withoutLimits() {
            return new Model(learner, data, target, metric, folds, foldSeed, fixed);
        }
    }

    /**
     * A service.
     *
     * @param url absolute, http or https, with a host, without a user or fragment
     * @param timeout how long an answer may take, redirects included; above zero
     * @param connectTimeout how long it may take to reach the service; above zero
     */
    record Http(URI url, Duration timeout, Duration connectTimeout, HttpHeaders headers) implements ObjectiveSettings {
        @Override
        public String type() {
            return "http";
        }

        @Override
        public Optional<Duration> limit() {
            return Optional.of(timeout);
        }

        @Override
        public ObjectiveSettings withoutLimits() {
            return new Http(url, Duration.ZERO, Duration.ZERO, headers);
        }
    }

    /**
     * A class from a jar.
     *
     * @param jar what the study names, not empty; relative to the folder, or absolute
     * @param folder that of the study file, absolute
     * @param className of an {@link ObjectivePlugin}; empty: the only one that there is
     * @param options handed to it
     * @param limit above zero
     */
    record Plugin(
            List<Path> jar,
            Path folder,
            Optional<String> className,
            Map<String, String> options,
            Optional<Duration> limit)
            implements ObjectiveSettings {
        public Plugin {
            jar = List.copyOf(jar);
            options = Map.copyOf(options);
        }

        /** Where the jars are. */
        public List<Path> files() {
            return jar.stream().map(one -> folder.resolve(one).normalize()).toList();
        }

        @Override
        public String type() {
            return "plugin";
        }

        @Override
        public ObjectiveSettings withoutLimits() {
            return new Plugin(jar, folder, className, options, Optional.empty());
        }
    }
}
