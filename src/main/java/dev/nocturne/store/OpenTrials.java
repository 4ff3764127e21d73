package dev.nocturne.store;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/** Which trials each worker of this process has in hand, as far as is committed. Thread-safe. */
final class OpenTrials {
    private final Map<String, SortedSet<Integer>> byWorker = new HashMap<>();

    synchronized void claimed(String worker, Collection<Integer> trials) {
        byWorker.computeIfAbsent(worker, name -> new TreeSet<>()).addAll(trials);
    }

    synchronized void ended(String worker, Collection<Integer> trials) {
        trials.forEach(byWorker.getOrDefault(worker, new TreeSet<>())::remove);
    }

    /** The first that a worker still has when those have ended; empty if it has none. */
    synchronized OptionalInt firstAfter(String worker, Set<Integer> ended) {
        return byWorker.getOrDefault(worker, new TreeSet<>()).stream()
                .filter(trial -> !ended.contains(trial))
                .mapToInt(Integer::intValue)
                .findFirst();
    }
}
