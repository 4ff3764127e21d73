package dev.nocturne.engine.champion;

import java.util.OptionalDouble;

/**
 * What the evidence says of one candidate. Immutable.
 *
 * @param trialId the trial that its parameters were found in
 * @param completed how many of its evaluations completed
 * @param mean of its objectives; empty if none completed
 * @param deviation their standard deviation; empty with fewer than two
 * @param gain how much better than the champion on the same seeds, on average, in the study's direction; empty of the
 *     champion, and if they have no seed in common
 * @param pValue how likely such a gain, or a larger one, is if the candidate is no better by more than the minimum gain; empty
 *     if there was no test
 * @param adjustedPValue the same, for as many tests as were made that night (Holm, "A simple sequentially rejective
 *     multiple test procedure", Scandinavian Journal of Statistics 6(2), 1979)
 * @param bySigns whether all differences from the champion are equal, so that the test counted their signs alone
 * @param note what came of it, for a person
 */
public record Comparison(
        int trialId,
        int completed,
        int failed,
        OptionalDouble mean,
        OptionalDouble deviation,
        OptionalDouble gain,
        OptionalDouble pValue,
        OptionalDouble adjustedPValue,
        boolean bySigns,
        String note) {
    static Comparison of(Confirmed candidate) {
        return of(candidate, OptionalDouble.empty(), OptionalDouble.empty(), false);
    }

    static Comparison of(Confirmed candidate, OptionalDouble gain, OptionalDouble pValue, boolean bySigns) {
        return new Comparison(
                candidate.trialId(),
                candidate.completed(),
                candidate.failed(),
                ifNumber(candidate.mean()),
                ifNumber(candidate.deviation()),
                gain,
                pValue,
                OptionalDouble.empty(),
                bySigns,
                "");
    }

    Comparison adjusted(double adjusted) {
        return new Comparison(
                trialId, completed, failed, mean, deviation, gain, pValue, OptionalDouble.of(adjusted), bySigns, note);
    }

    Comparison noted(String sentence) {
        return new Comparison(
                trialId, completed, failed, mean, deviation, gain, pValue, adjustedPValue, bySigns, sentence);
    }

    private static OptionalDouble ifNumber(double number) {
        return Double.isNaN(number) ? OptionalDouble.empty() : OptionalDouble.of(number);
    }
}
