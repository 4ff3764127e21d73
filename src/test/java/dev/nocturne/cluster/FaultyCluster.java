package dev.nocturne.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * Does something to a process chosen at random every two seconds, until the run is complete. A manager that is killed
 * or out of reach is started elsewhere with the same command.
 */
final class FaultyCluster {
    private static final long INTERVAL = Duration.ofSeconds(2).toNanos();
    private static final int LONGEST_MILLIS = 5000;
    private static final int KILLED = 128 + 9;
    private static final int TERMINATED = 128 + 15;

    private record Trouble(Fault fault, long until) {}

    private final Random random;
    private final List<ClusterProcess> managers;
    private final List<ClusterProcess> workers;
    private final Map<ClusterProcess, Trouble> troubled = new HashMap<>();
    private final Map<Fault, Integer> faults = new EnumMap<>(Fault.class);
    private final List<Integer> exits = new ArrayList<>();
    private boolean complete;
    private long nextFault = System.nanoTime() + INTERVAL;

    /**
     * @param managers the same command in two places; neither is started
     * @param workers not started either
     */
    FaultyCluster(Random random, List<ClusterProcess> managers, List<ClusterProcess> workers) {
        this.random = random;
        this.managers = managers;
        this.workers = workers;
    }

    void start() {
        managers.get(0).start();
        workers.forEach(ClusterProcess::start);
    }

    /** Whether the run has come to its end. */
    boolean isComplete() {
        return complete;
    }

    /** One look at everything. */
    void tick() {
        healWhatIsDue();
        lookAfterManagers();
        for (ClusterProcess worker : workers) {
            assertThat(isDown(worker) || worker.process().isAlive())
                    .as(() -> "A worker never ends by itself. " + worker)
                    .isTrue();
        }
        if (!complete && System.nanoTime() > nextFault) {
            nextFault += INTERVAL;
            strike();
        }
    }

    private void healWhatIsDue() {
        List.copyOf(troubled.keySet()).stream()
                .filter(process -> System.nanoTime() > troubled.get(process).until())
                .forEach(this::heal);
    }

    private void heal(ClusterProcess process) {
        Fault fault = troubled.remove(process).fault();
        if (!managers.contains(process) || !fault.kills()) {
            fault.end(process);
        } else {
            process.join();
        }
    }

    /** One of them is to be at work; another is started only when none is within reach. */
    private void lookAfterManagers() {
        for (ClusterProcess manager : managers) {
            if (manager.isStarted() && !manager.process().isAlive() && !isDown(manager)) {
                int code = manager.process().exitCode();
                assertThat(code).as(manager::toString).isIn(0, 1, 4, KILLED);
                exits.add(code);
                complete |= code == 0;
                manager.forget();
            }
        }
        if (!complete && managers.stream().noneMatch(this::isWell)) {
            managers.stream()
                    .filter(manager -> !manager.isStarted() && !troubled.containsKey(manager))
                    .findFirst()
                    .ifPresent(ClusterProcess::start);
        }
    }

    private boolean isDown(ClusterProcess process) {
        Trouble trouble = troubled.get(process);
        return trouble != null && trouble.fault().kills();
    }

    private boolean isWell(ClusterProcess process) {
        return process.isStarted() && process.process().isAlive() && !troubled.containsKey(process);
    }

    private void strike() {
        List<ClusterProcess> all = new ArrayList<>(workers);
        all.addAll(managers);
        List<ClusterProcess> well = all.stream().filter(this::isWell).toList();
        if (well.isEmpty()) {
            return;
        }
        ClusterProcess victim = well.get(random.nextInt(well.size()));
        Fault fault = Fault.values()[random.nextInt(Fault.values().length)];
        faults.merge(fault, 1, Integer::sum);
        fault.begin(victim);
        long length = Duration.ofMillis(1 + random.nextInt(LONGEST_MILLIS)).toNanos();
        troubled.put(victim, new Trouble(fault, System.nanoTime() + length));
    }

    /** Everything is well again, and whoever lives goes home when it is told to. */
    void end() {
        List.copyOf(troubled.keySet()).stream()
                .filter(process -> !isDown(process))
                .forEach(this::heal);
        List<ClusterProcess> living =
                workers.stream().filter(worker -> !isDown(worker)).toList();
        living.forEach(worker -> worker.process().terminate());
        // One that was started a moment ago is not yet ready to be told.
        living.forEach(worker ->
                assertThat(worker.process().exitCode()).as(worker::toString).isIn(0, TERMINATED));
        for (ClusterProcess manager : managers) {
            if (manager.isStarted()) {
                exits.add(manager.process().exitCode());
                manager.forget();
            }
        }
    }

    /** How often something happened. */
    int faults() {
        return faults.values().stream().mapToInt(Integer::intValue).sum();
    }

    @Override
    public String toString() {
        return faults + ", managers ended with " + exits;
    }
}
