package dev.nocturne.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.nocturne.study.TrialRandom;
import org.junit.jupiter.api.Test;

class WorkerSimulationTest {
    private static final double[] UNEVEN = {1, 4, 1, 1, 1, 1};

    @Test
    void nobodyWaitsForWhatIsNotRequired() {
        var outcome = new WorkerSimulation(2, id -> 0).run(UNEVEN);

        assertThat(outcome).isEqualTo(new WorkerSimulation.Outcome(1, 5));
    }

    @Test
    void aLongTrialHoldsThoseBackThatRequireIt() {
        var outcome = new WorkerSimulation(2, id -> Math.max(0, id - 2)).run(UNEVEN);

        assertThat(outcome.end())
                .as("trials 4 and 5 start when trial 1 has ended")
                .isEqualTo(5);
        assertThat(outcome.busyShare()).isCloseTo(7.0 / 8, within(1e-12));
    }

    @Test
    void aWorkerThatRequiresNoMoreThanItHasEndedIsNeverIdle() {
        for (int seed = 0; seed < 50; seed++) {
            double[] durations = WorkerSimulation.durations(100, 1, seed);
            assertThat(new WorkerSimulation(1, id -> id).run(durations).busyShare())
                    .isCloseTo(1, within(1e-12));
            for (int workers = 1; workers <= 8; workers++) {
                int lag = 1 + new TrialRandom(seed, workers).nextInt(20);
                var free = new WorkerSimulation(workers, id -> 0).run(durations);
                var bound = new WorkerSimulation(workers, id -> Math.max(0, id - lag)).run(durations);
                assertThat(free.busyShare()).isCloseTo(1, within(1e-9));
                assertThat(bound.busyShare()).isLessThanOrEqualTo(1 + 1e-9);
                assertThat(bound.end()).isGreaterThanOrEqualTo(free.end());
            }
        }
    }
}
