package dev.nocturne.strategy.cma;

import dev.nocturne.space.CoordinateSpace;
import dev.nocturne.space.FeasibleRegion;
import dev.nocturne.strategy.Proposal;
import dev.nocturne.strategy.Strategy;
import dev.nocturne.strategy.StrategySettings;
import dev.nocturne.strategy.generation.GenerationFold;
import dev.nocturne.strategy.numeric.PortableMath;
import dev.nocturne.study.Observation;
import dev.nocturne.study.TrialHistory;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * CMA-ES with margin for numbers, rounded or not, and CatCMA for choices (Hansen, arXiv:1604.00772, 2016; Hamano et al.,
 * arXiv:2504.07884, 2025), with restarts. Only the order of the objectives counts, never their size. For one objective and
 * hundreds of trials or more.
 *
 * <p>Trials come in blocks of a fixed size; a generation is one or more of them, and a block waits for the end of the one
 * before. The distribution is a fold over all generations before a trial's own. Thread-safe.
 */
public final class CmaEs implements Strategy {
    private static final int MOST_WIDENING = 3;

    private final CoordinateSpace space;
    private final Evolution evolution;
    private final int firstTrial;
    private final int block;
    private final GenerationFold<Generation> generations;

    /**
     * The strategy of a run.
     *
     * @param region the points of the space that may be proposed
     */
    public CmaEs(FeasibleRegion region, StrategySettings settings) {
        this(region, settings, 0);
    }

    /**
     * The strategy of a run whose first trials another strategy proposes; it starts from what they have found.
     *
     * @param firstTrial the first trial that this strategy is asked for
     */
    public CmaEs(FeasibleRegion region, StrategySettings settings, int firstTrial) {
        var layout = new Layout(region.space());
        this.space = region.space();
        this.firstTrial = firstTrial;
        this.block = block(layout.genes() + layout.choices(), settings.lag());
        this.evolution = new Evolution(layout, region, settings, block);
        this.generations = new GenerationFold<>(new Steps(evolution, firstTrial));
    }

    /** As many trials as are usual for the dimension; more where as many may run at once, within reason. */
    private static int block(int dimensions, int lag) {
        int usual = 4 + (int) (3 * PortableMath.log(Math.max(1, dimensions)));
        return Math.max(usual, Math.min(lag, MOST_WIDENING * usual));
    }

    @Override
    public boolean looksAtOthers() {
        return true;
    }

    @Override
    public int requiredHistory(int trialId) {
        return Math.max(0, trialId - Math.floorMod(trialId - firstTrial, block));
    }

    @Override
    public Proposal propose(int trialId, TrialHistory history, RandomGenerator random) {
        var individual = evolution.sampler().draw(generations.at(trialId, history), random);
        return new Proposal(space.point(individual.coordinates()));
    }

    /** The fold over generations. */
    private record Steps(Evolution evolution, int firstTrial) implements GenerationFold.Steps<Generation> {
        @Override
        public Generation first(TrialHistory history) {
            return evolution.first(firstTrial, known(history));
        }

        @Override
        public int firstTrial(Generation generation) {
            return generation.firstTrial();
        }

        @Override
        public int endTrial(Generation generation) {
            return generation.endTrial();
        }

        @Override
        public Generation next(Generation generation, List<Observation> members, TrialHistory history) {
            return evolution.next(generation, members, known(history));
        }

        private List<Observation> known(TrialHistory history) {
            var known = new ArrayList<>(history.known());
            known.addAll(history.ended()
                    .subList(0, Math.min(firstTrial, history.ended().size())));
            known.removeIf(trial -> !trial.teaches());
            return known;
        }
    }
}
