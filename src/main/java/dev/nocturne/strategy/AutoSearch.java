package dev.nocturne.strategy;

import dev.nocturne.space.CoordinateSpace;
import dev.nocturne.space.FeasibleRegion;
import dev.nocturne.strategy.cma.CmaEs;
import dev.nocturne.strategy.gp.GaussianProcessSearch;
import dev.nocturne.strategy.tpe.TreeParzen;
import dev.nocturne.study.TrialHistory;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/**
 * Picks the strategy by the study alone: its space, its number of objectives, its lag, and how many trials were asked for.
 * The rules and the measurements behind them are in docs/strategies.md. Thread-safe.
 */
final class AutoSearch implements Strategy {
    /** A Gaussian process costs too much, and has learnt most of what it can, after so many trials. */
    private static final int MODELLED_TRIALS = 300;

    /** Of 60 to 100 parameters a Gaussian process still made more than a Parzen estimator, of 120 it did not. */
    private static final int MOST_MODELLED = 100;

    /** The largest lag at which a Gaussian process was measured against the others, and was still ahead. */
    private static final int LARGEST_LAG = 64;

    /** An evolution strategy needs so many trials to gain on the others. */
    private static final int EVOLUTION = 1_000;

    private final Strategy first;
    private final Strategy then;

    private final String picked;

    private AutoSearch(Strategy first, Strategy then, String picked) {
        this.first = first;
        this.then = then;
        this.picked = picked;
    }

    /** The strategy for such a study. */
    static Strategy of(FeasibleRegion region, int goals, StrategySettings settings) {
        CoordinateSpace space = region.space();
        var parzen = new TreeParzen(region, goals, settings);
        if (goals > 1 || space.varying().length > MOST_MODELLED || settings.lag() > LARGEST_LAG) {
            return new AutoSearch(parzen, parzen, "tpe");
        }
        boolean numbersOnly = !space.isConditional()
                && IntStream.range(0, space.dimensions())
                        .allMatch(place -> space.axis(place).isOrdered());
        boolean evolves = numbersOnly && settings.horizon() >= EVOLUTION;
        String later = settings.horizon() <= MODELLED_TRIALS
                ? ""
                : ", from trial " + MODELLED_TRIALS + " on " + (evolves ? "cma_es" : "tpe");
        return new AutoSearch(
                new GaussianProcessSearch(region, settings),
                evolves ? new CmaEs(region, settings, MODELLED_TRIALS) : parzen,
                "gp" + later);
    }

    @Override
    public Optional<String> picked() {
        return Optional.of(picked);
    }

    private Strategy at(int trialId) {
        return trialId < MODELLED_TRIALS ? first : then;
    }

    @Override
    public boolean looksAtOthers() {
        return true;
    }

    @Override
    public int requiredHistory(int trialId) {
        return at(trialId).requiredHistory(trialId);
    }

    @Override
    public Proposal propose(int trialId, TrialHistory history, RandomGenerator random) {
        return at(trialId).propose(trialId, history, random);
    }
}
