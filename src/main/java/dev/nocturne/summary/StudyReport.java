package dev.nocturne.summary;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * All that a report of one run shows, read from the tables in one go: no number of it is computed from anything but them.
 * What is long is sampled, and says of how many. Immutable.
 *
 * @param configuration the text of the study file
 * @param parameters in the order of the study file
 * @param objectives in the order of the study file; at least one
 * @param nights the study's sequence of nights, the oldest first, this one the last
 * @param champion empty if the study keeps none, or has none yet
 * @param candidates what was evaluated again at the end; empty if the study does not ask for it
 * @param confirming how far that is; empty before the search is over, and if nothing is evaluated again
 * @param interrupted whether the run is under way as far as the tables know, and no process executes it
 * @param drift how the champions did when they were evaluated again, the oldest night first
 * @param chance how the champion that was evaluated again varies with the seed; empty if it is not known
 * @param incumbents trials that were the best when they ended, in order; sampled
 * @param front trial ids of the Pareto front; empty with one objective
 * @param importances for each method, the most important parameter first; empty if there are too few trials
 * @param distribution of the completed trials at the largest budget
 * @param curves intermediate values of some trials
 * @param changedFiles the objective's files that changed between two starts of the run; empty if none did
 * @param rungs what became of trials at each budget; empty if all had the same
 * @param comparison with the night before that can be compared; empty if there is none
 */
public record StudyReport(
        RunSummary run,
        Instant generatedAt,
        String version,
        String configuration,
        List<ParameterInfo> parameters,
        List<RunObjective> objectives,
        List<Night> nights,
        Optional<Champion> champion,
        List<Candidate> candidates,
        Optional<Confirming> confirming,
        boolean interrupted,
        List<Drift> drift,
        List<String> changedFiles,
        Optional<Chance> chance,
        Trials trials,
        List<Improvement> incumbents,
        List<Integer> front,
        Map<String, List<Importance>> importances,
        Distribution distribution,
        Timeline timeline,
        Curves curves,
        List<Rung> rungs,
        List<FailureKinds> failures,
        Optional<RunComparison> comparison) {

    /** The same of a run whose process ended without a word, which the tables do not know. */
    public StudyReport asInterrupted() {
        return new StudyReport(
                run,
                generatedAt,
                version,
                configuration,
                parameters,
                objectives,
                nights,
                champion,
                candidates,
                confirming,
                true,
                drift,
                changedFiles,
                chance,
                trials,
                incumbents,
                front,
                importances,
                distribution,
                timeline,
                curves,
                rungs,
                failures,
                comparison);
    }

    /** The standard deviation of results with so many seeds. */
    public record Chance(double deviation, int seeds) {}

    /** How many of the evaluations after the search have ended. */
    public record Confirming(int planned, int ended) {}

    /**
     * A parameter of the search space.
     *
     * @param type continuous, integer, discrete or categorical
     * @param scale linear or log
     * @param min NaN unless continuous or integer
     * @param choices empty unless discrete or categorical
     */
    public record ParameterInfo(String name, String type, String scale, double min, double max, List<String> choices) {}

    /**
     * Trials as columns: the {@code i}-th entry of each belongs to the same trial, in the order of ids.
     *
     * @param total how many the run has
     * @param sampling how those shown were chosen, for a person; empty if all are
     * @param origins SEARCH, ENQUEUED, CHAMPION or CONFIRMATION
     * @param objectives one list for each objective; null unless the trial completed
     * @param durations in microseconds; null while not ended
     * @param parameters for each parameter, by name: number, word, or null if it is not active
     */
    public record Trials(
            int total,
            Optional<String> sampling,
            List<Integer> ids,
            List<String> statuses,
            List<String> origins,
            List<List<@Nullable Double>> objectives,
            List<Double> budgets,
            List<@Nullable Long> durations,
            Map<String, List<@Nullable Object>> parameters) {}

    /** A trial that was better than all before it. */
    public record Improvement(int trialId, double objective) {}

    /** A parameter's share of what makes results good; all of a method together are 1. */
    public record Importance(String parameter, double share) {}

    /**
     * How results are spread, over all trials.
     *
     * @param bounds one more than counts, ascending; empty if nothing completed
     * @param quantiles from quantile (0 to 1) to objective, ascending
     */
    public record Distribution(int trials, List<Double> bounds, List<Long> counts, Map<Double, Double> quantiles) {}

    /**
     * Who did what when.
     *
     * @param sampling how the attempts were chosen, for a person; empty if all are shown
     */
    public record Timeline(int total, Optional<String> sampling, List<String> workers, List<Bar> bars) {}

    /**
     * An attempt.
     *
     * @param worker index into the workers
     * @param outcome COMPLETED, FAILED, PRUNED, INTERRUPTED; RUNNING of one that goes on, and is shown until now
     */
    public record Bar(int trialId, int attempt, int worker, Instant from, Instant to, String outcome) {}

    /** Intermediate values. */
    public record Curves(int total, Optional<String> sampling, List<Curve> curves) {}

    /** What one trial measured; steps and values have the same length. */
    public record Curve(int trialId, String status, List<Long> steps, List<Double> values) {}

    /** The trials of one budget. */
    public record Rung(
            double budget,
            int trials,
            int completed,
            int pruned,
            int failed,
            int promoted,
            @Nullable Double best) {}

    /** Attempts that failed in one way. */
    public record FailureKinds(
            String kind, String message, int attempts, int trials, int latestTrialId, String errorOutput) {}
}
