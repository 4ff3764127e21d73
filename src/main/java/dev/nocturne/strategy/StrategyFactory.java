package dev.nocturne.strategy;

import dev.nocturne.space.InfeasibleSpaceException;
import dev.nocturne.strategy.sobol.SobolSearch;
import dev.nocturne.study.InvalidStudyException;
import dev.nocturne.study.NearestName;
import dev.nocturne.study.Study;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.BiFunction;

/** Chooses the strategy of a study by its name. Thread-safe. */
public final class StrategyFactory {
    /** Strategies whose proposals are a sequence that goes its way whatever else is tried. */
    private static final Set<String> PROPOSING_BY_INDEX = Set.of("grid_search", "sobol_search");

    private final Map<String, BiFunction<Study, StrategySettings, Strategy>> makers = new LinkedHashMap<>();

    /** A factory that knows the strategies of this package. */
    public StrategyFactory() {
        makers.put("random_search", (study, settings) -> new RandomSearch(study.space()));
        makers.put("grid_search", (study, settings) -> new GridSearch(study.space(), gridPoints(study)));
        makers.put(
                "sobol_search",
                (study, settings) -> new SobolSearch(study.space(), settings.seed(), study.askedTrials()));
    }

    /** The names that a study may give as its strategy, always in the same order. */
    public Set<String> names() {
        return Collections.unmodifiableSet(makers.keySet());
    }

    /** How many different trials the study's strategy has to propose; see {@link Strategy#capacity()}. */
    public long capacity(Study study) {
        return create(study, new StrategySettings(0, 1, study.askedTrials())).capacity();
    }

    /**
     * Makes the strategy of a study.
     *
     * @param settings as recorded with the run
     * @throws InvalidStudyException if there is no such strategy, or it cannot work on the study's space
     */
    public Strategy create(Study study, StrategySettings settings) {
        var maker = makers.get(study.strategy());
        if (maker == null) {
            throw new InvalidStudyException("There is no strategy '" + study.strategy() + "', only "
                    + String.join(", ", makers.keySet()) + "."
                    + NearestName.of(study.strategy(), makers.keySet())
                            .map(name -> " Did you mean " + name + "?")
                            .orElse(""));
        }
        try {
            Strategy strategy = maker.apply(study, settings);
            return study.enqueued().isEmpty()
                    ? strategy
                    : new EnqueuedFirst(
                            study.space(), study.enqueued(), strategy, PROPOSING_BY_INDEX.contains(study.strategy()));
        } catch (InfeasibleSpaceException e) {
            throw new InvalidStudyException("constraints", e.getMessage());
        }
    }

    /** How many trials a grid is asked for beside the enqueued points. */
    private static OptionalInt gridPoints(Study study) {
        OptionalInt maxTrials = study.limits().maxTrials();
        return maxTrials.isPresent()
                ? OptionalInt.of(
                        Math.max(1, maxTrials.getAsInt() - study.enqueued().size()))
                : maxTrials;
    }
}
