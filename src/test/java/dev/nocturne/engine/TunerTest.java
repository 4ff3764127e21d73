package dev.nocturne.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.nocturne.event.EventBus;
import dev.nocturne.event.TuningEvent;
import dev.nocturne.event.TuningEventHandler;
import dev.nocturne.objective.MultiObjective;
import dev.nocturne.objective.Objective;
import dev.nocturne.space.ContinuousParameter;
import dev.nocturne.space.IntegerParameter;
import dev.nocturne.space.Point;
import dev.nocturne.space.Value;
import dev.nocturne.strategy.StrategyFactory;
import dev.nocturne.study.Direction;
import dev.nocturne.study.InvalidStudyException;
import dev.nocturne.study.Study;
import dev.nocturne.study.TooManyFailuresException;
import dev.nocturne.study.Trial;
import dev.nocturne.study.TrialState;
import dev.nocturne.study.TuningException;
import dev.nocturne.study.TuningSummary;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Embedded use: no Spring, no database. */
@Timeout(60)
class TunerTest {
    private final EventBus bus = new EventBus();
    private final List<TuningEvent> heard = Collections.synchronizedList(new ArrayList<>());
    private final TuningEventHandler listener = heard::add;

    private static Study.Builder study(int trials) {
        return Study.named("embedded")
                .strategy("random_search")
                .parameter(new ContinuousParameter("x", -1, 1))
                .maxTrials(trials)
                .seed(42);
    }

    private TuningSummary tune(Study study, Objective objective) {
        bus.subscribe(listener);
        return TunerFactory.create(study, objective, bus).tune();
    }

    @Test
    void anyNumberOfWorkersTriesTheSame() {
        Map<Integer, Point> expected = null;
        TuningSummary first = null;
        for (int workers : new int[] {1, 4, 16}) {
            var tried = new ConcurrentHashMap<Integer, Point>();
            TuningSummary summary = tune(study(100).workers(workers).build(), trial -> {
                assertThat(tried.put(trial.trialId(), trial.parameters())).isNull();
                return Math.abs(trial.parameters().number("x"));
            });
            var sorted = new TreeMap<>(tried);
            expected = expected == null ? sorted : expected;
            first = first == null ? summary : first;
            assertThat(sorted).isEqualTo(expected).hasSize(100);
            assertThat(summary.best()).isEqualTo(first.best());
        }
    }

    @Test
    void theSummaryNamesTheBestTrial() {
        TuningSummary summary = tune(study(50).maximize().build(), trial -> trial.trialId() % 10);
        assertThat(summary.best()).isPresent();
        assertThat(summary.best().get().trialId())
                .as("the earliest of equal ones")
                .isEqualTo(9);
        assertThat(summary.trialsRan()).isEqualTo(50);
        assertThat(summary.trialsFailed()).isZero();
    }

    @Test
    void eventsTellTheRunFromItsStartToItsEnd() {
        tune(study(3).build(), trial -> trial.trialId());
        assertThat(heard).hasSize(8);
        assertThat(heard.get(0)).isInstanceOf(TuningEvent.TuningStarted.class);
        assertThat(heard.get(1)).isInstanceOf(TuningEvent.TrialStarted.class);
        assertThat(heard.get(2)).isInstanceOf(TuningEvent.TrialCompleted.class);
        assertThat(heard.get(7)).isInstanceOf(TuningEvent.TuningFinished.class);
    }

    @Test
    void failedTrialsAreNoObstacle() {
        TuningSummary summary = tune(study(10).workers(4).build(), trial -> {
            if (trial.trialId() % 2 == 0) {
                throw new IllegalStateException("even");
            }
            return 1;
        });
        assertThat(summary.trialsFailed()).isEqualTo(5);
        assertThat(summary.trialsRan()).isEqualTo(10);
        assertThat(summary.best().orElseThrow().trialId()).isEqualTo(1);
    }

    @Test
    void aRunOfFailuresHasNoBest() {
        assertThat(tune(study(3).build(), trial -> Double.NaN).best()).isEmpty();
    }

