package dev.nocturne.strategy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nocturne.space.CategoricalParameter;
import dev.nocturne.space.Condition;
import dev.nocturne.space.ContinuousParameter;
import dev.nocturne.space.CoordinateSpace;
import dev.nocturne.space.DiscreteParameter;
import dev.nocturne.space.IntegerParameter;
import dev.nocturne.space.Parameter;
import dev.nocturne.space.Point;
import dev.nocturne.space.Scale;
import dev.nocturne.space.SearchSpace;
import dev.nocturne.space.Value;
import dev.nocturne.study.Direction;
import dev.nocturne.study.FailureKind;
import dev.nocturne.study.Goal;
import dev.nocturne.study.Observation;
import dev.nocturne.study.Study;
import dev.nocturne.study.Trial;
import dev.nocturne.study.TrialHistory;
import dev.nocturne.study.TrialRandom;
import dev.nocturne.study.TrialState;
import dev.nocturne.study.rule.Rule;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What every strategy must keep, so that a run can be restarted, spread over machines, and verified. */
abstract class StrategyContract {
    private static final long SEED = 7;
    private static final int LAG = 3;

    /** The strategy's name in a study file. */
    abstract String name();

    /** How many trials to propose in a space; enough for a model-based strategy to have begun to model. */
    int trials() {
        return 40;
    }

    static List<SearchSpace> spaces() {
        return List.of(mixed(), conditional(), onePoint(), onlyChoice(), ofManyParameters(), constrained());
    }

    @ParameterizedTest
    @MethodSource("spaces")
    final void proposesPointsOfTheSpace(SearchSpace space) {
        assertThat(run(space))
                .allSatisfy(
                        trial -> assertThat(space.contains(trial.parameters()) && space.isFeasible(trial.parameters()))
                                .as("%s", trial)
                                .isTrue());
    }

    @ParameterizedTest
    @MethodSource("spaces")
    final void proposesTheSameTwice(SearchSpace space) {
        Strategy strategy = create(space);
        var run = run(space);
        for (Trial trial : run) {
            assertThat(propose(strategy, space, trial.id(), run)).isEqualTo(proposal(trial));
            assertThat(propose(strategy, space, trial.id(), run)).isEqualTo(proposal(trial));
        }
    }

    @ParameterizedTest
    @MethodSource("spaces")
    final void proposesTheSameInAnyOrderFromAFreshInstanceEachTime(SearchSpace space) {
        var run = run(space);
        var shuffled = new ArrayList<>(run);
        Collections.shuffle(shuffled, new Random(1));
        Strategy kept = create(space);
        for (Trial trial : shuffled) {
            assertThat(propose(kept, space, trial.id(), run)).isEqualTo(proposal(trial));
            assertThat(propose(create(space), space, trial.id(), run)).isEqualTo(proposal(trial));
        }
    }

    @ParameterizedTest
    @MethodSource("spaces")
    final void proposesTheSameToThreadsThatShareIt(SearchSpace space) throws Exception {
        Strategy shared = create(space);
        var run = run(space);
        var threads = Executors.newFixedThreadPool(4);
        try {
            List<Callable<Proposal>> proposals = new ArrayList<>();
            for (int round = 0; round < 4; round++) {
                run.forEach(trial -> proposals.add(() -> propose(shared, space, trial.id(), run)));
            }
            int asked = 0;
            for (var proposal : threads.invokeAll(proposals)) {
                assertThat(proposal.get()).isEqualTo(proposal(run.get(asked++ % run.size())));
            }
        } finally {
            threads.shutdownNow();
        }
    }

    @ParameterizedTest
    @MethodSource("spaces")
    final void requiredHistoryNeverShrinksAndNeverIncludesTheTrialItself(SearchSpace space) {
        Strategy strategy = create(space);
        int before = 0;
        for (int id = 0; id < Math.min(5_000, strategy.capacity()); id++) {
            assertThat(strategy.requiredHistory(id)).as("of trial %d", id).isBetween(before, id);
            before = strategy.requiredHistory(id);
        }
    }

