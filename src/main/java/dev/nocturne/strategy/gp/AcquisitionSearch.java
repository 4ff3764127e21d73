package dev.nocturne.strategy.gp;

import dev.nocturne.space.FeasibleRegion;
import dev.nocturne.strategy.numeric.PortableMath;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * Looks for the point that promises most: random candidates and neighbours of the best points first, then uphill from the
 * best of them, by gradient along ordered axes and value by value along the others. Not thread-safe.
 */
final class AcquisitionSearch {
    private static final int RANDOM_CANDIDATES = 600;
    private static final int NEIGHBOURS = 60;
    private static final int STARTS = 5;
    private static final int ROUNDS = 8;

    /** Where rules may refuse most points, one in so many candidates is sure to be allowed. */
    private static final int FEASIBLE_PERIOD = 4;

    private static final int MOST_SCANNED_IN_FULL = 16;
    private static final int MOST_SCANNED_CHOICES = 64;
    private static final int[] STRIDES = {-8, -3, -2, -1, 1, 2, 3, 8};
    private static final BoxMinimizer CLIMB = new BoxMinimizer(30, 1e-5, 1e-7, 0.3);

    private final ModelSpace space;
    private final FeasibleRegion region;
    private final Acquisition acquisition;
    private final Optional<Branches.Branch> within;
    private final RandomGenerator random;
    private final boolean constrained;

    /** A point with all its numbers, as the kernel sees it, and what it promises. */
    private record Candidate(double[] full, double[] row, double value) {}

    /**
     * A search.
     *
     * @param region the points that may be proposed
     * @param within where to look; empty: everywhere
     */
    AcquisitionSearch(
            ModelSpace space,
            FeasibleRegion region,
            Acquisition acquisition,
            Optional<Branches.Branch> within,
            RandomGenerator random) {
        this.space = space;
        this.region = region;
        this.acquisition = acquisition;
        this.within = within;
        this.random = random;
        this.constrained = !space.space().space().constraints().isEmpty();
    }

    /**
     * The coordinates found.
     *
     * @param best rows of the best points there, best first
     * @param taken points that are not proposed again
     * @return empty if every candidate is taken or not allowed
     */
    Optional<double[]> maximize(List<double[]> best, TakenPoints taken) {
        var candidates = new ArrayList<Candidate>();
        for (int i = 0; i < RANDOM_CANDIDATES; i++) {
            boolean feasible = constrained && i % FEASIBLE_PERIOD == 0;
            consider(feasible ? space.full(space.row(region.draw(random))) : anywhere(), candidates);
        }
        for (double[] centre : best) {
            for (int i = 0; i < NEIGHBOURS; i++) {
                consider(near(space.full(centre)), candidates);
            }
        }
        sort(candidates);
        var found = new ArrayList<Candidate>();
        for (Candidate start : candidates.subList(0, Math.min(STARTS, candidates.size()))) {
            found.add(climb(start));
        }
        best.stream()
                .limit(1)
                .flatMap(row -> evaluate(space.full(row)).stream())
                .forEach(start -> found.add(climb(start)));
        sort(found);
        found.addAll(candidates);
        return found.stream()
                .map(candidate -> space.coordinates(candidate.full()))
                .filter(coordinates -> !taken.contains(coordinates))
                .findFirst();
    }

    /** Best first; of equal ones, the one that came first. */
    private static void sort(List<Candidate> candidates) {
        candidates.sort(Comparator.comparingDouble((Candidate c) -> c.value()).reversed());
    }

    private void consider(double[] full, List<Candidate> candidates) {
        within.ifPresent(branch -> full[branch.axis()] = branch.coordinate());
        evaluate(full).ifPresent(candidates::add);
    }

    private Optional<Candidate> evaluate(double[] full) {
        double[] coordinates = space.coordinates(full);
        double[] row = space.row(coordinates);
        boolean outside = within.isPresent() && !within.get().contains(row);
        if (outside || constrained && !space.space().isFeasible(coordinates)) {
            return Optional.empty();
        }
        double value = acquisition.at(row);
        return Double.isNaN(value) ? Optional.empty() : Optional.of(new Candidate(full, row, value));
    }

