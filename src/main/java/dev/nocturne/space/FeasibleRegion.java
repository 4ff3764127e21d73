package dev.nocturne.space;

import java.util.random.RandomGenerator;

/**
 * The points of a space that keep its constraints. Immutable and thread-safe.
 *
 * <p>A draw tries points of the whole space first, so that what a constraint does not refuse is as likely as without it.
 * Where that finds nothing, it walks from a point that is known to be feasible, one coordinate at a time, each drawn from
 * an interval that shrinks towards where it was (slice sampling; Neal, Annals of Statistics 31(3), 2003). Such a walk may
 * miss parts of the region that no step along an axis reaches, but it always ends and never leaves the region.
 */
public final class FeasibleRegion {
    private static final int MOST_REJECTIONS = 1_000;
    private static final int MOST_REJECTIONS_WHERE_RARE = 20;
    private static final int SWEEPS = 10;
    private static final int SHRINKAGES = 40;

    private final CoordinateSpace space;
    private final double[] anchor;
    private final int rejections;

    /**
     * The region of a space. Finds a point of it, the same one every time.
     *
     * @throws InfeasibleSpaceException if none can be found
     */
    public FeasibleRegion(CoordinateSpace space) {
        this.space = space;
        if (space.space().constraints().isEmpty()) {
            anchor = new double[space.dimensions()];
            rejections = 1;
        } else {
            var search = new AnchorSearch(space);
            anchor = search.find();
            rejections = search.isRare() ? MOST_REJECTIONS_WHERE_RARE : MOST_REJECTIONS;
        }
    }

    /** The whole space. */
    public CoordinateSpace space() {
        return space;
    }

    /** Coordinates of a random point that keeps the constraints. */
    public double[] draw(RandomGenerator random) {
        for (int i = 0; i < rejections; i++) {
            double[] drawn = space.coordinates(space.space().draw(random));
            if (space.isFeasible(drawn)) {
                return drawn;
            }
        }
        return walk(random);
    }

    /** A random point that keeps the constraints; in a space without any, simply a random point. */
    public Point drawPoint(RandomGenerator random) {
        for (int i = 0; i < rejections; i++) {
            Point drawn = space.space().draw(random);
            if (space.space().isFeasible(drawn)) {
                return drawn;
            }
        }
        return space.point(walk(random));
    }

    private double[] walk(RandomGenerator random) {
        double[] unit = anchor.clone();
        for (int sweep = 0; sweep < SWEEPS; sweep++) {
            for (int place = 0; place < unit.length; place++) {
                step(unit, place, random);
            }
        }
        return space.fromUnit(unit);
    }

    private void step(double[] unit, int place, RandomGenerator random) {
        double from = unit[place];
        double low = 0;
        double high = 1;
        for (int i = 0; i < SHRINKAGES; i++) {
            unit[place] = low + (high - low) * random.nextDouble();
            if (space.isFeasible(space.fromUnit(unit))) {
                return;
            }
            if (unit[place] < from) {
                low = unit[place];
            } else {
                high = unit[place];
            }
        }
        unit[place] = from;
    }
}
