package dev.nocturne.strategy.gp;

import dev.nocturne.space.FeasibleRegion;
import dev.nocturne.strategy.numeric.PortableMath;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.random.RandomGenerator;

/** One proposal that a model makes. Not thread-safe. */
final class ModelledProposal {
    private static final int CENTRES = 5;

    /** An expected improvement of less, in standard deviations of the results, is not worth a trial. */
    private static final double LEAST_LOG_IMPROVEMENT = PortableMath.log(0.01);

    private static final double EXPLORING_CONFIDENCE = 5;

    private final ModelSpace space;
    private final FeasibleRegion region;
    private final Posterior posterior;
    private final TakenPoints taken;
    private final RandomGenerator random;
    private final List<Evaluated> byMean;

    /** An evaluated point and what is believed of it. */
    private record Evaluated(double[] row, double mean) {}

    ModelledProposal(
            ModelSpace space,
            FeasibleRegion region,
            TrainingData data,
            Posterior posterior,
            TakenPoints taken,
            RandomGenerator random) {
        this.space = space;
        this.region = region;
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
        return new AcquisitionSearch(space, region, acquisition, Optional.empty(), random)
                .maximize(centres(known -> true), taken);
    }

    /** Where an improvement is expected most within a branch; empty if every candidate is taken. */
    Optional<double[]> best(Branches.Branch branch) {
        return new AcquisitionSearch(space, region, Acquisition.improvement(posterior), Optional.of(branch), random)
                .maximize(centres(branch::contains), taken);
    }

    /** Whether not even this point promises a gain worth a trial. */
    boolean isExhausted(double[] coordinates) {
        return Acquisition.improvement(posterior).at(space.row(coordinates)) < LEAST_LOG_IMPROVEMENT;
    }

    /** Where the model knows least and may still be surprised. */
    Optional<double[]> mostUncertain() {
        return best(Acquisition.confidenceBound(EXPLORING_CONFIDENCE, posterior));
    }

    private List<double[]> centres(Predicate<double[]> among) {
        return byMean.stream().map(Evaluated::row).filter(among).limit(CENTRES).toList();
    }
}
