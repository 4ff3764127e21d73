package dev.nocturne.strategy.tpe;

import dev.nocturne.space.CoordinateSpace;
import dev.nocturne.space.FeasibleRegion;
import dev.nocturne.strategy.Proposal;
import dev.nocturne.strategy.Strategy;
import dev.nocturne.strategy.StrategySettings;
import dev.nocturne.study.TrialHistory;
import java.util.Arrays;
import java.util.random.RandomGenerator;

/**
 * The tree-structured Parzen estimator (Bergstra et al., Algorithms for hyper-parameter optimization, NIPS 2011) with
 * kernels over all parameters at once (Falkner et al., BOHB, ICML 2018): of a few candidates drawn from where good trials
 * lie, the one that is the most likely there relative to where the others lie, among which pruned, failed and pending trials
 * count.
 * Learns from any number of objectives, by non-domination rank where there are several. Thread-safe: what it keeps between
 * proposals only saves time, and one proposal is made at a time.
 */
public final class TreeParzen implements Strategy {
    private static final int STARTUP_TRIALS = 6;
    private static final int CANDIDATES = 24;

    /** Where constraints leave little of the space, so many draws are made for each candidate that is wanted. */
    private static final int DRAWS_PER_CANDIDATE = 10;

    private final CoordinateSpace space;
    private final Layout layout;
    private final FeasibleRegion region;
    private final Unseen unseen;
    private final LatinHypercube startup;
    private final Archive archive;
    private final StrategySettings settings;
    private final boolean severalGoals;

    /**
     * The strategy of a run.
     *
     * @param goals how many objectives the study has
     */
    public TreeParzen(FeasibleRegion region, int goals, StrategySettings settings) {
        this.region = region;
        space = region.space();
        layout = new Layout(space);
        unseen = new Unseen(space, region);
        startup = new LatinHypercube(settings.seed(), STARTUP_TRIALS, space.dimensions());
        archive = new Archive(space);
        this.settings = settings;
        severalGoals = goals > 1;
    }

    @Override
    public boolean looksAtOthers() {
        return true;
    }

    /** A window that slides with the trial. */
    @Override
    public int requiredHistory(int trialId) {
        return settings.requiredHistory(trialId);
    }

    @Override
    public synchronized Proposal propose(int trialId, TrialHistory history, RandomGenerator random) {
        archive.update(history.teaching());
        double[] proposed =
                trialId + history.known().size() < STARTUP_TRIALS ? start(trialId, random) : learned(random);
        return new Proposal(space.point(proposed));
    }

    private double[] start(int trialId, RandomGenerator random) {
        double[] spread = space.fromUnit(startup.point(trialId));
        return space.isFeasible(spread) && !archive.contains(spread) ? spread : unseen(region.draw(random), random);
    }

    private double[] learned(RandomGenerator random) {
        Split split = severalGoals ? Split.byDomination(archive) : Split.byLoss(archive);
        Mixture good = Mixture.ofGood(layout, archive, split.good());
        Mixture rest = Mixture.ofRest(layout, archive, Background.of(split.rest()));
        double[][] candidates = draw(good, random);
        double[] best = candidates[0];
        boolean bestIsSeen = true;
        double highest = Double.NEGATIVE_INFINITY;
        double[] amongGood = good.logDensities(candidates);
        double[] amongRest = rest.logDensities(candidates);
        for (int i = 0; i < candidates.length; i++) {
            double score = amongGood[i] - amongRest[i];
            boolean isSeen = archive.contains(candidates[i]);
            if (bestIsSeen && !isSeen || bestIsSeen == isSeen && score > highest) {
                best = candidates[i];
                bestIsSeen = isSeen;
                highest = score;
            }
        }
        return bestIsSeen ? unseen(best, random) : best;
    }

    /** Points that keep the constraints: as many as wanted, or as many as were found, or a random one. */
    private double[][] draw(Mixture good, RandomGenerator random) {
        double[][] candidates = new double[CANDIDATES][];
        int size = 0;
        for (int i = 0; i < CANDIDATES * DRAWS_PER_CANDIDATE && size < CANDIDATES; i++) {
            double[] drawn = good.draw(random);
            if (space.isFeasible(drawn)) {
                candidates[size++] = drawn;
            }
        }
        if (size == 0) {
            candidates[size++] = region.draw(random);
        }
        return Arrays.copyOf(candidates, size);
    }

    /** A point that was not tried, if there is one, in place of one that may have been. */
    private double[] unseen(double[] proposed, RandomGenerator random) {
        if (!archive.contains(proposed)) {
            return proposed;
        }
        double[] found = unseen.find(archive, random);
        return found == null ? proposed : found;
    }
}