    @Test
    void retriesHelpAnObjectiveThatFailsNowAndThen() {
        var failed = ConcurrentHashMap.<Integer>newKeySet();
        TuningSummary summary = tune(study(10).workers(2).retries(1).build(), trial -> {
            if (failed.add(trial.trialId())) {
                throw new IllegalStateException("the first time");
            }
            return 1;
        });
        assertThat(summary.trialsFailed()).isZero();
        assertThat(heard.stream().filter(TuningEvent.TrialFailed.class::isInstance))
                .hasSize(10)
                .allMatch(event -> ((TuningEvent.TrialFailed) event).retried());
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 4})
    void tooManyFailuresEndIt(int workers) {
        assertThatThrownBy(() -> tune(study(100).workers(workers).maxFailures(2).build(), trial -> Double.NaN))
                .isInstanceOf(TooManyFailuresException.class);
        assertThat(heard).noneMatch(TuningEvent.TuningFinished.class::isInstance);
    }

    @Test
    void anInterruptedCallerStaysInterruptedAndTheTrialsInFlightEnd() throws Exception {
        var running = new CountDownLatch(2);
        var ended = new CountDownLatch(2);
        var caught = new ArrayList<Throwable>();
        var caller = new Thread(() -> {
            try {
                tune(study(10).workers(2).build(), trial -> {
                    running.countDown();
                    try {
                        Thread.sleep(60_000);
                    } finally {
                        ended.countDown();
                    }
                    return 1;
                });
            } catch (TuningException expected) {
                caught.add(expected);
                caught.add(Thread.currentThread().isInterrupted() ? expected : null);
            }
        });
        caller.start();
        running.await();
        caller.interrupt();
        caller.join();
        ended.await();
        assertThat(caught).hasSize(2).doesNotContainNull();
    }

    @Test
    void gridsEndByThemselvesAndImpossibleOnesAreRefused() {
        Study grid = Study.named("grid")
                .strategy("grid_search")
                .parameter(new IntegerParameter("n", 1, 7))
                .build();
        assertThat(tune(grid, trial -> trial.parameters().number("n")).trialsRan())
                .isEqualTo(7);
        Study unknown = Study.named("x")
                .strategy("no such strategy")
                .parameter(new IntegerParameter("n", 1, 7))
                .build();
        assertThatThrownBy(() -> TunerFactory.create(unknown, trial -> 1, bus))
                .isInstanceOf(InvalidStudyException.class);
    }

    @Test
    void everyCallIsARunOfItsOwn() {
        Tuner tuner = TunerFactory.create(
                study(5).build(), trial -> trial.parameters().number("x"), bus);
        assertThat(tuner.tune().best()).isEqualTo(tuner.tune().best());
    }

    @Test
    void ofSeveralObjectivesThereIsAFrontAndNoBest() {
        Study study = study(40)
                .goal("up", Direction.MAXIMIZE)
                .goal("down", Direction.MINIMIZE)
                .workers(4)
                .build();
        MultiObjective objective = trial -> {
            double x = trial.parameters().number("x");
            return new double[] {x, trial.trialId() % 2 == 0 ? x : 5};
        };
        TuningSummary summary = tune(study, objective);

        assertThat(summary.best()).isEmpty();
        assertThat(summary.trialsRan()).isEqualTo(40);
        assertThat(summary.front()).isNotEmpty().allSatisfy(trial -> {
            assertThat(trial.objectives()).containsOnlyKeys("up", "down");
            assertThat(trial.objectives().get("up"))
                    .isEqualTo(trial.parameters().number("x"));
        });
        assertThat(summary.front().stream().filter(trial -> trial.trialId() % 2 == 0))
                .as("all even trials, as what they gain they lose")
                .hasSize(20);
        TuningEvent.TrialCompleted first = (TuningEvent.TrialCompleted) heard.stream()
                .filter(TuningEvent.TrialCompleted.class::isInstance)
                .findFirst()
                .orElseThrow();
        assertThat(first.objectives().keySet()).containsExactly("up", "down");
        assertThat(first.objective()).isEqualTo(first.objectives().get("up"));
        var finished = (TuningEvent.TuningFinished) heard.get(heard.size() - 1);
        assertThat(finished.best()).isEmpty();
        assertThat(finished.frontTrials()).hasValue(summary.front().size());
    }

    @Test
    void ofOneObjectiveThereIsABestAndNoFront() {
        assertThat(tune(study(3).build(), trial -> 1).front()).isEmpty();
        assertThat(((TuningEvent.TuningFinished) heard.get(heard.size() - 1)).frontTrials())
                .isEmpty();
    }

    @Test
    void learnsFromResultsFromBeforeAndSaysWhichItLeavesOut() {
        var strategies =
                new StrategyFactory().with("lagging", (study, settings) -> new LaggingStrategy(settings.lag()));
        Study study = study(5).strategy("lagging").build();
        bus.subscribe(listener);
        TunerFactory.create(study, trial -> 1, bus, strategies, List.of()).tune();
        List<TuningEvent> cold = trialsStarted();
        heard.clear();
        TunerFactory.create(
                        study, trial -> 1, bus, strategies, List.of(result("x", 0.5), result("x", 3), result("y", 1)))
                .tune();

        assertThat(heard)
                .filteredOn(TuningEvent.WarmStarted.class::isInstance)
                .extracting(
                        event -> ((TuningEvent.WarmStarted) event).knownTrials(),
                        event -> ((TuningEvent.WarmStarted) event).leftOut())
                .containsExactly(tuple(1, Map.of("x is not in its range", 1, "y is not in the search space", 1)));
        assertThat(trialsStarted()).hasSize(5);
        assertThat(parameters(trialsStarted())).isNotEqualTo(parameters(cold));
    }

    private static Trial result(String name, double value) {
        return new Trial(0, new Point(Map.of(name, new Value.Real(value))), new TrialState.Completed(1));
    }

    private List<TuningEvent> trialsStarted() {
        return heard.stream().filter(TuningEvent.TrialStarted.class::isInstance).toList();
    }

    private static List<Point> parameters(List<TuningEvent> started) {
        return started.stream()
                .map(event -> ((TuningEvent.TrialStarted) event).parameters())
                .toList();
    }

    @Test
    void aStrategyThatDoesNotLearnRefusesResults() {
        assertThatThrownBy(() -> TunerFactory.create(study(1).build(), trial -> 1, bus, List.of()))
                .isInstanceOf(InvalidStudyException.class)
                .hasMessageStartingWith("random_search does not learn from results");
    }
}
