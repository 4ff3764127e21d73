package dev.nocturne.strategy;

import dev.nocturne.space.CoordinateSpace;
import dev.nocturne.space.FeasibleRegion;
import dev.nocturne.strategy.cma.CmaEs;
import dev.nocturne.strategy.nsga.NsgaTwo;
import dev.nocturne.study.InvalidStudyException;
import dev.nocturne.study.NearestName;
import dev.nocturne.study.Study;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.BiFunction;

/** Chooses the strategy of a study by its name. Thread-safe. */
public final class StrategyFactory {
    private final Map<String, BiFunction<Study, StrategySettings, Strategy>> makers = new LinkedHashMap<>();

    /** A factory that knows the strategies of this package. */
    public StrategyFactory() {
        makers.put("random_search", (study, settings) -> new RandomSearch(study.space()));
        makers.put("grid_search", (study, settings) -> new GridSearch(study.space()));
        makers.put("cma_es", (study, settings) -> cmaEs(study, settings));
        makers.put("nsga2", (study, settings) -> nsgaTwo(study, settings));
    }

    private static Strategy cmaEs(Study study, StrategySettings settings) {
        var space = new CoordinateSpace(study.space());
        return new CmaEs(space, new FeasibleRegion(space), settings);
    }

    private static Strategy nsgaTwo(Study study, StrategySettings settings) {
        var space = new CoordinateSpace(study.space());
        return new NsgaTwo(space, new FeasibleRegion(space), settings);
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
        return maker.apply(study, settings);
    }
}