    private double[] anywhere() {
        double[] full = new double[space.dimensions()];
        for (int j = 0; j < full.length; j++) {
            full[j] = drawn(j);
        }
        return full;
    }

    private double drawn(int axis) {
        return space.isOrdered(axis) ? random.nextDouble() : space.level(axis, random.nextInt(space.levels(axis)));
    }

    /** Some axes moved, by steps of all sizes. */
    private double[] near(double[] full) {
        double share = Math.max(0.3, 1.0 / full.length);
        double size = 0.5 * PortableMath.exp(-5.756 * random.nextDouble());
        int certain = random.nextInt(Math.max(1, full.length));
        for (int j = 0; j < full.length; j++) {
            if (j == certain || random.nextDouble() < share) {
                if (!space.isOrdered(j)) {
                    full[j] = drawn(j);
                } else if (space.levels(j) > 0) {
                    int step = (int) Math.rint(Math.max(1, size * space.levels(j)) * random.nextGaussian());
                    full[j] = space.level(j, within(j, space.levelOf(j, full[j]) + step));
                } else {
                    full[j] = Math.max(0, Math.min(1, full[j] + size * random.nextGaussian()));
                }
            }
        }
        return full;
    }

    private int within(int axis, int level) {
        return Math.max(0, Math.min(space.levels(axis) - 1, level));
    }

    private Candidate climb(Candidate start) {
        Candidate at = start;
        for (int round = 0; round < ROUNDS; round++) {
            Candidate climbed = alongOrdered(alongLevels(at));
            if (!(climbed.value() > at.value() + 1e-9)) {
                return climbed.value() > at.value() ? climbed : at;
            }
            at = climbed;
        }
        return at;
    }

    /** The best value of each axis that has few enough to try. */
    private Candidate alongLevels(Candidate from) {
        Candidate at = from;
        for (int j = 0; j < space.dimensions(); j++) {
            for (double level : toTry(j, at.full()[j])) {
                if (level != at.full()[j]) {
                    double[] full = at.full().clone();
                    full[j] = level;
                    Candidate there = evaluate(full).orElse(at);
                    at = there.value() > at.value() ? there : at;
                }
            }
        }
        return at;
    }

    private double[] toTry(int axis, double at) {
        int levels = space.levels(axis);
        if (levels <= (space.isOrdered(axis) ? MOST_SCANNED_IN_FULL : MOST_SCANNED_CHOICES)) {
            double[] all = new double[levels];
            for (int level = 0; level < levels; level++) {
                all[level] = space.level(axis, level);
            }
            return all;
        }
        if (!space.isOrdered(axis)) {
            double[] some = new double[MOST_SCANNED_CHOICES];
            for (int i = 0; i < some.length; i++) {
                some[i] = drawn(axis);
            }
            return some;
        }
        int here = space.levelOf(axis, at);
        return Arrays.stream(STRIDES)
                .mapToDouble(stride -> space.level(axis, within(axis, here + stride)))
                .toArray();
    }

    /** Uphill by gradient, as if all ordered axes with many values were continuous; kept if it is better once rounded. */
    private Candidate alongOrdered(Candidate from) {
        int d = space.dimensions();
        double[] low = from.row().clone();
        double[] high = from.row().clone();
        boolean any = false;
        for (int j = 0; j < d; j++) {
            boolean active = from.row()[j] == space.snapped(j, from.full()[j]);
            if (active && space.isOrdered(j) && (space.levels(j) == 0 || space.levels(j) > MOST_SCANNED_IN_FULL)) {
                low[j] = 0;
                high[j] = 1;
                any = true;
            }
        }
        if (!any) {
            return from;
        }
        double[] row = from.row().clone();
        CLIMB.minimize(
                (x, gradient) -> {
                    double value = acquisition.at(x, gradient);
                    for (int j = 0; j < d; j++) {
                        gradient[j] = -gradient[j];
                    }
                    return -value;
                },
                row,
                low,
                high);
        double[] full = from.full().clone();
        for (int j = 0; j < d; j++) {
            full[j] = low[j] < high[j] ? row[j] : full[j];
        }
        Candidate there = evaluate(full).orElse(from);
        return there.value() > from.value() ? there : from;
    }
}
