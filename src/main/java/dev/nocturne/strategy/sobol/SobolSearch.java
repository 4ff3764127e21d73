package dev.nocturne.strategy.sobol;

import dev.nocturne.space.CoordinateSpace;
import dev.nocturne.space.FeasibleRegion;
import dev.nocturne.space.SearchSpace;
import dev.nocturne.strategy.FeasibleIndices;
import dev.nocturne.strategy.Proposal;
import dev.nocturne.strategy.Strategy;
import dev.nocturne.study.InvalidStudyException;
import dev.nocturne.study.TrialHistory;
import java.util.Locale;
import java.util.random.RandomGenerator;

/**
 * The points of a scrambled Sobol sequence: as random search, but they keep clear of one another. Points that break a
 * constraint are passed over. A dimension of a parameter that is not active is not used.
 */
public final class SobolSearch implements Strategy {
    private static final long LENGTH = 1L << 31;
    private static final int CHECKED = 1_000;
    private static final int MOST_SCANNED = 1_000_000;

    private final CoordinateSpace space;
    private final ScrambledSobol sequence;
    private final boolean constrained;
    private final FeasibleIndices feasible;

    /**
     * A search.
     *
     * @param trials how many were asked for when the run began: what is refused must not depend on a limit that may be
     *     raised later
     * @throws InvalidStudyException if too few points of the sequence keep the constraints
     */
    public SobolSearch(SearchSpace searchSpace, long seed, int trials) {
        space = new CoordinateSpace(searchSpace);
        sequence = new ScrambledSobol(space.dimensions(), seed);
        constrained = !searchSpace.constraints().isEmpty();
        feasible = new FeasibleIndices(index -> space.isFeasible(coordinates(index)), LENGTH);
        if (constrained) {
            requireEnough(trials);
        }
    }

    @Override
    public int requiredHistory(int trialId) {
        return 0;
    }

    @Override
    public Proposal propose(int trialId, TrialHistory history, RandomGenerator random) {
        return new Proposal(space.point(coordinates(constrained ? feasible.at(trialId) : trialId)));
    }

    private double[] coordinates(long index) {
        return space.fromUnit(sequence.point(index));
    }

    private void requireEnough(int trials) {
        int wanted = Math.min(trials, CHECKED);
        long found = feasible.count(wanted, MOST_SCANNED);
        if (found < wanted) {
            new FeasibleRegion(space);
            throw new InvalidStudyException(
                    "constraints",
                    String.format(
                            Locale.ROOT,
                            "The constraints leave only %,d of the first %,d points of the Sobol sequence: use another"
                                    + " strategy, or ranges in which they leave more.",
                            found,
                            MOST_SCANNED));
        }
    }
}
