package dev.nocturne.strategy;

import dev.nocturne.space.CategoricalParameter;
import dev.nocturne.space.CoordinateSpace;
import dev.nocturne.space.DiscreteParameter;
import dev.nocturne.space.FeasibleRegion;
import dev.nocturne.space.Parameter;
import dev.nocturne.space.SearchSpace;
import dev.nocturne.study.InvalidStudyException;
import dev.nocturne.study.TrialHistory;
import java.util.random.RandomGenerator;

/** Independent draws from the search space, of those points that keep its constraints (Bergstra and Bengio, JMLR 13, 2012). */
final class RandomSearch implements Strategy {
    private final FeasibleRegion region;

    RandomSearch(SearchSpace space) {
        for (Parameter parameter : space.parameters()) {
            if (hasNoChoice(parameter)) {
                throw new InvalidStudyException(
                        "Random search has nothing to draw: parameter '" + parameter.name() + "' has no choices.");
            }
        }
        region = new FeasibleRegion(new CoordinateSpace(space));
    }

    @Override
    public int requiredHistory(int trialId) {
        return 0;
    }

    @Override
    public Proposal propose(int trialId, TrialHistory history, RandomGenerator random) {
        return new Proposal(region.drawPoint(random));
    }

    private static boolean hasNoChoice(Parameter parameter) {
        return parameter instanceof DiscreteParameter discrete
                        && discrete.choices().isEmpty()
                || parameter instanceof CategoricalParameter categorical
                        && categorical.choices().isEmpty();
    }
}
