package dev.nocturne.strategy.gp;

import dev.nocturne.strategy.numeric.PortableMath;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/** One proposal that a model makes. Not thread-safe. */
final class ModelledProposal {
    private static final int CENTRES = 5;

    /** An expected improvement of less, in standard deviations of the results, is not worth a trial. */
    private static final double LEAST_LOG_IMPROVEMENT = PortableMath.log(Knob.of("ei", 0.01));

    private static final double EXPLORING_CONFIDENCE = 5;

    private final ModelSpace space;
    private final Posterior posterior;
    private final TakenPoints taken;
    private final RandomGenerator random;
    private final List<Evaluated> byMean;

    /** An evaluated point and what is believed of it. */
    private record Evaluated(double[] row, double mean) {}

    ModelledProposal(
            ModelSpace space, TrainingData data, Posterior posterior, TakenPoints taken, RandomGenerator random) {
        this.space = space;
        this.posterior = posterior;
        this.taken = taken;
        this.random = random;
        this.byMean = data.byLoss().stream()
                .map(i -> new Evaluated(data.rows().get(i), posterior.means()[i]))
                .sorted(Comparator.comparingDouble(Evaluated::mean))
                .toList();
    }

    /** The row of the lowest mean. */
    double[] bestRow() {
        return byMean.get(0).row();
    }

    /** Where an acquisition is highest; empty if every candidate is taken. */
    Optional<double[]> best(Acquisition acquisition) {
        return new AcquisitionSearch(space, acquisition, random, space.space()::isFeasible)
                .maximize(centres(byMean), taken);
    }

    /** Where the best of a branch may be improved upon most; empty if nothing is known of the branch. */
    Optional<double[]> bestOf(Branches.Branch branch) {
        List<Evaluated> there =
                byMean.stream().filter(known -> branch.contains(known.row())).toList();
        if (there.isEmpty()) {
            return Optional.empty();
        }
        var acquisition = Knob.of("bglob", 1) > 0 ? Acquisition.improvement(posterior) : Acquisition.improvementOver(there.get(0).mean(), posterior);
        return new AcquisitionSearch(
                        space,
                        acquisition,
                        random,
                        coordinates -> branch.contains(space.row(coordinates))
                                && space.space().isFeasible(coordinates))
                .maximize(centres(there), taken);
    }

    /** Whether not even this point promises a gain worth a trial. */
    boolean isExhausted(double[] coordinates) {
        return Acquisition.improvement(posterior).at(space.row(coordinates)) < LEAST_LOG_IMPROVEMENT;
    }

    /** Where the model knows least and may still be surprised. */
    Optional<double[]> mostUncertain() {
        return best(Acquisition.confidenceBound(EXPLORING_CONFIDENCE, posterior));
    }

    private static List<double[]> centres(List<Evaluated> known) {
        return known.stream().limit(CENTRES).map(Evaluated::row).toList();
    }
}
