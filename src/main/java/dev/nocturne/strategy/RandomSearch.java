package dev.nocturne.strategy;

import dev.nocturne.space.SearchSpace;
import dev.nocturne.study.TrialHistory;
import java.util.random.RandomGenerator;

/** Independent draws from the search space (Bergstra and Bengio, JMLR 13, 2012). */
final class RandomSearch implements Strategy {
    private final SearchSpace space;

    RandomSearch(SearchSpace space) {
        this.space = space;
    }

    @Override
    public int requiredHistory(int trialId) {
        return 0;
    }

    @Override
    public Proposal propose(int trialId, TrialHistory history, RandomGenerator random) {
        return new Proposal(space.draw(random));
    }
}
