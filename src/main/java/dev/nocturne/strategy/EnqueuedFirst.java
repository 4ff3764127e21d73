package dev.nocturne.strategy;

import dev.nocturne.space.CategoricalParameter;
import dev.nocturne.space.Condition;
import dev.nocturne.space.ContinuousParameter;
import dev.nocturne.space.CoordinateSpace;
import dev.nocturne.space.DiscreteParameter;
import dev.nocturne.space.FeasibleRegion;
import dev.nocturne.space.InfeasibleSpaceException;
import dev.nocturne.space.IntegerParameter;
import dev.nocturne.space.Parameter;
import dev.nocturne.space.Point;
import dev.nocturne.space.Scale;
import dev.nocturne.space.SearchSpace;
import dev.nocturne.space.Value;
import dev.nocturne.study.Budget;
import dev.nocturne.study.InvalidStudyException;
import dev.nocturne.study.Origin;
import dev.nocturne.study.TrialHistory;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * The parameters in use and the points that a person wants tried first, and then another strategy's proposals. What such a
 * point does not name is drawn at random from what is feasible beside it.
 */
final class EnqueuedFirst implements Strategy {
    private final List<Point> champion;
    private final List<FeasibleRegion> first;
    private final Strategy then;
    private final int skipped;

    /**
     * Puts points before a strategy.
     *
     * @param champion the parameters in use, whole; empty if there are none
     * @param proposesByIndex whether the strategy's proposals are a sequence of their own, which then begins with the
     *     first trial after the points; others see the points as trials of the run, results and all
     * @throws InvalidStudyException if a point is not one of the space
     */
    EnqueuedFirst(
            SearchSpace space, Optional<Point> champion, List<Point> points, Strategy then, boolean proposesByIndex) {
        this.then = then;
        this.champion = champion.stream().toList();
        this.skipped = proposesByIndex ? this.champion.size() + points.size() : 0;
        this.first = regions(space, points);
    }

    /**
     * What each point leaves open.
     *
     * @throws InvalidStudyException if a point is not one of the space
     */
    static List<FeasibleRegion> regions(SearchSpace space, List<Point> points) {
        var regions = new ArrayList<FeasibleRegion>();
        for (Point point : points) {
            regions.add(region(space, point, regions.size() + 1));
        }
        return List.copyOf(regions);
    }

    @Override
    public int requiredHistory(int trialId) {
        return trialId < champion.size() + first.size() ? 0 : then.requiredHistory(trialId - skipped);
    }

    @Override
    public Proposal propose(int trialId, TrialHistory history, RandomGenerator random) {
        if (trialId < champion.size()) {
            return new Proposal(champion.get(trialId), Budget.FULL, Origin.CHAMPION);
        }
        int enqueued = trialId - champion.size();
        return enqueued < first.size()
                ? new Proposal(first.get(enqueued).drawPoint(random), Budget.FULL, Origin.ENQUEUED)
                : then.propose(trialId - skipped, history, random);
    }

    @Override
    public boolean looksAtOthers() {
        return then.looksAtOthers();
    }

    @Override
    public Optional<String> picked() {
        return then.picked();
    }

    @Override
    public long capacity() {
        long capacity = then.capacity();
        return capacity > Long.MAX_VALUE - skipped ? Long.MAX_VALUE : capacity + skipped;
    }

    private static FeasibleRegion region(SearchSpace space, Point point, int number) {
        for (String name : point.values().keySet()) {
            requireActive(space, point, name, number);
        }
        try {
            List<Parameter> parameters = space.parameters().stream()
                    .map(parameter ->
                            point.has(parameter.name()) ? fixed(parameter, point.value(parameter.name())) : parameter)
                    .toList();
            return new FeasibleRegion(new CoordinateSpace(new SearchSpace(parameters, space.constraints())));
        } catch (InfeasibleSpaceException e) {
            throw refused(number, "cannot be tried. " + e.getMessage());
        }
    }

    private static void requireActive(SearchSpace space, Point point, String name, int number) {
        Parameter parameter = space.parameter(name)
                .orElseThrow(() -> refused(number, "names '" + name + "', which is no parameter."));
        if (!parameter.contains(point.value(name))) {
            throw refused(number, "gives '" + name + "' a value outside of its range.");
        }
        if (!parameter.condition().holds(point.values())) {
            throw refused(
                    number,
                    "names '" + name + "' without values of "
                            + String.join(", ", parameter.condition().allowed().keySet())
                            + " beside which it is used.");
        }
    }

    private static InvalidStudyException refused(int number, String reason) {
        return new InvalidStudyException("enqueue", "Enqueued point " + number + " " + reason);
    }

    /** The parameter with this value alone. */
    private static Parameter fixed(Parameter parameter, Value value) {
        String name = parameter.name();
        Condition condition = parameter.condition();
        if (parameter instanceof CategoricalParameter) {
            return new CategoricalParameter(name, List.of(value.text()), condition);
        } else if (parameter instanceof DiscreteParameter) {
            return new DiscreteParameter(name, List.of(value.number()), condition);
        } else if (value instanceof Value.Whole whole) {
            return new IntegerParameter(name, whole.value(), whole.value(), 1, Scale.LINEAR, condition);
        }
        return new ContinuousParameter(
                name, value.number(), value.number(), Scale.LINEAR, ContinuousParameter.DEFAULT_GRID_POINTS, condition);
    }
}
