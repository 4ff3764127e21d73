package dev.nocturne.strategy;

import dev.nocturne.space.ContinuousParameter;
import dev.nocturne.space.CoordinateSpace;
import dev.nocturne.space.Parameter;
import dev.nocturne.space.Point;
import dev.nocturne.space.SearchSpace;
import dev.nocturne.study.Direction;
import dev.nocturne.study.Observation;
import dev.nocturne.study.Study;
import dev.nocturne.study.TrialHistory;
import dev.nocturne.study.TrialRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/** A run of a strategy on a test function, proposal by proposal, with the history that an engine would give. */
record Rehearsal(SearchSpace space, List<Observation> known, Map<Integer, Point> injected) {
    static final long SEED = 5;

    /** A point with its losses. */
    record Tried(Point point, double[] losses) {
        double loss() {
            return losses[0];
        }
    }

    static Rehearsal in(SearchSpace space) {
        return new Rehearsal(space, List.of(), Map.of());
    }

    /** The same with trials from before the run. */
    Rehearsal knowing(List<Tried> earlier) {
        var coordinates = new CoordinateSpace(space);
        return new Rehearsal(
                space,
                earlier.stream().map(tried -> observe(coordinates, tried)).toList(),
                injected);
    }

    /** The same with a trial that the strategy does not propose. */
    Rehearsal injecting(int trialId, Point point) {
        return new Rehearsal(space, known, Map.of(trialId, point));
    }

    List<Tried> run(String strategy, int trials, ToDoubleFunction<Point> objective) {
        return run(create(strategy, 1, trials), trials, losses(objective));
    }

    List<Tried> runWithTwoGoals(String strategy, int trials, Function<Point, double[]> objectives) {
        return run(create(strategy, 2, trials), trials, objectives);
    }

    private Strategy create(String strategy, int goals, int trials) {
        var study = Study.named("rehearsal").strategy(strategy).maxTrials(trials);
        space.parameters().forEach(study::parameter);
        space.constraints().forEach(study::constraint);
        for (int goal = 0; goal < goals; goal++) {
            study.goal("f" + goal, Direction.MINIMIZE);
        }
        return new StrategyFactory().create(study.build(), new StrategySettings(SEED, 1, trials));
    }

    private List<Tried> run(Strategy strategy, int trials, Function<Point, double[]> objectives) {
        return goOn(strategy, List.of(), trials, objectives);
    }

    /** The trials of another run's beginning, and those after them up to a number of trials. */
    List<Tried> goOn(Strategy strategy, List<Tried> begun, int trials, Function<Point, double[]> objectives) {
        var coordinates = new CoordinateSpace(space);
        var tried = new ArrayList<>(begun);
        var observed = new ArrayList<Observation>();
        begun.forEach(trial -> observed.add(observe(coordinates, trial)));
        for (int id = begun.size(); id < trials; id++) {
            int required = strategy.requiredHistory(id);
            var history = new TrialHistory(
                    known, observed.subList(0, required), required == 0 ? List.of() : pending(observed, required));
            var random = new TrialRandom(SEED, id);
            Point point = injected.containsKey(id)
                    ? injected.get(id)
                    : strategy.propose(id, history, random).parameters();
            tried.add(new Tried(point, objectives.apply(point)));
            observed.add(observe(coordinates, tried.get(id)));
        }
        return tried;
    }

    private static List<double[]> pending(List<Observation> observed, int from) {
        return observed.subList(from, observed.size()).stream()
                .map(Observation::coordinates)
                .toList();
    }

    static Function<Point, double[]> losses(ToDoubleFunction<Point> objective) {
        return point -> new double[] {objective.applyAsDouble(point)};
    }

    /** So many real numbers, {@code x0}, {@code x1} … */
    static SearchSpace numbers(int count, double min, double max) {
        return new SearchSpace(IntStream.range(0, count)
                .<Parameter>mapToObj(i -> new ContinuousParameter("x" + i, min, max))
                .toList());
    }

    static double best(List<Tried> trials) {
        return trials.stream().mapToDouble(Tried::loss).min().orElseThrow();
    }

    private static Observation observe(CoordinateSpace coordinates, Tried tried) {
        return new Observation(coordinates.coordinates(tried.point()), tried.losses());
    }
}
