package dev.nocturne.strategy.gp;

import dev.nocturne.space.Axis;
import dev.nocturne.space.CoordinateSpace;
import dev.nocturne.space.FeasibleRegion;
import dev.nocturne.strategy.sobol.ScrambledSobol;
import dev.nocturne.study.TrialRandom;
import java.util.random.RandomGenerator;

/**
 * Where to look before there is anything to learn from: the centre first, then scrambled Sobol points; every choice of a
 * categorical parameter comes as often as any other, so that no branch of a conditional space stays unseen. A function of
 * the seed and the index. Immutable and thread-safe.
 */
final class InitialDesign {
    private static final int FEWEST = 6;
    private static final int MOST = 10;
    private static final int MOST_FOR_BRANCHES = 15;
    private static final int PER_BRANCH = 3;
    private static final int TRIES = 20;

    private final CoordinateSpace space;
    private final FeasibleRegion region;
    private final ScrambledSobol sobol;
    private final long seed;
    private final int size;

    InitialDesign(CoordinateSpace space, FeasibleRegion region, long seed, int horizon) {
        this.space = space;
        this.region = region;
        this.seed = seed;
        this.sobol = new ScrambledSobol(space.dimensions(), seed);
        long branches = 0;
        for (int place = 0; place < space.dimensions(); place++) {
            for (int parent : space.parents(place)) {
                branches = Math.max(branches, space.axis(parent).levels());
            }
        }
        int usual = Math.max(FEWEST, Math.min(MOST, space.varying().length + 2));
        int forBranches = (int) Math.min(MOST_FOR_BRANCHES, PER_BRANCH * Math.min(MOST_FOR_BRANCHES, branches));
        this.size = Math.max(2, Math.min(Math.max(usual, forBranches), horizon / 4));
    }

    /** How many points are worth to be looked at first. */
    int size() {
        return size;
    }

    /**
     * Coordinates of a point of the design; there is no end of them.
     *
     * @param random used only where constraints refuse the point
     */
    double[] point(int index, RandomGenerator random) {
        for (int i = 0; i < TRIES; i++) {
            double[] coordinates = index == 0 && i == 0 ? space.centre() : sobolPoint(index + (long) i * (size + 1));
            if (space.isFeasible(coordinates)) {
                return coordinates;
            }
        }
        return region.draw(random);
    }

    private double[] sobolPoint(long index) {
        double[] unit = sobol.point(index);
        for (int place = 0; place < unit.length; place++) {
            Axis axis = space.axis(place);
            if (!axis.isOrdered() && axis.levels() > 1) {
                unit[place] = (inTurn(place, (int) axis.levels(), index) + 0.5) / axis.levels();
            }
        }
        return space.fromUnit(unit);
    }

    /** Each level once, in an order that is drawn anew for each round. */
    private int inTurn(int place, int levels, long index) {
        var random = new TrialRandom(seed ^ (place * 0x9e3779b97f4a7c15L), index / levels);
        int[] order = new int[levels];
        for (int i = 0; i < levels; i++) {
            int other = random.nextInt(i + 1);
            order[i] = order[other];
            order[other] = i;
        }
        return order[(int) (index % levels)];
    }
}
