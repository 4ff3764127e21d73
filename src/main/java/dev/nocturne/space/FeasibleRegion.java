package dev.nocturne.space;

import java.util.random.RandomGenerator;

/** The points of a space that keep its constraints. Immutable and thread-safe. */
public final class FeasibleRegion {
    private final CoordinateSpace space;

    public FeasibleRegion(CoordinateSpace space) {
        this.space = space;
    }

    /** Coordinates of a random point that keeps the constraints. */
    public double[] draw(RandomGenerator random) {
        double[] drawn;
        do {
            drawn = space.coordinates(space.space().draw(random));
        } while (!space.isFeasible(drawn));
        return drawn;
    }
}
