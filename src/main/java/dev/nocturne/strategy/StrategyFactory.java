package dev.nocturne.strategy;

import dev.nocturne.strategy.gp.GaussianProcessSearch;
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
        makers.put("gp", (study, settings) -> new GaussianProcessSearch(study.space(), settings));
        makers.put("grid_search", (study, settings) -> new GridSearch(study.space()));
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
