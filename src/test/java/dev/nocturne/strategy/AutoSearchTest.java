package dev.nocturne.strategy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nocturne.space.CategoricalParameter;
import dev.nocturne.space.Condition;
import dev.nocturne.space.ContinuousParameter;
import dev.nocturne.space.CoordinateSpace;
import dev.nocturne.space.FeasibleRegion;
import dev.nocturne.space.Point;
import dev.nocturne.space.Scale;
import dev.nocturne.space.SearchSpace;
import dev.nocturne.space.Value;
import dev.nocturne.strategy.cma.CmaEs;
import dev.nocturne.strategy.gp.GaussianProcessSearch;
import dev.nocturne.strategy.tpe.TreeParzen;
import dev.nocturne.study.Observation;
import dev.nocturne.study.TrialHistory;
import dev.nocturne.study.TrialRandom;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AutoSearchTest extends StrategyContract {
    private static final SearchSpace CONDITIONAL = SearchSpace.of(
            new CategoricalParameter("model", List.of("a", "b")),
            new ContinuousParameter(
                    "x",
                    0,
                    1,
                    Scale.LINEAR,
                    ContinuousParameter.DEFAULT_GRID_POINTS,
                    new Condition(Map.of("model", List.of(new Value.Text("a"))))),
            new ContinuousParameter("y", 0, 1));

    @Override
    String name() {
        return "auto";
    }

    @Override
    int trials() {
        return 24;
    }

    @ParameterizedTest
    @CsvSource({"1, 100, gp", "1, 500, 'gp, from trial 300 on tpe'", "2, 100, tpe"})
    void saysWhatItTook(int goals, int horizon, String expected) {
        var region = new FeasibleRegion(new CoordinateSpace(CONDITIONAL));
        assertThat(AutoSearch.of(region, goals, new StrategySettings(3, 1, horizon))
                        .picked())
                .hasValue(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "3, 1, 1, 100, 40, gp",
        "3, 1, 64, 100, 90, gp",
        "3, 1, 65, 100, 90, tpe",
        "100, 1, 1, 100, 12, gp",
        "101, 1, 1, 100, 40, tpe",
        "3, 2, 1, 1000, 40, tpe",
        "3, 1, 1, 1000, 299, gp",
        "3, 1, 1, 999, 300, tpe",
        "3, 1, 1, 1000, 300, cma_es",
        "conditional, 1, 1, 100, 40, gp",
        "conditional, 1, 1, 1000, 300, tpe"
    })
    void takesOneStrategyByTheStudyAlone(
            String parameters, int goals, int lag, int horizon, int trialId, String expected) {
        SearchSpace space =
                parameters.equals("conditional") ? CONDITIONAL : Rehearsal.numbers(Integer.parseInt(parameters), -1, 2);
        var region = new FeasibleRegion(new CoordinateSpace(space));
        var settings = new StrategySettings(3, lag, horizon);
        Strategy taken = switch (expected) {
            case "gp" -> new GaussianProcessSearch(region, settings);
            case "tpe" -> new TreeParzen(region, goals, settings);
            default -> new CmaEs(region, settings, 300);
        };
        Strategy other = expected.equals("tpe") ? new RandomSearch(region) : new TreeParzen(region, goals, settings);
        Strategy auto = AutoSearch.of(region, goals, settings);
        assertThat(auto.requiredHistory(trialId)).isEqualTo(taken.requiredHistory(trialId));
        assertThat(proposal(auto, trialId, space, goals))
                .isEqualTo(proposal(taken, trialId, space, goals))
                .isNotEqualTo(proposal(other, trialId, space, goals));
    }

    /** With the trials before at random points of a bowl. */
    private static Point proposal(Strategy strategy, int trialId, SearchSpace space, int goals) {
        var coordinates = new CoordinateSpace(space);
        var trials = new ArrayList<Observation>();
        for (int id = 0; id < trialId; id++) {
            double[] at = coordinates.coordinates(space.draw(new TrialRandom(8, id)));
            double[] losses = new double[goals];
            for (int goal = 0; goal < goals; goal++) {
                double target = 0.3 + 0.2 * goal;
                losses[goal] = Arrays.stream(at)
                        .filter(u -> !Double.isNaN(u))
                        .map(u -> (u - target) * (u - target))
                        .sum();
            }
            trials.add(new Observation(at, losses));
        }
        int required = strategy.requiredHistory(trialId);
        var pending = trials.subList(required, trialId).stream()
                .map(Observation::coordinates)
                .toList();
        var history = new TrialHistory(List.of(), trials.subList(0, required), required == 0 ? List.of() : pending);
        return strategy.propose(trialId, history, new TrialRandom(3, trialId)).parameters();
    }
}
