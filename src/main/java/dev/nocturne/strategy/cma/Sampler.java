package dev.nocturne.strategy.cma;

import dev.nocturne.space.FeasibleRegion;
import java.util.random.RandomGenerator;

/** Draws the members of generations. As thread-safe as immutable objects are. */
record Sampler(Layout layout, FeasibleRegion region) {
    private static final int MOST_DRAWS = 100;

    /** A member that keeps the constraints; where the distribution has none to offer, any point that does. */
    Individual draw(Generation generation, RandomGenerator random) {
        for (int draw = 0; !generation.isScouting() && draw < MOST_DRAWS; draw++) {
            int[] choices = generation.choices().draw(random);
            double[] genes = generation.genes().draw(random);
            var individual = layout.individual(genes, choices);
            if (layout.space().isFeasible(individual.coordinates())) {
                return individual;
            }
        }
        return layout.individual(region.draw(random));
    }
}
