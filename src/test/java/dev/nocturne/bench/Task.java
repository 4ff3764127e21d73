package dev.nocturne.bench;

import dev.nocturne.space.Point;
import dev.nocturne.space.SearchSpace;

/** Something to minimise whose least value is known. Implementations are immutable and thread-safe. */
interface Task {
    /** The collection that it belongs to; means are taken within one. */
    String suite();

    String name();

    SearchSpace space();

    /** The value without noise. */
    double value(Point point);

    /** What a strategy gets to see of it; the same for the same seed. */
    double observe(Point point, long seed);

    /** The least value. */
    double optimum();

    /** The median value of one random point. */
    double typical();

    /** The share of a random point's regret that is left: 0 at the optimum, 1 where random points are, or worse. */
    default double regret(Point point) {
        double regret = (value(point) - optimum()) / (typical() - optimum());
        return Math.max(0, Math.min(1, regret));
    }
}
