package dev.nocturne.study;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The trials that no other is better than: another trial dominates one if it is no worse in any objective and better in
 * at least one. Equal trials do not dominate each other, so all of them are on the front. Immutable.
 */
public final class ParetoFront {
    /** The front of no trials. */
    public static final ParetoFront EMPTY = new ParetoFront(new TreeMap<>());

    private final SortedMap<Integer, double[]> losses;

    private ParetoFront(SortedMap<Integer, double[]> losses) {
        this.losses = losses;
    }

    /** The front of a run: of all its completed trials. */
    public static ParetoFront of(List<Trial> trials, List<Goal> goals) {
        ParetoFront front = EMPTY;
        for (Trial trial : trials) {
            if (trial.state() instanceof TrialState.Completed completed) {
                front = front.with(trial.id(), completed.losses(goals));
            }
        }
        return front;
    }

    /**
     * The front once this trial has completed as well; this one if the trial is dominated.
     *
     * @param trialLosses by objective, lower is better; must not be written to afterwards
     */
    public ParetoFront with(int trialId, double[] trialLosses) {
        if (dominates(trialLosses)) {
            return this;
        }
        var remaining = new TreeMap<>(losses);
        remaining.values().removeIf(other -> dominates(trialLosses, other));
        remaining.put(trialId, trialLosses);
        return new ParetoFront(remaining);
    }

    /** The part of the front that these trials are. */
    public ParetoFront only(Set<Integer> trialIds) {
        var kept = new TreeMap<>(losses);
        kept.keySet().retainAll(trialIds);
        return new ParetoFront(kept);
    }

    /** Whether a trial of the front dominates one with these losses. */
    public boolean dominates(double[] trialLosses) {
        return losses.values().stream().anyMatch(other -> dominates(other, trialLosses));
    }

    /** The first trial of the front that has just these losses. */
    public OptionalInt twinOf(double[] trialLosses) {
        return losses.entrySet().stream()
                .filter(other -> areEqual(other.getValue(), trialLosses))
                .mapToInt(Map.Entry::getKey)
                .findFirst();
    }

    /** The ids of its trials, ascending. */
    public Set<Integer> trialIds() {
        return Collections.unmodifiableSet(losses.keySet());
    }

    /** How many trials are on it. */
    public int size() {
        return losses.size();
    }

    /** As numbers, so that neither of 0.0 and -0.0 dominates the other and both are equal. */
    private static boolean areEqual(double[] one, double[] other) {
        for (int i = 0; i < one.length; i++) {
            if (one[i] != other[i]) {
                return false;
            }
        }
        return true;
    }

    /** Whether the first vector of losses is nowhere worse than the second, and somewhere better. */
    public static boolean dominates(double[] one, double[] other) {
        boolean better = false;
        for (int i = 0; i < one.length; i++) {
            if (one[i] > other[i]) {
                return false;
            }
            better |= one[i] < other[i];
        }
        return better;
    }
}
