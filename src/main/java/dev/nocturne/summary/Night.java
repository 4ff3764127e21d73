package dev.nocturne.summary;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One run in its study's sequence of nights, as the view {@code v_night} shows it, compared with the night before.
 *
 * @param number from 1, in the order of the runs' first starts
 * @param epoch counts the study's objectives and search spaces: results of different epochs are not comparable
 * @param planned trials that the search was to end with
 * @param done trials that ended, good or bad, those that were evaluated again at the end left out
 * @param carriedOver trials that an unfinished run leaves to its next start
 * @param restarts how often it was started again
 * @param active how long it has worked
 * @param previousRunKey the night before; null for the first
 * @param sameEpoch whether the night before can be compared; null for the first
 * @param bestChange how much better than the night before, in the study's direction: negative is worse; null unless both
 *     have a best trial and are of one epoch
 * @param championObjective of the champion, evaluated again this night; null if it was not
 */
public record Night(
        long runId,
        int number,
        String runKey,
        String status,
        int epoch,
        int planned,
        int done,
        int carriedOver,
        int failed,
        int pruned,
        int restarts,
        Duration active,
        Instant startedAt,
        @Nullable Instant endedAt,
        @Nullable Double bestObjective,
        @Nullable Integer bestTrialId,
        @Nullable String previousRunKey,
        @Nullable Boolean sameEpoch,
        @Nullable Double bestChange,
        @Nullable Duration activeChange,
        @Nullable Double championObjective,
        @Nullable Integer promotedChampion) {}
