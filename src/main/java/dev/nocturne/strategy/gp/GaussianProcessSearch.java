package dev.nocturne.strategy.gp;

import dev.nocturne.space.CoordinateSpace;
import dev.nocturne.space.FeasibleRegion;
import dev.nocturne.strategy.Proposal;
import dev.nocturne.strategy.Strategy;
import dev.nocturne.strategy.StrategySettings;
import dev.nocturne.study.Observation;
import dev.nocturne.study.TrialHistory;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * Bayesian optimisation with a Gaussian process over mixed and conditional spaces: warped results, expected improvement
 * over the lowest posterior mean, fantasies for pending trials. Warpings and acquisitions take turns, the cheap form of an
 * ensemble (Cowen-Rivers et al., "HEBO", JAIR 74, 2022). Thread-safe.
 */
public final class GaussianProcessSearch implements Strategy {
    private static final int MOST_ROWS = 300;

    /** The newest of the pending trials; more would cost more than they tell. */
    private static final int MOST_PENDING = 64;

    private static final int FANTASIES = 32;
    private static final int MOST_FANTASISED = 16;
    private static final int FEWEST_RESULTS = 4;

    /** One in so many proposals must be in another branch than the best one. */
    private static final int BRANCH_PERIOD = 5;

    private static final double CONFIDENCE = 1.8;

    private final CoordinateSpace space;
    private final ModelSpace model;
    private final FeasibleRegion region;
    private final InitialDesign design;
    private final HyperparameterFit fit;
    private final StrategySettings settings;

    /** The strategy of a run. */
    public GaussianProcessSearch(FeasibleRegion region, StrategySettings settings) {
        this.space = region.space();
        this.model = new ModelSpace(this.space);
        this.region = region;
        this.design = new InitialDesign(this.space, region, settings.seed(), settings.horizon());
        this.fit = new HyperparameterFit(model);
        this.settings = settings;
    }

    @Override
    public boolean looksAtOthers() {
        return true;
    }

    @Override
    public int requiredHistory(int trialId) {
        return settings.requiredHistory(trialId);
    }

    @Override
    public Proposal propose(int trialId, TrialHistory all, RandomGenerator random) {
        TrialHistory history = all.teaching();
        var trials = new ArrayList<Observation>(history.known());
        trials.addAll(history.ended());
        TrainingData data = TrainingData.of(trials, model).thinned(MOST_ROWS);
        boolean early = trialId + history.known().size() < design.size()
                || data.completed() < Math.min(FEWEST_RESULTS, design.size());
        var taken = new TakenPoints(trials, history.pending());
        Optional<double[]> found = early || !data.isInformative() || model.dimensions() == 0
                ? Optional.empty()
                : promising(trialId, data, fit.of(trials, warping(trialId)), taken, random);
        return new Proposal(space.point(found.orElseGet(() -> unmodelled(trialId, taken, random))));
    }

    private static OutputWarping warping(int trialId) {
        return turn(trialId) == 2 ? OutputWarping.YEO_JOHNSON : OutputWarping.HALF_RANK;
    }

    private static int turn(int trialId) {
        return trialId % 3;
    }

    private Optional<double[]> promising(
            int trialId, TrainingData data, Hyperparameters theta, TakenPoints taken, RandomGenerator random) {
        var rows = new ArrayList<>(data.rows());
        List<double[]> pending = taken.pending();
        pending.subList(Math.max(0, pending.size() - MOST_PENDING), pending.size())
                .forEach(coordinates -> rows.add(model.row(coordinates)));
        int fantasies = pending.size() > MOST_FANTASISED ? 1 : FANTASIES;
        double[] targets = data.targets(warping(trialId));
        var posterior = new Posterior(new Kernel(model, theta), rows, targets, fantasies, random);
        var proposing = new ModelledProposal(model, region, data, posterior, taken, random);
        if (trialId % BRANCH_PERIOD == BRANCH_PERIOD - 1) {
            Optional<double[]> elsewhere = model.branches()
                    .turn(trialId / BRANCH_PERIOD, proposing.bestRow())
                    .flatMap(proposing::best);
            if (elsewhere.isPresent()) {
                return elsewhere;
            }
        }
        Optional<double[]> best = proposing.best(
                turn(trialId) == 1
                        ? Acquisition.confidenceBound(CONFIDENCE, posterior)
                        : Acquisition.improvement(posterior));
        boolean mayExplore = trialId % 2 == 0;
        return mayExplore && best.isPresent() && proposing.isExhausted(best.get()) ? proposing.mostUncertain() : best;
    }

    /** A point of the design, or any other if that one has been tried. */
    private double[] unmodelled(int trialId, TakenPoints taken, RandomGenerator random) {
        double[] point = design.point(trialId, random);
        for (int i = 0; i < 200 && taken.contains(point); i++) {
            point = region.draw(random);
        }
        return point;
    }
}
