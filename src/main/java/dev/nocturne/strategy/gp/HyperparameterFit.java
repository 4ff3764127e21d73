package dev.nocturne.strategy.gp;

import dev.nocturne.study.Observation;
import java.util.ArrayList;
import java.util.List;

/**
 * Fits hyper-parameters to the leading trials, and keeps the last fits. A fit is a function of its trials alone: it is
 * made anew at certain numbers of trials, closer to each other in the beginning, and serves until the next of them.
 * Thread-safe.
 */
final class HyperparameterFit {
    private static final int MOST_ROWS = 120;
    private static final int KEPT = 6;
    private static final int GROWTH = 32;
    private static final BoxMinimizer MINIMIZER = new BoxMinimizer(40, 2e-2, 1e-4, 2);

    private final ModelSpace space;
    private final Priors priors;
    private final List<Fitted> kept = new ArrayList<>();

    private record Fitted(OutputWarping warping, List<Observation> to, Hyperparameters theta) {
        boolean serves(OutputWarping wanted, List<Observation> trials) {
            if (warping != wanted || to.size() != trials.size()) {
                return false;
            }
            for (int i = trials.size() - 1; i >= 0; i--) {
                if (to.get(i) != trials.get(i)) {
                    return false;
                }
            }
            return true;
        }
    }

    HyperparameterFit(ModelSpace space) {
        this.space = space;
        this.priors = new Priors(space.dimensions());
    }

    /**
     * The hyper-parameters for a model of these trials.
     *
     * @param trials in their order
     */
    Hyperparameters of(List<Observation> trials, OutputWarping warping) {
        List<Observation> leading = trials.subList(0, lastFit(trials.size()));
        synchronized (kept) {
            for (Fitted fitted : kept) {
                if (fitted.serves(warping, leading)) {
                    return fitted.theta();
                }
            }
        }
        Hyperparameters theta = fit(TrainingData.of(leading, space).thinned(MOST_ROWS), warping);
        synchronized (kept) {
            kept.add(0, new Fitted(warping, List.copyOf(leading), theta));
            kept.subList(Math.min(KEPT, kept.size()), kept.size()).clear();
        }
        return theta;
    }

    /** At every trial up to 2 {@value #GROWTH}, then at every second, third … */
    private static int lastFit(int trials) {
        int last = Math.min(trials, GROWTH);
        while (last + Math.max(1, last / GROWTH) <= trials) {
            last += Math.max(1, last / GROWTH);
        }
        return last;
    }

    private Hyperparameters fit(TrainingData data, OutputWarping warping) {
        double[] logs = priors.start();
        if (data.isInformative()) {
            var likelihood =
                    new MarginalLikelihood(data.rows().toArray(double[][]::new), data.targets(warping), space, priors);
            MINIMIZER.minimize(likelihood, logs, priors.low(), priors.high());
        }
        return Hyperparameters.of(logs);
    }
}