    @Test
    final void aSpaceOfOnePointGivesThatPoint() {
        assertThat(run(onePoint()))
                .isNotEmpty()
                .allSatisfy(trial -> assertThat(trial.parameters())
                        .isEqualTo(new Point(Map.of(
                                "c", new Value.Real(0.5), "n", new Value.Whole(3), "k", new Value.Text("only")))));
    }

    @ParameterizedTest
    @EnumSource
    final void noObjectiveBreaksIt(Landscape landscape) {
        for (SearchSpace space : spaces()) {
            assertThat(run(space, landscape))
                    .allSatisfy(trial -> assertThat(
                                    space.contains(trial.parameters()) && space.isFeasible(trial.parameters()))
                            .as("%s", trial)
                            .isTrue());
        }
    }

    /** Objectives that strategies must survive. */
    enum Landscape {
        SMOOTH {
            @Override
            TrialState evaluate(int id, Point point) {
                return id % 7 == 5 ? FAILED : new TrialState.Completed(sum(point));
            }
        },
        CONSTANT {
            @Override
            TrialState evaluate(int id, Point point) {
                return new TrialState.Completed(1);
            }
        },
        ALWAYS_FAILING {
            @Override
            TrialState evaluate(int id, Point point) {
                return FAILED;
            }
        },
        OFTEN_CUT_OFF {
            @Override
            TrialState evaluate(int id, Point point) {
                return id % 3 == 1
                        ? VOID
                        : id % 3 == 2 ? new TrialState.Pruned(1, sum(point)) : SMOOTH.evaluate(id, point);
            }
        },
        NEVER_EVALUATED {
            @Override
            TrialState evaluate(int id, Point point) {
                return VOID;
            }
        },
        ALWAYS_PRUNED {
            @Override
            TrialState evaluate(int id, Point point) {
                return new TrialState.Pruned(1, sum(point));
            }
        },
        HUGE {
            @Override
            TrialState evaluate(int id, Point point) {
                return new TrialState.Completed(Math.sin(sum(point)) * 1e308);
            }
        },
        WITH_OUTLIERS {
            @Override
            TrialState evaluate(int id, Point point) {
                return new TrialState.Completed(id % 5 == 2 ? 1e300 : sum(point) * 1e-300);
            }
        };

        private static final TrialState FAILED =
                new TrialState.Failed(FailureKind.EXIT_CODE, "The program ended with exit code 1.");

        private static final TrialState VOID =
                new TrialState.Failed(FailureKind.COULD_NOT_START, "There is no such program.");

        abstract TrialState evaluate(int id, Point point);

        private static double sum(Point point) {
            return point.values().values().stream()
                    .mapToDouble(value -> value.isNumber()
                            ? Math.tanh(value.number()) * value.number()
                            : value.text().length())
                    .map(part -> Math.min(1e6, Math.abs(part)))
                    .sum();
        }
    }

    final Strategy create(SearchSpace space) {
        var study = Study.named("contract").strategy(name()).maxTrials(trials());
        space.parameters().forEach(study::parameter);
        space.constraints().forEach(study::constraint);
        return new StrategyFactory().create(study.build(), new StrategySettings(SEED, LAG, trials()));
    }

    private List<Trial> run(SearchSpace space) {
        return run(space, Landscape.SMOOTH);
    }

    /** A run of trials, proposed one after the other. */
    private List<Trial> run(SearchSpace space, Landscape landscape) {
        Strategy strategy = create(space);
        var run = new ArrayList<Trial>();
        for (int id = 0; id < Math.min(trials(), strategy.capacity()); id++) {
            Proposal proposal = propose(strategy, space, id, run);
            run.add(new Trial(
                    id, proposal.parameters(), proposal.budget(), landscape.evaluate(id, proposal.parameters())));
        }
        return run;
    }

