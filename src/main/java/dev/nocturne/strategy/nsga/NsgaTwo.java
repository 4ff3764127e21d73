package dev.nocturne.strategy.nsga;

import dev.nocturne.space.CoordinateSpace;
import dev.nocturne.space.FeasibleRegion;
import dev.nocturne.strategy.Proposal;
import dev.nocturne.strategy.Strategy;
import dev.nocturne.strategy.StrategySettings;
import dev.nocturne.strategy.generation.GenerationFold;
import dev.nocturne.study.Observation;
import dev.nocturne.study.TrialHistory;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.function.Predicate;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/**
 * NSGA-II (Deb et al., IEEE Transactions on Evolutionary Computation 6(2), 2002): a population in which those that nobody
 * dominates breed most. For several objectives, or one, and any kind of parameter.
 *
 * <p>Trials come in generations of a fixed size, each of which waits for the end of the one before. Trials that failed
 * or were pruned never breed. Thread-safe.
 */
public final class NsgaTwo implements Strategy {
    private static final int MOST_PARENTS = 50;
    private static final int FEWEST_PARENTS = 8;
    private static final int GENERATIONS_OF_A_RUN = 12;
    private static final int MOST_DRAWS = 50;

    private final CoordinateSpace space;
    private final FeasibleRegion region;
    private final Breeding breeding;
    private final boolean finite;
    private final int size;
    private final GenerationFold<State> generations = new GenerationFold<>(new Steps());

    /**
     * The strategy of a run.
     *
     * @param region the points of the space that may be proposed
     */
    public NsgaTwo(FeasibleRegion region, StrategySettings settings) {
        this.space = region.space();
        this.region = region;
        this.breeding = new Breeding(region.space());
        this.finite = IntStream.range(0, space.dimensions())
                .allMatch(place -> space.axis(place).levels() < Long.MAX_VALUE);
        int affordable = settings.horizon() / GENERATIONS_OF_A_RUN;
        this.size = Math.max(FEWEST_PARENTS, Math.min(MOST_PARENTS, Math.max(affordable, settings.lag())));
    }

    @Override
    public boolean looksAtOthers() {
        return true;
    }

    @Override
    public int requiredHistory(int trialId) {
        return trialId - trialId % size;
    }

    @Override
    public Proposal propose(int trialId, TrialHistory history, RandomGenerator random) {
        var state = generations.at(trialId, history);
        return new Proposal(space.point(draw(state.population(), tried(state, history), random)));
    }

    /** A child that keeps the constraints and is not known yet; without two parents, or luck, any point that does. */
    private double[] draw(Population population, Predicate<Coordinates> tried, RandomGenerator random) {
        boolean canBreed = population.parents().size() >= 2;
        for (int draw = 0; canBreed && draw < MOST_DRAWS; draw++) {
            double[] mother = population.tournament(random).coordinates();
            double[] father = population.tournament(random).coordinates();
            double[] child = breeding.child(mother, father, random);
            if (!tried.test(new Coordinates(child)) && space.isFeasible(child)) {
                return child;
            }
        }
        double[] drawn = region.draw(random);
        for (int draw = 1; draw < MOST_DRAWS && tried.test(new Coordinates(drawn)); draw++) {
            drawn = region.draw(random);
        }
        return drawn;
    }

    /** What a child must not repeat. In a continuum only parents and siblings are likely to be met again. */
    private Predicate<Coordinates> tried(State state, TrialHistory history) {
        var population = state.population();
        var latest = new HashSet<Coordinates>();
        history.pending().forEach(pending -> latest.add(new Coordinates(pending)));
        var ended = finite
                ? history.ended()
                        .subList(population.firstTrial(), history.ended().size())
                : population.trials();
        ended.stream().filter(Observation::teaches).forEach(trial -> latest.add(new Coordinates(trial.coordinates())));
        return point -> latest.contains(point) || state.before().contains(point);
    }

    /**
     * What a generation is bred from.
     *
     * @param before the trials before the generation, if they could be met again
     */
    private record State(Population population, TriedPoints before) {}

    /** The fold over generations. */
    private final class Steps implements GenerationFold.Steps<State> {
        /** Half a population of known trials is enough to begin with; of fewer, chance would be lost. */
        @Override
        public State first(TrialHistory history) {
            var best = Population.select(0, history.known(), size);
            return new State(best.parents().size() >= size / 2 ? best : new Population(0, List.of()), TriedPoints.NONE);
        }

        @Override
        public int firstTrial(State state) {
            return state.population().firstTrial();
        }

        @Override
        public int endTrial(State state) {
            return firstTrial(state) + size;
        }

        @Override
        public State next(State state, List<Observation> members, TrialHistory history) {
            var all = new ArrayList<>(state.population().trials());
            if (all.isEmpty()) {
                all.addAll(history.known());
            }
            all.addAll(members);
            return new State(
                    Population.select(endTrial(state), all, size),
                    finite ? state.before().with(members) : state.before());
        }
    }
}
