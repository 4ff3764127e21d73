package dev.nocturne.strategy;

import dev.nocturne.space.CategoricalParameter;
import dev.nocturne.space.DiscreteParameter;
import dev.nocturne.space.FeasibleRegion;
import dev.nocturne.space.InfeasibleSpaceException;
import dev.nocturne.space.Parameter;
import dev.nocturne.space.Point;
import dev.nocturne.strategy.cma.CmaEs;
import dev.nocturne.strategy.gp.GaussianProcessSearch;
import dev.nocturne.strategy.nsga.NsgaTwo;
import dev.nocturne.strategy.rung.AsynchronousHalving;
import dev.nocturne.strategy.rung.BracketSearch;
import dev.nocturne.strategy.rung.Entrants;
import dev.nocturne.strategy.sobol.SobolSearch;
import dev.nocturne.strategy.tpe.TreeParzen;
import dev.nocturne.study.Budget;
import dev.nocturne.study.BudgetSettings;
import dev.nocturne.study.InvalidStudyException;
import dev.nocturne.study.NearestName;
import dev.nocturne.study.Study;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Predicate;

/** Chooses the strategy of a study by its name. Thread-safe. */
public final class StrategyFactory {
    /** Strategies whose proposals are a sequence that goes its way whatever else is tried. */
    private static final Set<String> PROPOSING_BY_INDEX = Set.of("grid_search", "sobol_search");

    /** Strategies that can propose what enters the lowest rung of one with rungs. */
    public static final List<String> PROPOSING_FOR_RUNGS = List.of("tpe", "gp", "random_search");

    private final Map<String, Kind> kinds = new LinkedHashMap<>();

    private final LastStudy last = new LastStudy();

    /** Makes one strategy. */
    @FunctionalInterface
    public interface Maker {
        /** The strategy of a study, with the settings of a run. */
        Strategy create(Study study, StrategySettings settings);
    }

    /** What one strategy can do. */
    private record Kind(boolean learns, boolean severalGoals, boolean hasRungs, Maker maker) {
        static Kind blind(Maker maker) {
            return new Kind(false, true, false, maker);
        }

        static Kind forOneGoal(Maker maker) {
            return new Kind(true, false, false, maker);
        }

        static Kind forSeveralGoals(Maker maker) {
            return new Kind(true, true, false, maker);
        }

        static Kind withRungs(Maker maker) {
            return new Kind(true, false, true, maker);
        }
    }

    /** A factory that knows the strategies of this package. */
    public StrategyFactory() {
        kinds.put(
                "auto",
                Kind.forSeveralGoals((study, settings) ->
                        AutoSearch.of(feasible(study), study.goals().size(), settings)));
        kinds.put("random_search", Kind.blind((study, settings) -> new RandomSearch(feasible(study))));
        kinds.put(
                "grid_search",
                Kind.blind((study, settings) -> new GridSearch(study.space(), gridPoints(study, settings))));
        kinds.put(
                "sobol_search",
                Kind.blind((study, settings) -> new SobolSearch(study.space(), settings.seed(), settings.horizon())));
        kinds.put("gp", Kind.forOneGoal((study, settings) -> new GaussianProcessSearch(feasible(study), settings)));
        kinds.put(
                "tpe",
                Kind.forSeveralGoals((study, settings) ->
                        new TreeParzen(feasible(study), study.goals().size(), settings)));
        kinds.put("cma_es", Kind.forOneGoal((study, settings) -> new CmaEs(feasible(study), settings)));
        kinds.put("nsga2", Kind.forSeveralGoals((study, settings) -> new NsgaTwo(feasible(study), settings)));
        kinds.put(
                "successive_halving",
                Kind.withRungs((study, settings) ->
                        BracketSearch.successiveHalving(budget(study), entrants(study, settings), settings)));
        kinds.put(
                "hyperband",
                Kind.withRungs((study, settings) ->
                        BracketSearch.hyperband(budget(study), entrants(study, settings), settings)));
        kinds.put(
                "asha",
                Kind.withRungs((study, settings) -> new AsynchronousHalving(budget(study), entrants(study, settings))));
    }

    private static BudgetSettings budget(Study study) {
        return study.budget().orElse(BudgetSettings.DEFAULT);
    }

    /** What enters the lowest rungs, enqueued points first. */
    private Entrants entrants(Study study, StrategySettings settings) {
        FeasibleRegion region = feasible(study);
        Optional<Strategy> proposing = switch (budget(study).proposals()) {
            case "tpe" -> Optional.of(new TreeParzen(region, 1, settings));
            case "gp" -> Optional.of(new GaussianProcessSearch(region, settings));
            case "random_search" -> Optional.empty();
            default ->
                throw new InvalidStudyException(
                        "budget",
                        "What enters the lowest rung can be proposed by "
                                + String.join(", ", PROPOSING_FOR_RUNGS) + ", not by '"
                                + budget(study).proposals() + "'.");
        };
        return new Entrants(EnqueuedFirst.regions(study.space(), study.enqueued()), region, proposing, budget(study));
    }

