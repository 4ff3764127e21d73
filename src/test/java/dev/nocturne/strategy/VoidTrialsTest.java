package dev.nocturne.strategy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nocturne.space.CategoricalParameter;
import dev.nocturne.space.CoordinateSpace;
import dev.nocturne.space.IntegerParameter;
import dev.nocturne.space.Point;
import dev.nocturne.space.SearchSpace;
import dev.nocturne.study.Budget;
import dev.nocturne.study.Observation;
import dev.nocturne.study.Observation.Outcome;
import dev.nocturne.study.Study;
import dev.nocturne.study.TrialHistory;
import dev.nocturne.study.TrialRandom;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.IntPredicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What failed of something that its parameters have no part in teaches nothing, not even that it was tried. */
class VoidTrialsTest {
    private static final int TRIALS = 60;

    private static final SearchSpace SPACE =
            SearchSpace.of(new IntegerParameter("n", 1, 30), new CategoricalParameter("k", List.of("a", "b", "c")));
    private static final CoordinateSpace COORDINATES = new CoordinateSpace(SPACE);

    @ParameterizedTest
    @ValueSource(strings = {"tpe", "gp", "cma_es", "nsga2", "auto"})
    void whatTheyTriedDoesNotMatter(String strategy) {
        var failing = run(strategy, id -> id % 3 > 0, Outcome.VOID);
        for (int id = 40; id < TRIALS; id++) {
            var elsewhere = new ArrayList<>(failing);
            for (int i = 0; i < id; i++) {
                if (failing.get(i).outcome() == Outcome.VOID) {
                    elsewhere.set(i, without(Outcome.VOID, new double[] {0.25, 1}));
                }
            }
            assertThat(propose(strategy, id, elsewhere)).isEqualTo(propose(strategy, id, failing));
        }
    }

    /** Else the test above would show nothing. */
    @ParameterizedTest
    @ValueSource(strings = {"tpe", "gp", "cma_es"})
    void thoseOfBadParametersDo(String strategy) {
        var failing = run(strategy, id -> id % 3 > 0, Outcome.FAILED);
        Set<Boolean> same = new HashSet<>();
        for (int id = 40; id < TRIALS; id++) {
            var elsewhere = new ArrayList<>(failing);
            for (int i = 0; i < id; i++) {
                if (failing.get(i).outcome() == Outcome.FAILED) {
                    elsewhere.set(i, without(Outcome.FAILED, new double[] {0.25, 1}));
                }
            }
            same.add(propose(strategy, id, elsewhere).equals(propose(strategy, id, failing)));
        }
        assertThat(same).contains(false);
    }

    /** Models that count results and not places learn the same as if there had been no such trials. */
    @ParameterizedTest
    @ValueSource(strings = {"tpe", "gp"})
    void modelsLearnAsIfTheyHadNotBeen(String strategy) {
        var ended = new ArrayList<>(run(strategy, id -> false, Outcome.VOID));
        var among = new ArrayList<Observation>();
        for (Observation trial : ended) {
            among.add(without(Outcome.VOID, new double[] {0.5, 2}));
            among.add(trial);
        }
        assertThat(proposal(strategy, 200, among)).isEqualTo(proposal(strategy, 200, ended));
    }

    @Test
    void aHistoryThatTeachesAllOverIsNotCopied() {
        var ended = run("tpe", id -> id % 3 == 1, Outcome.PRUNED);
        var history = new TrialHistory(List.of(), ended, List.of());
        assertThat(history.teaching()).isSameAs(history);
    }

    private static List<Observation> run(String strategy, IntPredicate fails, Outcome failure) {
        var run = new ArrayList<Observation>();
        for (int id = 0; id < TRIALS; id++) {
            double[] at = COORDINATES.coordinates(propose(strategy, id, run));
            double loss = Math.abs(at[0] - 0.7) + Math.abs(at[1] - 1);
            run.add(fails.test(id) ? without(failure, at) : new Observation(at, new double[] {loss}));
        }
        return run;
    }

    private static Point propose(String name, int id, List<Observation> run) {
        int required = create(name).requiredHistory(id);
        return proposal(name, id, run.subList(0, required));
    }

    private static Point proposal(String name, int id, List<Observation> ended) {
        var history = new TrialHistory(List.of(), ended, List.of());
        return create(name).propose(id, history, new TrialRandom(9, id)).parameters();
    }

    private static Strategy create(String name) {
        var study = Study.named("void").strategy(name);
        SPACE.parameters().forEach(study::parameter);
        return new StrategyFactory().create(study.build(), new StrategySettings(9, 1, TRIALS));
    }

    private static Observation without(Outcome outcome, double[] coordinates) {
        return new Observation(coordinates, new double[0], outcome, Budget.FULL);
    }
}