    private static Proposal propose(Strategy strategy, SearchSpace space, int id, List<Trial> run) {
        return strategy.propose(id, history(strategy, space, id, run), new TrialRandom(SEED, id));
    }

    private static Proposal proposal(Trial trial) {
        return new Proposal(trial.parameters(), trial.budget());
    }

    private static TrialHistory history(Strategy strategy, SearchSpace space, int id, List<Trial> run) {
        int required = strategy.requiredHistory(id);
        if (required == 0) {
            return TrialHistory.EMPTY;
        }
        var coordinates = new CoordinateSpace(space);
        return new TrialHistory(
                List.of(),
                run.subList(0, required).stream()
                        .map(trial -> observe(strategy, trial, coordinates))
                        .toList(),
                run.subList(required, id).stream()
                        .map(trial -> coordinates.coordinates(trial.parameters()))
                        .toList());
    }

    private static Observation observe(Strategy strategy, Trial trial, CoordinateSpace coordinates) {
        var observation = Observation.of(trial, coordinates, List.of(Goal.only(Direction.MINIMIZE)));
        return strategy.triesAgain() ? observation.with(trial.parameters()) : observation;
    }

    private static SearchSpace mixed() {
        return SearchSpace.of(
                new ContinuousParameter("rate", 1e-5, 0.1, Scale.LOG),
                new ContinuousParameter("shift", -1e308, 1e308),
                new DiscreteParameter("dropout", List.of(0.3, 0.1, 0.2)),
                new IntegerParameter("trees", 10, 505, 10, Scale.LINEAR, Condition.always()),
                new IntegerParameter("depth", 1, IntegerParameter.LIMIT, 1, Scale.LOG, Condition.always()),
                new CategoricalParameter("kernel", List.of("rbf", "linear", "")));
    }

    private static SearchSpace conditional() {
        return SearchSpace.of(
                new CategoricalParameter("model", List.of("svm", "forest")),
                new IntegerParameter("trees", 1, 4, 1, Scale.LINEAR, when("model", new Value.Text("forest"))),
                new ContinuousParameter("gamma", 0.1, 1, Scale.LOG, 3, when("model", new Value.Text("svm"))),
                new DiscreteParameter(
                        "share", List.of(0.5, 1.0), when("trees", new Value.Whole(2), new Value.Whole(4))));
    }

    private static SearchSpace onePoint() {
        return SearchSpace.of(
                new ContinuousParameter("c", 0.5, 0.5),
                new IntegerParameter("n", 3, 3),
                new CategoricalParameter("k", List.of("only")));
    }

    private static SearchSpace onlyChoice() {
        return SearchSpace.of(new CategoricalParameter("kernel", List.of("rbf", "linear", "poly")));
    }

    private static SearchSpace ofManyParameters() {
        return new SearchSpace(IntStream.range(0, 200)
                .<Parameter>mapToObj(i -> new ContinuousParameter("x" + i, -i, i))
                .toList());
    }

    private static SearchSpace constrained() {
        List<Parameter> parameters = List.of(
                new ContinuousParameter("a", 0, 1),
                new ContinuousParameter("b", 0, 1),
                new IntegerParameter("warm-up", 1, 1000, 1, Scale.LOG, Condition.always()),
                new IntegerParameter("epochs", 1, 100),
                new CategoricalParameter("kernel", List.of("rbf", "linear")),
                new ContinuousParameter("gamma", 0.01, 1, Scale.LOG, 3, when("kernel", new Value.Text("rbf"))));
        return new SearchSpace(
                parameters,
                List.of(
                        Rule.parse("a + b <= 1", parameters),
                        Rule.parse("warm-up < epochs", parameters),
                        Rule.parse("gamma < a or kernel == 'linear'", parameters)));
    }

    static Condition when(String parent, Value... values) {
        return new Condition(Map.of(parent, List.of(values)));
    }
}
