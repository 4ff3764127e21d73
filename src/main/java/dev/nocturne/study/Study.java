package dev.nocturne.study;

import dev.nocturne.space.Parameter;
import dev.nocturne.space.SearchSpace;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * What is tuned and how. Immutable.
 *
 * @param name not blank
 * @param strategy name of a strategy; the strategies' factory knows which there are
 * @param seed empty: drawn once, when a run starts, and recorded with it
 * @param lag how many trials back a model-based strategy looks, at least 1; empty: {@link Execution#defaultLag()}
 */
public record Study(
        String name,
        Direction direction,
        SearchSpace space,
        String strategy,
        Limits limits,
        OptionalLong seed,
        OptionalInt lag,
        Execution execution) {
    public static final String DEFAULT_STRATEGY = "random_search";

    public Study {
        if (name.isBlank()) {
            throw new IllegalArgumentException("A study needs a name.");
        }
        if (lag.isPresent() && lag.getAsInt() < 1) {
            throw new IllegalArgumentException("lag must be at least 1, but is " + lag.getAsInt() + ".");
        }
    }

    /** A study under construction, for people who tune from their own code. */
    public static Builder named(String name) {
        return new Builder(name);
    }

    /** Collects a study's parts; not thread-safe. What is not set is as in a study file that does not say it. */
    public static final class Builder {
        private final String name;
        private final List<Parameter> parameters = new ArrayList<>();
        private Direction direction = Direction.MINIMIZE;
        private String strategy = DEFAULT_STRATEGY;
        private OptionalInt maxTrials = OptionalInt.empty();
        private OptionalInt maxFailures = OptionalInt.empty();
        private OptionalLong seed = OptionalLong.empty();
        private OptionalInt lag = OptionalInt.empty();
        private Execution execution = Execution.DEFAULT;

        private Builder(String name) {
            this.name = name;
        }

        public Builder maximize() {
            direction = Direction.MAXIMIZE;
            return this;
        }

        public Builder parameter(Parameter parameter) {
            parameters.add(parameter);
            return this;
        }

        public Builder strategy(String name) {
            strategy = name;
            return this;
        }

        public Builder maxTrials(int trials) {
            maxTrials = OptionalInt.of(trials);
            return this;
        }

        public Builder maxFailures(int failures) {
            maxFailures = OptionalInt.of(failures);
            return this;
        }

        public Builder seed(long value) {
            seed = OptionalLong.of(value);
            return this;
        }

        public Builder lag(int trials) {
            lag = OptionalInt.of(trials);
            return this;
        }

        public Builder workers(int workers) {
            execution = new Execution(workers, execution.chunkSize(), execution.retries());
            return this;
        }

        public Builder chunkSize(int trials) {
            execution = new Execution(execution.workers(), trials, execution.retries());
            return this;
        }

        public Builder retries(int retries) {
            execution = new Execution(execution.workers(), execution.chunkSize(), retries);
            return this;
        }

        /** The study; what cannot be is refused with an IllegalArgumentException. */
        public Study build() {
            return new Study(
                    name,
                    direction,
                    new SearchSpace(parameters),
                    strategy,
                    new Limits(maxTrials, maxFailures),
                    seed,
                    lag,
                    execution);
        }
    }
}
