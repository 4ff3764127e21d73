package dev.nocturne.strategy;

import dev.nocturne.space.CategoricalParameter;
import dev.nocturne.space.DiscreteParameter;
import dev.nocturne.space.Parameter;
import dev.nocturne.space.SearchSpace;
import dev.nocturne.study.InvalidStudyException;
import dev.nocturne.study.TrialHistory;
import java.util.random.RandomGenerator;

/** Independent draws from the search space (Bergstra and Bengio, JMLR 13, 2012). */
final class RandomSearch implements Strategy {
    private final SearchSpace space;

    RandomSearch(SearchSpace space) {
        this.space = space;
        for (Parameter parameter : space.parameters()) {
            if (hasNoChoice(parameter)) {
                throw new InvalidStudyException(
                        "Random search has nothing to draw: parameter '" + parameter.name() + "' has no choices.");
            }
        }
    }

    @Override
    public int requiredHistory(int trialId) {
        return 0;
    }

    @Override
    public Proposal propose(int trialId, TrialHistory history, RandomGenerator random) {
        return new Proposal(space.draw(random));
    }

    private static boolean hasNoChoice(Parameter parameter) {
        return parameter instanceof DiscreteParameter discrete
                        && discrete.choices().isEmpty()
                || parameter instanceof CategoricalParameter categorical
                        && categorical.choices().isEmpty();
    }
}
