package dev.nocturne.strategy.rung;

import dev.nocturne.space.FeasibleRegion;
import dev.nocturne.space.Point;
import dev.nocturne.strategy.Strategy;
import dev.nocturne.study.BudgetSettings;
import dev.nocturne.study.Observation;
import dev.nocturne.study.TrialHistory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * The configurations that enter a bracket: first those that a person wants tried, then what another strategy proposes, at
 * random as long as that has too little to learn from. Thread-safe.
 */
public final class Entrants {
    /** Where hardly anything is left that was not tried, so many proposals may repeat a trial before one is let through. */
    private static final int MOST_REPETITIONS = 10;

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
     * A configuration that nobody asked for, and, where there is one left, that has not been tried at any budget.
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
        List<Observation> learned = proposing.isPresent() ? model.learned(known, trials) : List.of();
        var avoided = new ArrayList<>(pending);
        trials.stream()
                .filter(trial -> trial.outcome() == Observation.Outcome.PENDING)
                .forEach(trial -> avoided.add(trial.coordinates()));
        int others = avoided.size();
        Point proposed = proposed(trialId, learned, avoided, random);
        while (avoided.size() < others + MOST_REPETITIONS && wasTried(proposed, trials, avoided)) {
            // What repeats a trial that the model was not shown is shown to it as pending.
            avoided.add(region.space().coordinates(proposed));
            proposed = proposed(trialId, learned, avoided, random);
        }
        return proposed;
    }

    private Point proposed(int trialId, List<Observation> learned, List<double[]> avoided, RandomGenerator random) {
        return proposing.isEmpty() || learned.isEmpty()
                ? region.drawPoint(random)
                : proposing
                        .get()
                        .propose(trialId, new TrialHistory(learned, List.of(), avoided), random)
                        .parameters();
    }

    private boolean wasTried(Point point, List<Observation> trials, List<double[]> avoided) {
        double[] coordinates = region.space().coordinates(point);
        for (Observation trial : trials) {
            if (trial.teaches() && Arrays.equals(trial.coordinates(), coordinates)) {
                return true;
            }
        }
        return avoided.stream().anyMatch(other -> Arrays.equals(other, coordinates));
    }
}