    private FeasibleRegion feasible(Study study) {
        return last.feasible(study);
    }

    /** The names that a study may give as its strategy, always in the same order. */
    public Set<String> names() {
        return Collections.unmodifiableSet(kinds.keySet());
    }

    /** A factory that knows one more strategy, which learns from the results of one objective. */
    public StrategyFactory with(String name, Maker maker) {
        var more = new StrategyFactory();
        more.kinds.putAll(kinds);
        more.kinds.put(name, Kind.forOneGoal(maker));
        return more;
    }

    /** Whether a strategy learns from results, so that it can learn from earlier ones, too. */
    public boolean learns(String name) {
        return kinds.containsKey(name) && kinds.get(name).learns();
    }

    /** Whether a strategy evaluates trials at several budgets. */
    public boolean hasRungs(String name) {
        return kinds.containsKey(name) && kinds.get(name).hasRungs();
    }

    /** The names of the strategies that learn from results. */
    public List<String> learning() {
        return kinds.keySet().stream().filter(this::learns).toList();
    }

    /** How many different trials the study's strategy has to propose; see {@link Strategy#capacity()}. */
    public long capacity(Study study) {
        return capacity(study, Optional.empty());
    }

    /** The same beside the parameters in use, which the first trial evaluates again. */
    public long capacity(Study study, Optional<Point> champion) {
        var settings = new StrategySettings(0, 1, study.askedTrials(), champion);
        return last.capacity(study, champion, () -> create(study, settings).capacity());
    }

    /**
     * Makes the strategy of a study.
     *
     * @param settings as recorded with the run
     * @throws InvalidStudyException if there is no such strategy, or it cannot work on the study's space or objectives
     */
    public Strategy create(Study study, StrategySettings settings) {
        var kind = kinds.get(study.strategy());
        if (kind == null) {
            throw new InvalidStudyException("There is no strategy '" + study.strategy() + "', only "
                    + String.join(", ", kinds.keySet()) + "."
                    + NearestName.of(study.strategy(), kinds.keySet())
                            .map(name -> " Did you mean " + name + "?")
                            .orElse(""));
        }
        if (study.hasSeveralGoals() && !kind.severalGoals()) {
            throw new InvalidStudyException("The strategy " + study.strategy() + " can only have one objective in view."
                    + " With several objectives, use one of " + String.join(", ", names(Kind::severalGoals)) + ".");
        }
        if (study.budget().isPresent() && !kind.hasRungs()) {
            throw new InvalidStudyException(
                    "budget",
                    "The strategy " + study.strategy()
                            + " evaluates every trial at the whole budget. With budget, use one of "
                            + String.join(", ", names(Kind::hasRungs)) + ".");
        }
        requireChoices(study);
        try {
            Strategy strategy = kind.maker().create(study, settings);
            return kind.hasRungs() ? first(settings, study, strategy) : firstAndEnqueued(settings, study, strategy);
        } catch (InfeasibleSpaceException e) {
            throw new InvalidStudyException("constraints", e.getMessage());
        }
    }

    private static Strategy first(StrategySettings settings, Study study, Strategy strategy) {
        return settings.champion().isEmpty()
                ? strategy
                : new ChampionFirst(settings.champion().get(), Budget.of(study.wholeBudget()), strategy);
    }

    private static Strategy firstAndEnqueued(StrategySettings settings, Study study, Strategy strategy) {
        return settings.champion().isEmpty() && study.enqueued().isEmpty()
                ? strategy
                : new EnqueuedFirst(
                        study.space(),
                        settings.champion(),
                        study.enqueued(),
                        strategy,
                        PROPOSING_BY_INDEX.contains(study.strategy()));
    }

    /** A grid says itself that it has nothing to try. */
    private static void requireChoices(Study study) {
        for (Parameter parameter : study.space().parameters()) {
            boolean none = parameter instanceof DiscreteParameter discrete
                            && discrete.choices().isEmpty()
                    || parameter instanceof CategoricalParameter categorical
                            && categorical.choices().isEmpty();
            if (none && !study.strategy().equals("grid_search")) {
                throw new InvalidStudyException(study.strategy() + " has nothing to propose: parameter '"
                        + parameter.name() + "' has no choices.");
            }
        }
    }

    private List<String> names(Predicate<Kind> able) {
        return kinds.entrySet().stream()
                .filter(entry -> able.test(entry.getValue()))
                .map(Map.Entry::getKey)
                .toList();
    }

    /** How many trials a grid is asked for beside the champion and the enqueued points. */
    private static OptionalInt gridPoints(Study study, StrategySettings settings) {
        OptionalInt maxTrials = study.limits().maxTrials();
        int others = study.enqueued().size() + (settings.champion().isPresent() ? 1 : 0);
        return maxTrials.isPresent() ? OptionalInt.of(Math.max(1, maxTrials.getAsInt() - others)) : maxTrials;
    }
}
