package dev.nocturne.strategy.generation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nocturne.study.Observation;
import dev.nocturne.study.TrialHistory;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class GenerationFoldTest {
    private static final int SIZE = 4;

    private final List<Integer> stepsTaken = new ArrayList<>();
    private final GenerationFold<State> fold = new GenerationFold<>(new Steps(stepsTaken));

    /** The sum of all losses before a generation. */
    private record State(int firstTrial, double sum) {}

    private record Steps(List<Integer> taken) implements GenerationFold.Steps<State> {
        @Override
        public State first(TrialHistory history) {
            return new State(0, history.known().size());
        }

        @Override
        public int firstTrial(State state) {
            return state.firstTrial();
        }

        @Override
        public int endTrial(State state) {
            return state.firstTrial() + SIZE;
        }

        @Override
        public State next(State state, List<Observation> members, TrialHistory history) {
            taken.add(state.firstTrial());
            double sum = state.sum();
            for (Observation member : members) {
                sum += member.loss();
            }
            return new State(endTrial(state), sum);
        }
    }

    @Test
    void takesOneStepAGeneration() {
        var trials = trials(1);
        for (int id = 0; id < 17; id++) {
            fold.at(id, history(trials, id));
        }
        assertThat(stepsTaken).containsExactly(0, 4, 8, 12);
    }

    @Test
    void givesTheSameForEveryHistoryWhateverItRemembers() {
        var runs = List.of(trials(1), trials(2), new ArrayList<>(trials(1)));
        runs.get(2).set(1, new Observation(new double[0], new double[] {100}));
        var random = new Random(4);
        for (int round = 0; round < 500; round++) {
            var run = runs.get(random.nextInt(runs.size()));
            int id = random.nextInt(run.size());
            var afresh = new GenerationFold<>(new Steps(new ArrayList<>()));
            assertThat(fold.at(id, history(run, id))).isEqualTo(afresh.at(id, history(run, id)));
        }
    }

    @Test
    void otherKnownTrialsMakeAnotherBeginning() {
        var trials = trials(1);
        double sum = fold.at(9, history(trials, 9)).sum();
        var known = new TrialHistory(trials(3), history(trials, 9).ended(), List.of());
        assertThat(fold.at(9, known).sum()).isEqualTo(sum + 20);
    }

    private static TrialHistory history(List<Observation> trials, int id) {
        return new TrialHistory(List.of(), trials.subList(0, id - id % SIZE), List.of());
    }

    private static List<Observation> trials(int from) {
        var trials = new ArrayList<Observation>();
        for (int i = 0; i < 20; i++) {
            trials.add(new Observation(new double[0], new double[] {from * 1000 + i}));
        }
        return trials;
    }
}
