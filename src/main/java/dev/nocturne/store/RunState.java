package dev.nocturne.store;

import org.jspecify.annotations.Nullable;

/**
 * Where a run stands at a moment.
 *
 * @param next the trial that is handed out next; as many were handed out before
 * @param interrupted trials that were cut off and wait to be attempted again
 * @param failed trials that failed
 * @param maxFailures how many may; null if any number
 * @param bestTrialId of a run with one objective in which a trial has completed, else null
 * @param bestBudget at which the best trial was evaluated; 1 if there is none
 * @param frontTrials on the Pareto front of a run with several objectives, else 0
 * @param hasEnough whether no further trial is to be proposed
 * @param confirms whether trials come after the search that were not handed out yet
 * @param isOutOfTime whether not even what was cut off is to be attempted again
 * @param lentWorkers workers that other processes lend to it
 * @param endedByLent trials that such workers have ended since the run's first start, as far as they have said
 */
public record RunState(
        int planned,
        int next,
        int interrupted,
        int failed,
        @Nullable Integer maxFailures,
        @Nullable Integer bestTrialId,
        @Nullable Double bestObjective,
        double bestBudget,
        int frontTrials,
        boolean hasEnough,
        boolean confirms,
        boolean isOutOfTime,
        int lentWorkers,
        int endedByLent) {
    /** Whether trials wait to be handed out. */
    public boolean hasWork() {
        return !isOutOfTime && (interrupted > 0 || confirms || !hasEnough && next < planned);
    }

    /** Whether more trials failed than may. */
    public boolean hasTooManyFailures() {
        return maxFailures != null && failed > maxFailures;
    }
}
