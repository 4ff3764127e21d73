package dev.nocturne.bench;

import dev.nocturne.space.ContinuousParameter;
import dev.nocturne.space.CoordinateSpace;
import dev.nocturne.space.Point;
import dev.nocturne.strategy.Strategy;
import dev.nocturne.strategy.StrategyFactory;
import dev.nocturne.strategy.StrategySettings;
import dev.nocturne.study.Observation;
import dev.nocturne.study.Study;
import dev.nocturne.study.TrialHistory;
import dev.nocturne.study.TrialRandom;
import java.util.ArrayList;
import java.util.List;

/**
 * A run whose trials have ended, at random points of a noisy bowl over real parameters: what strategies are timed with.
 * Whatever they propose, the history is the same, so that each gets the same work.
 */
final class PreparedRun {
    private static final long SEED = 11;

    private final Study study;
    private final StrategySettings settings;
    private final List<Observation> ended = new ArrayList<>();

    /** A run with so many ended trials. */
    PreparedRun(String strategy, int dimensions, int trials, int lag) {
        this(study(strategy, dimensions, trials, lag), trials, lag);
    }

    /** A run of a study with so many ended trials, whose numbers alone count. */
    PreparedRun(Study study, int trials, int lag) {
        this.study = study;
        settings = new StrategySettings(SEED, lag, trials);
        var space = new CoordinateSpace(study.space());
        for (int id = 0; id < trials; id++) {
            Point point = study.space().draw(new TrialRandom(SEED + 1, id));
            ended.add(new Observation(space.coordinates(point), new double[] {bowl(point, id)}));
        }
    }

    /** A study of the bowl. */
    static Study study(String strategy, int dimensions, int trials, int lag) {
        var study =
                Study.named("suggestion").strategy(strategy).seed(SEED).lag(lag).maxTrials(trials);
        for (int i = 0; i < dimensions; i++) {
            study.parameter(new ContinuousParameter("x" + i, -1, 2));
        }
        return study.build();
    }

    /** The same study with more trials, some of which may be claimed together. */
    static Study longer(Study study, int trials) {
        var longer = Study.named(study.name())
                .strategy(study.strategy())
                .seed(SEED)
                .lag(64)
                .maxTrials(trials);
        study.space().parameters().forEach(longer::parameter);
        longer.pruner(study.pruner());
        return longer.build();
    }

    /** The bowl with its noise. */
    static double bowl(Point point, long seed) {
        double sum = 0.1 * new TrialRandom(seed, 1).nextGaussian();
        for (var value : point.values().values()) {
            sum += value.isNumber() ? value.number() * value.number() : 0;
        }
        return sum;
    }

    /** The run's strategy, which remembers nothing yet. */
    Strategy strategy() {
        return new StrategyFactory().create(study, settings);
    }

    /** What a ledger would hand to the strategy for this trial. */
    TrialHistory known(Strategy strategy, int trialId) {
        int required = strategy.requiredHistory(trialId);
        if (required == 0) {
            return TrialHistory.EMPTY;
        }
        List<double[]> pending = ended.subList(required, trialId).stream()
                .map(Observation::coordinates)
                .toList();
        return new TrialHistory(List.of(), ended.subList(0, required), pending);
    }

    /** The stream of this trial. */
    static TrialRandom random(int trialId) {
        return new TrialRandom(SEED, trialId);
    }
}
