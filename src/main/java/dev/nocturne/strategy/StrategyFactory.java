package dev.nocturne.strategy;

import dev.nocturne.study.InvalidStudyException;
import dev.nocturne.study.NearestName;
import dev.nocturne.study.Study;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Chooses the strategy of a study by its name. Thread-safe. */
public final class StrategyFactory {
    private final Map<String, Maker> makers = new LinkedHashMap<>();

    /** Makes one strategy. */
    @FunctionalInterface
    interface Maker {
        Strategy create(Study study, StrategySettings settings);

        /** Whether its strategy can work on a study with several objectives. */
        default boolean canHaveSeveralGoals() {
            return false;
        }
    }

    private record ForSeveralGoals(Maker maker) implements Maker {
        @Override
        public Strategy create(Study study, StrategySettings settings) {
            return maker.create(study, settings);
        }

        @Override
        public boolean canHaveSeveralGoals() {
            return true;
        }
    }

    /** A factory that knows the strategies of this package. */
    public StrategyFactory() {
        makers.put("random_search", forSeveralGoals((study, settings) -> new RandomSearch(study.space())));
        makers.put("grid_search", forSeveralGoals((study, settings) -> new GridSearch(study.space())));
    }

    /** A factory that knows one more strategy. */
    StrategyFactory(String name, Maker maker) {
        this();
        makers.put(name, maker);
    }

    /** What is not marked so can only work on studies with one objective. */
    static Maker forSeveralGoals(Maker maker) {
        return new ForSeveralGoals(maker);
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
     * @throws InvalidStudyException if there is no such strategy, or it cannot work on the study's space or objectives
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
        if (study.hasSeveralGoals() && !maker.canHaveSeveralGoals()) {
            throw new InvalidStudyException("The strategy " + study.strategy() + " can only have one objective in view."
                    + " With several objectives, use one of " + String.join(", ", namesForSeveralGoals()) + ".");
        }
        return maker.create(study, settings);
    }

    private List<String> namesForSeveralGoals() {
        return makers.entrySet().stream()
                .filter(entry -> entry.getValue().canHaveSeveralGoals())
                .map(Map.Entry::getKey)
                .toList();
    }
}
