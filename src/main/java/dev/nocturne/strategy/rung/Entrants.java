package dev.nocturne.strategy.rung;

import dev.nocturne.space.FeasibleRegion;
import dev.nocturne.space.Point;
import dev.nocturne.strategy.Strategy;
import dev.nocturne.study.BudgetSettings;
import dev.nocturne.study.Observation;
import dev.nocturne.study.TrialHistory;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * The configurations that enter a bracket: first those that a person wants tried, then what another strategy proposes, at
 * random as long as that has too little to learn from. Thread-safe.
 */
public final class Entrants {
    private final List<FeasibleRegion> enqueued;
    private final FeasibleRegion region;
    private final Optional<Strategy> proposing;
    private final RungModel model;

    /**
     * The configurations of a run.
     *
     * @param enqueued what is tried first: each a region of which a point is drawn
     * @param proposing learns from what it is shown; empty for random configurations
     */
    public Entrants(
            List<FeasibleRegion> enqueued, FeasibleRegion region, Optional<Strategy> proposing, BudgetSettings budget) {
        this.enqueued = List.copyOf(enqueued);
        this.region = region;
        this.proposing = proposing;
        this.model = new RungModel(budget, region.space().dimensions());
    }

    /** Whether proposals depend on other trials. */
    boolean learn() {
        return proposing.isPresent();
    }

    /** How many points a person wants tried. */
    int enqueued() {
        return enqueued.size();
    }

    /** One of the points that a person wants tried; what it does not say is drawn. */
    Point enqueued(int number, RandomGenerator random) {
        return enqueued.get(number).drawPoint(random);
    }

    /**
     * A configuration that nobody asked for.
     *
     * @param trials by id, pending ones perhaps among them
     * @param pending coordinates of further trials that have not ended
     */
    Point fresh(
            int trialId,
            List<Observation> known,
            List<Observation> trials,
            List<double[]> pending,
            RandomGenerator random) {
        Optional<TrialHistory> learned =
                proposing.isPresent() ? model.history(known, trials, pending) : Optional.empty();
        return learned.map(history ->
                        proposing.get().propose(trialId, history, random).parameters())
                .orElseGet(() -> region.drawPoint(random));
    }
}
