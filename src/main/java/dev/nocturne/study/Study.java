package dev.nocturne.study;

import dev.nocturne.space.Constraint;
import dev.nocturne.space.Parameter;
import dev.nocturne.space.Point;
import dev.nocturne.space.SearchSpace;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * What is tuned and how. Immutable.
 *
 * @param name not blank
 * @param goals what is wanted of the objectives, with different names; at least one, and mostly just one
 * @param strategy name of a strategy; the strategies' factory knows which there are
 * @param seed empty: drawn once, when a run starts, and recorded with it
 * @param lag how many trials may be under way at a time for a strategy that learns, at least 1; empty:
 *     {@link Execution#defaultLag()}
 * @param enqueued points to try first; parameters that one does not name are drawn at random
 * @param warmStart earlier results that a run of the study learns from
 * @param pruner how hopeless trials are ended early
 * @param budget the budgets of a strategy with rungs; empty: {@link BudgetSettings#DEFAULT} for those, none for others
 * @param champion how a night's best is compared with the parameters in use; empty: it is not
 */
public record Study(
        String name,
        List<Goal> goals,
        SearchSpace space,
        String strategy,
        Limits limits,
        OptionalLong seed,
        OptionalInt lag,
        Execution execution,
        List<Point> enqueued,
        Optional<WarmStart> warmStart,
        PrunerSettings pruner,
        Optional<BudgetSettings> budget,
        Optional<ChampionSettings> champion) {
    /** The strategy of a study that names none. */
    public static final String DEFAULT_STRATEGY = "auto";

    public Study {
        goals = List.copyOf(goals);
        enqueued = List.copyOf(enqueued);
        if (goals.isEmpty() || goals.stream().map(Goal::name).distinct().count() < goals.size()) {
            throw new IllegalArgumentException("A study needs at least one objective, each with a name of its own.");
        }
        if (name.isBlank()) {
            throw new IllegalArgumentException("A study needs a name.");
        }
        if (lag.isPresent() && lag.getAsInt() < 1) {
            throw new IllegalArgumentException("lag must be at least 1, but is " + lag.getAsInt() + ".");
        }
    }

    /** The direction of the objective, or of the first of several. */
    public Direction direction() {
        return goals.get(0).direction();
    }

    /** Whether there is more than one objective, so that trials cannot be put in a single order. */
    public boolean hasSeveralGoals() {
        return goals.size() > 1;
    }

    /** How many trials are asked for, if the strategy has that many. */
    public int askedTrials() {
        return limits.maxTrials().orElse(Limits.DEFAULT_MAX_TRIALS);
    }

    /** The budget of a trial that is evaluated with the whole effort. */
    public double wholeBudget() {
        return budget.map(BudgetSettings::max).orElse(Budget.FULL.amount());
    }

    /** The same study with another strategy. */
    public Study withStrategy(String other) {
        return new Study(
                name, goals, space, other, limits, seed, lag, execution, enqueued, warmStart, pruner, budget, champion);
    }

    /** A study under construction, for people who tune from their own code. */
    public static Builder named(String name) {
        return new Builder(name);
    }

    /** Collects a study's parts; not thread-safe. What is not set is as in a study file that does not say it. */
    public static final class Builder {
        private final String name;
        private final List<Parameter> parameters = new ArrayList<>();
        private final List<Goal> goals = new ArrayList<>();
        private final List<Constraint> constraints = new ArrayList<>();
        private final List<Point> enqueued = new ArrayList<>();
        private Direction direction = Direction.MINIMIZE;
        private String strategy = DEFAULT_STRATEGY;
        private OptionalInt maxTrials = OptionalInt.empty();
        private Optional<FailureLimit> maxFailures = Optional.empty();
        private Optional<Duration> maxDuration = Optional.empty();
        private OptionalDouble stopAt = OptionalDouble.empty();
        private Optional<Patience> patience = Optional.empty();
        private PrunerSettings pruner = new PrunerSettings.None();
        private Optional<BudgetSettings> budget = Optional.empty();
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

        /** One of several objectives; without any, the study has one, which {@link #maximize()} speaks of. */
        public Builder goal(String name, Direction wanted) {
            goals.add(new Goal(name, wanted));
            return this;
        }

        public Builder constraint(Constraint constraint) {
            constraints.add(constraint);
            return this;
        }

        /** A point to try before the strategy proposes any. */
        public Builder enqueue(Point point) {
            enqueued.add(point);
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
            maxFailures = Optional.of(new FailureLimit.Count(failures));
            return this;
        }

        /** How long a run may work. */
        public Builder maxDuration(Duration longest) {
            maxDuration = Optional.of(longest);
            return this;
        }

        /** An objective that is good enough. */
        public Builder stopAt(double objective) {
            stopAt = OptionalDouble.of(objective);
            return this;
        }

        public Builder patience(Patience limit) {
            patience = Optional.of(limit);
            return this;
        }

        public Builder pruner(PrunerSettings settings) {
            pruner = settings;
            return this;
        }

        public Builder budget(BudgetSettings settings) {
            budget = Optional.of(settings);
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
                    goals.isEmpty() ? List.of(Goal.only(direction)) : goals,
                    new SearchSpace(parameters, constraints),
                    strategy,
                    new Limits(maxTrials, maxFailures, maxDuration, stopAt, patience, Optional.empty()),
                    seed,
                    lag,
                    execution,
                    enqueued,
                    Optional.empty(),
                    pruner,
                    budget,
                    Optional.empty());
        }
    }
}
