package dev.nocturne.summary;

import org.jspecify.annotations.Nullable;

/**
 * Parameters that were evaluated again with other seeds at the end of a run, as the view {@code v_confirmation} shows
 * them.
 *
 * @param trialId the trial that they were found in
 * @param role CHAMPION or CHALLENGER
 * @param completed how many of the evaluations completed
 * @param mean of the objectives; null if none completed
 * @param deviation their standard deviation; null with fewer than two
 * @param gain how much better than the champion on the same seeds, on average, in the study's direction; null for the
 *     champion, and without one
 * @param pValue of the paired test; null if there was none
 * @param adjustedPValue the same, corrected for the number of challengers
 * @param note what came of it, for a person
 */
public record Candidate(
        int trialId,
        String role,
        int completed,
        int failed,
        @Nullable Double mean,
        @Nullable Double deviation,
        @Nullable Double gain,
        @Nullable Double pValue,
        @Nullable Double adjustedPValue,
        boolean promoted,
        String note) {}
