package dev.nocturne.strategy;

import dev.nocturne.space.FeasibleRegion;
import dev.nocturne.study.TrialHistory;
import java.util.random.RandomGenerator;

/** Independent draws from the search space, of those points that keep its constraints (Bergstra and Bengio, JMLR 13, 2012). */
final class RandomSearch implements Strategy {
    private final FeasibleRegion region;

    RandomSearch(FeasibleRegion region) {
        this.region = region;
    }

    @Override
    public int requiredHistory(int trialId) {
        return 0;
    }

    @Override
    public Proposal propose(int trialId, TrialHistory history, RandomGenerator random) {
        return new Proposal(region.drawPoint(random));
    }
}
