package dev.nocturne.objective.command;

import java.util.Collection;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Ends processes with all their descendants: asks first, then insists. */
final class Termination {
    private static final int GRACE_MILLIS = 2_000;
    private static final int KILL_MILLIS = 1_000;
    private static final int PAUSE_MILLIS = 10;

    // Whoever forks while we look is found in the next round; who always does is given up on in the end.
    private static final int ROUNDS = 10;

    private Termination() {}

    /**
     * Ends all that are found, until none is. Only the first ones get a time of grace, and an interrupt cuts it short;
     * the thread's interrupt status is kept.
     *
     * @return how many processes were found
     */
    static int end(Supplier<Set<ProcessHandle>> living) {
        Set<ProcessHandle> all = new HashSet<>();
        boolean interrupted = false;
        for (int round = 0; round < ROUNDS; round++) {
            Set<ProcessHandle> found = withDescendants(living.get());
            if (found.isEmpty()) {
                break;
            }
            all.addAll(found);
            interrupted |= end(found, round == 0 && !interrupted ? GRACE_MILLIS : 0);
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        return all.size();
    }

    /** Ends these; returns whether the thread was interrupted meanwhile. */
    private static boolean end(Set<ProcessHandle> processes, int graceMillis) {
        // The descendants are known before any is killed: afterwards they would be nobody's.
        processes.forEach(ProcessHandle::destroy);
        boolean interrupted = !await(processes, graceMillis);
        Set<ProcessHandle> stubborn = withDescendants(processes);
        stubborn.forEach(ProcessHandle::destroyForcibly);
        return !await(stubborn, KILL_MILLIS) || interrupted;
    }

    private static Set<ProcessHandle> withDescendants(Collection<ProcessHandle> processes) {
        return processes.stream()
                .filter(Termination::runs)
                .flatMap(process -> Stream.concat(process.descendants(), Stream.of(process)))
                .collect(Collectors.toSet());
    }

    /** Polls, because {@link ProcessHandle#onExit} looks at other people's children only three times a second. */
    private static boolean await(Set<ProcessHandle> processes, int millis) {
        try {
            for (int waited = 0; waited < millis && anyAlive(processes); waited += PAUSE_MILLIS) {
                Thread.sleep(PAUSE_MILLIS);
            }
            return true;
        } catch (InterruptedException e) {
            return false;
        }
    }

    private static boolean anyAlive(Set<ProcessHandle> processes) {
        return processes.stream().anyMatch(Termination::runs);
    }

    /** Where nobody reaps orphans, as in many containers, the dead stay alive to the JVM: as zombies. */
    static boolean runs(ProcessHandle process) {
        return process.isAlive() && !MarkedProcesses.isZombie(process);
    }
}
