package dev.nocturne.strategy.cma;

import dev.nocturne.space.CoordinateSpace;
import dev.nocturne.space.FeasibleRegion;
import dev.nocturne.strategy.Proposal;
import dev.nocturne.strategy.Strategy;
import dev.nocturne.strategy.StrategySettings;
import dev.nocturne.strategy.numeric.PortableMath;
import dev.nocturne.study.Observation;
import dev.nocturne.study.TrialHistory;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * CMA-ES with margin for numbers, rounded or not, and CatCMA for choices (Hansen, arXiv:1604.00772, 2016; Hamano et al.,
 * arXiv:2504.07884, 2025), with restarts. Only the order of the objectives counts, never their size. For one objective and
 * hundreds of trials or more.
 *
 * <p>Trials come in blocks of a fixed size; a generation is one or more of them, and a block waits for the end of the one
 * before. The distribution is a fold over all generations before a trial's own. The last one is remembered, which only
 * saves time. Thread-safe.
 */
public final class CmaEs implements Strategy {
    private static final int MOST_WIDENING = 3;

    private final CoordinateSpace space;
    private final Evolution evolution;
    private final int firstTrial;
    private final int block;
    private final AtomicReference<@Nullable Memory> memory = new AtomicReference<>();

    /** A generation and the history that it follows from. */
    private record Memory(Generation generation, List<Observation> known, List<Observation> ended) {
        boolean precedes(TrialHistory history, int trialId) {
            int length = generation.firstTrial();
            return length <= trialId
                    && length <= history.ended().size()
                    && known.size() == history.known().size()
                    && same(known, history.known(), known.size())
                    && same(ended, history.ended(), length);
        }

        /** By identity: to compare numbers would cost what is to be saved. */
        private static boolean same(List<Observation> ours, List<Observation> theirs, int length) {
            for (int i = length - 1; i >= 0; i--) {
                if (ours.get(i) != theirs.get(i)) {
                    return false;
                }
            }
            return true;
        }
    }

    /**
     * The strategy of a run.
     *
     * @param space whose parameters all have a value
     * @param region the points of the space that may be proposed
     */
    public CmaEs(CoordinateSpace space, FeasibleRegion region, StrategySettings settings) {
        this(space, region, settings, 0);
    }

    /**
     * The strategy of a run whose first trials another strategy proposes; it starts from what they have found.
     *
     * @param firstTrial the first trial that this strategy is asked for
     */
    public CmaEs(CoordinateSpace space, FeasibleRegion region, StrategySettings settings, int firstTrial) {
        var layout = new Layout(space);
        this.space = space;
        this.firstTrial = firstTrial;
        this.block = block(layout.genes() + layout.choices(), settings.lag());
        this.evolution = new Evolution(layout, region, settings, block);
    }

    /** As many trials as are usual for the dimension; more where as many may run at once, within reason. */
    private static int block(int dimensions, int lag) {
        int usual = 4 + (int) (3 * PortableMath.log(Math.max(1, dimensions)));
        return Math.max(usual, Math.min(lag, MOST_WIDENING * usual));
    }

    @Override
    public int requiredHistory(int trialId) {
        return Math.max(0, trialId - Math.floorMod(trialId - firstTrial, block));
    }

    @Override
    public Proposal propose(int trialId, TrialHistory history, RandomGenerator random) {
        var individual = evolution.sampler().draw(generationOf(trialId, history), random);
        return new Proposal(space.point(individual.coordinates()));
    }

    private Generation generationOf(int trialId, TrialHistory history) {
        List<Observation> ended = history.ended();
        var last = memory.get();
        List<Observation> known = known(history);
        Generation generation = last != null && last.precedes(history, trialId)
                ? last.generation()
                : evolution.first(firstTrial, known);
        boolean advanced = last == null || generation != last.generation();
        while (generation.endTrial() <= Math.min(trialId, ended.size())) {
            generation =
                    evolution.next(generation, ended.subList(generation.firstTrial(), generation.endTrial()), known);
            advanced = true;
        }
        if (advanced) {
            memory.set(new Memory(generation, history.known(), ended));
        }
        return generation;
    }

    private List<Observation> known(TrialHistory history) {
        var known = new ArrayList<>(history.known());
        known.addAll(
                history.ended().subList(0, Math.min(firstTrial, history.ended().size())));
        return known;
    }
}
