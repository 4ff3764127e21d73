package dev.nocturne.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nocturne.event.EventBus;
import dev.nocturne.event.TuningEvent;
import dev.nocturne.event.TuningEventHandler;
import dev.nocturne.objective.Objective;
import dev.nocturne.space.ContinuousParameter;
import dev.nocturne.space.Point;
import dev.nocturne.space.Value;
import dev.nocturne.strategy.Proposal;
import dev.nocturne.strategy.StrategyFactory;
import dev.nocturne.strategy.StrategySettings;
import dev.nocturne.strategy.pruner.Pruner;
import dev.nocturne.strategy.pruner.PrunerFactory;
import dev.nocturne.strategy.pruner.PruningRule;
import dev.nocturne.study.Budget;
import dev.nocturne.study.Measured;
import dev.nocturne.study.PrunerSettings;
import dev.nocturne.study.Study;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Which trials are pruned, and when, does not depend on how many workers there are, nor on which of them is quicker. */
class PruningTest {
    private static final int TRIALS = 60;
    private static final int STEPS = 12;

    static Stream<PrunerSettings> pruners() {
        return Stream.of(
                new PrunerSettings.Percentile(50, 5, 2),
                new PrunerSettings.Percentile(25, 3, 0, 4),
                new PrunerSettings.Threshold(OptionalDouble.empty(), OptionalDouble.of(0.9), 3),
                new PrunerSettings.Patient(3, 0.01));
    }

    @ParameterizedTest
    @MethodSource("pruners")
    void isTheSameForAnyWorkers(PrunerSettings pruner) {
        Map<Integer, String> quiet = ends(pruner, 1, 0);
        assertThat(quiet.values()).hasSize(TRIALS).noneMatch(end -> end.startsWith("failed"));
        assertThat(quiet.values())
                .anyMatch(end -> end.startsWith("pruned"))
                .anyMatch(end -> end.startsWith("completed"));
        assertThat(ends(pruner, 4, 7)).isEqualTo(quiet);
        assertThat(ends(pruner, 16, 8)).isEqualTo(quiet);
    }

    @Test
    void aTrialIsComparedWithThoseOfItsBudget() {
        Study study = Study.named("rungs")
                .strategy("random_search")
                .parameter(new ContinuousParameter("x", 0, 1))
                .pruner(new PrunerSettings.Percentile(50, 1, 0))
                .build();
        Pruner pruner = PrunerFactory.create(study.pruner(), study.goals());
        var strategy = new StrategyFactory().create(study, new StrategySettings(1, 1, 1));
        var proposer = new Proposer(study, strategy, pruner, 1, 1, List.of());
        PruningRule rule = proposer.pruning(List.of(new Measured(true, Budget.of(9), new TreeMap<>(Map.of(1L, 0.5)))));
        var point = new Point(Map.of("x", new Value.Real(0)));
        var measured = new TreeMap<>(Map.of(1L, 0.75));
        assertThat(proposer.firstAttempt(1, new Proposal(point, Budget.of(9)), rule)
                        .pruning()
                        .isHopeless(measured))
                .isTrue();
        assertThat(proposer.firstAttempt(1, new Proposal(point, Budget.of(3)), rule)
                        .pruning()
                        .isHopeless(measured))
                .isFalse();
    }

    /**
     * How the trials ended.
     *
     * @param delays seed of how long each step takes, at random; 0 for no delay
     */
    private static Map<Integer, String> ends(PrunerSettings pruner, int workers, long delays) {
        var ends = new ConcurrentSkipListMap<Integer, String>();
        var bus = new EventBus();
        TuningEventHandler handler = event -> {
            if (event instanceof TuningEvent.TrialCompleted completed) {
                ends.put(completed.trialId(), "completed " + completed.parameters() + completed.objectives());
            } else if (event instanceof TuningEvent.TrialPruned pruned) {
                ends.put(pruned.trialId(), "pruned " + pruned.parameters() + pruned.step() + pruned.value());
            } else if (event instanceof TuningEvent.TrialFailed failed) {
                ends.put(failed.trialId(), "failed " + failed.message());
            }
        };
        bus.subscribe(handler);
        Study study = Study.named("curves")
                .strategy("random_search")
                .parameter(new ContinuousParameter("x", 0, 1))
                .maxTrials(TRIALS)
                .seed(42)
                .lag(16)
                .workers(workers)
                .pruner(pruner)
                .build();
        TunerFactory.create(study, learning(delays), bus).tune();
        // A bus alone keeps no handler alive.
        bus.unsubscribe(handler);
        return new TreeMap<>(ends);
    }

    /** Curves that fall towards x, and wave; every fourth trial skips every other step. */
    private static Objective learning(long delays) {
        return trial -> {
            double x = trial.parameters().number("x");
            double value = 1;
            for (int step = 0; step < STEPS && !trial.isPruned(); step++) {
                if (delays != 0) {
                    Thread.sleep(new Random(delays + 31L * trial.trialId() + step).nextInt(3));
                }
                value = x + (1 - x) / (1 + step) + 0.05 * Math.sin(step * (1 + 7 * x));
                if (trial.trialId() % 4 > 0 || step % 2 == 0) {
                    trial.report(step, value);
                }
            }
            return value;
        };
    }
}
