package dev.nocturne.strategy.gp;

import dev.nocturne.space.CoordinateSpace;
import dev.nocturne.space.FeasibleRegion;
import dev.nocturne.space.SearchSpace;
import dev.nocturne.strategy.Proposal;
import dev.nocturne.strategy.Strategy;
import dev.nocturne.strategy.StrategySettings;
import dev.nocturne.study.Observation;
import dev.nocturne.study.TrialHistory;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.random.RandomGenerator;

/**
 * Bayesian optimisation with a Gaussian process: ARD Matérn 5/2 over ordered axes and categories, warped results,
 * logarithmic expected improvement over the lowest posterior mean, fantasies for pending trials. Two warpings and two
 * acquisitions take turns, the cheap form of an ensemble (Cowen-Rivers et al., "HEBO", JAIR 74, 2022). Thread-safe.
 */
public final class GaussianProcessSearch implements Strategy {
    private static final int MOST_ROWS = 300;
    private static final int FANTASIES = 32;
    private static final int MOST_FANTASISED = 16;
    private static final int CENTRES = 5;
    private static final int FEWEST_RESULTS = 4;
    private static final double SAME = 1e-9;

    private final CoordinateSpace space;
    private final ModelSpace model;
    private final FeasibleRegion region;
    private final InitialDesign design;
    private final HyperparameterFit fit;
    private final StrategySettings settings;
    private final int root;
    private final int rootAxis;

    /** The strategy of a run. */
    public GaussianProcessSearch(SearchSpace space, StrategySettings settings) {
        this.space = new CoordinateSpace(space);
        this.model = new ModelSpace(this.space);
        this.region = new FeasibleRegion(this.space);
        this.design = new InitialDesign(this.space, region, settings.seed(), settings.horizon());
        this.fit = new HyperparameterFit(model);
        this.settings = settings;
        int found = -1;
        for (int place = 0; place < this.space.dimensions(); place++) {
            for (int parent : this.space.parents(place)) {
                if (found < 0 && this.space.axis(parent).levels() < 20 && this.space.parents(parent).length == 0) found = parent;
            }
        }
        root = found;
        int axis = 0;
        for (int place = 0; place < root; place++) axis += this.space.axis(place).levels() > 1 ? 1 : 0;
        rootAxis = axis;
    }

    @Override
    public int requiredHistory(int trialId) {
        return settings.requiredHistory(trialId);
    }

    @Override
    public Proposal propose(int trialId, TrialHistory history, RandomGenerator random) {
        var trials = new ArrayList<Observation>(history.known());
        trials.addAll(history.ended());
        TrainingData data = TrainingData.of(trials, model).thinned(MOST_ROWS);
        boolean early = trialId + history.known().size() < design.size()
                || data.completed() < Math.min(FEWEST_RESULTS, design.size());
        if (early || !data.isInformative() || model.dimensions() == 0) {
            return proposal(design.point(trialId, random));
        }
        return proposal(promising(trialId, trials, data, history.pending(), random));
    }

    private double[] promising(
            int trialId, List<Observation> trials, TrainingData data, List<double[]> pending, RandomGenerator random) {
        int rot = (int) Knob.of("rot", -1);
        int turn = rot >= 0 ? rot : trialId % 3;
        OutputWarping warping = turn == 2 ? OutputWarping.YEO_JOHNSON : OutputWarping.HALF_RANK;
        var kind = turn == 1 ? Acquisition.Kind.CONFIDENCE_BOUND : Acquisition.Kind.LOG_EXPECTED_IMPROVEMENT;
        Hyperparameters theta = fit.of(trials, warping);
        var rows = new ArrayList<>(data.rows());
        pending.forEach(coordinates -> rows.add(model.row(coordinates)));
        int fantasies = pending.size() > MOST_FANTASISED ? 1 : FANTASIES;
        var posterior = new Posterior(model, theta, rows, data.targets(warping), fantasies, random);
        Predicate<double[]> taken = taken(trials, pending);
        int period = (int) Knob.of("branch", 5);
        if (root >= 0 && period > 0 && trialId % period == period - 1) {
            int level = trialId / period % (int) space.axis(root).levels();
            double over = Double.POSITIVE_INFINITY;
            var there = new ArrayList<double[]>();
            for (int i : sortedByMean(data, posterior)) {
                double[] row = data.rows().get(i);
                if (row[rootAxis] == space.axis(root).level(level)) {
                    over = Math.min(over, posterior.means()[i]);
                    if (there.size() < CENTRES) {
                        there.add(row);
                    }
                }
            }
            if (!there.isEmpty()) {
                var search = new AcquisitionSearch(model, new Acquisition(Acquisition.Kind.LOG_EXPECTED_IMPROVEMENT, posterior, over), random,
                    c -> c[root] == space.axis(root).level(level) && space.isFeasible(c));
                var found = search.maximize(there, taken);
                if (found.isPresent()) {
                    return found.get();
                }
            }
        }
        var search = new AcquisitionSearch(model, new Acquisition(kind, posterior), random, space::isFeasible);
        double[] chosen = search.maximize(best(data, posterior), taken).orElseGet(() -> fresh(trialId, taken, random));
        double thr = Knob.of("ei", 0);
        if (thr > 0 && trialId % (int) Knob.of("eimod", 2) == 0) {
            double ei = new Acquisition(Acquisition.Kind.LOG_EXPECTED_IMPROVEMENT, posterior).at(model.row(chosen));
            if (ei < Math.log(thr)) {
                if (Knob.of("eimode", 0) == 0) return fresh(trialId, taken, random);
                return new AcquisitionSearch(model, new Acquisition(Acquisition.Kind.CONFIDENCE_BOUND, posterior, Knob.of("eiconf", 5)), random, space::isFeasible)
                    .maximize(best(data, posterior), taken).orElseGet(() -> fresh(trialId, taken, random));
            }
        }
        return chosen;
    }

    private static List<Integer> sortedByMean(TrainingData data, Posterior posterior) {
        double[] means = posterior.means();
        return data.byLoss().stream().sorted(java.util.Comparator.comparingDouble(i -> means[i])).toList();
    }

    /** The rows of the lowest posterior means. */
    private static List<double[]> best(TrainingData data, Posterior posterior) {
        double[] means = posterior.means();
        return data.byLoss().stream()
                .sorted(java.util.Comparator.comparingDouble(i -> means[i]))
                .limit(CENTRES)
                .map(data.rows()::get)
                .toList();
    }

    private static Predicate<double[]> taken(List<Observation> trials, List<double[]> pending) {
        return coordinates -> {
            for (Observation trial : trials) {
                if (same(trial.coordinates(), coordinates)) {
                    return true;
                }
            }
            return pending.stream().anyMatch(other -> same(other, coordinates));
        };
    }

    private static boolean same(double[] a, double[] b) {
        for (int i = 0; i < a.length; i++) {
            if (Double.isNaN(a[i]) != Double.isNaN(b[i]) || Math.abs(a[i] - b[i]) > SAME) {
                return false;
            }
        }
        return true;
    }

    /** A point that nobody has tried, if it is easy to find one. */
    private double[] fresh(int trialId, Predicate<double[]> taken, RandomGenerator random) {
        double[] point = design.point(trialId, random);
        for (int i = 0; i < 200 && taken.test(point); i++) {
            point = region.draw(random);
        }
        return point;
    }

    private Proposal proposal(double[] coordinates) {
        return new Proposal(space.point(coordinates));
    }
}
