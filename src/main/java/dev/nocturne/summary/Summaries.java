package dev.nocturne.summary;

import java.util.List;
import java.util.Optional;

/** Reads what is recorded of studies, runs and trials. Reading never changes or disturbs a run. */
public interface Summaries {
    /** All runs, or those of one study, the latest first. */
    List<RunSummary> runs(Optional<String> study);

    /** The run of that key. */
    Optional<RunSummary> run(String study, String runKey);

    /** The key of the study's latest run; empty if it has none. */
    Optional<String> latestRunKey(String study);

    /** The names of all studies that have runs. */
    List<String> studies();

    /** The best trial of a run; empty while none has completed, and if there are several objectives. */
    Optional<BestTrial> best(RunSummary run);

    /** The objectives of a run in the order of the study file; at least one. */
    List<RunObjective> objectives(RunSummary run);

    /**
     * The Pareto front of a run with several objectives, the best in the first objective first; empty while no trial has
     * completed, and for a run with one objective.
     */
    List<FrontTrial> front(RunSummary run);

    /** How the first trial of a run that failed did so: its kind and message; empty if none has failed. */
    Optional<String> firstFailure(RunSummary run);

    /**
     * The trials of a run in the order of their ids. Several objectives have a column each.
     *
     * @param parameters the names of the parameters that get a column each
     */
    void trials(RunSummary run, List<String> parameters, RowSink sink);

    /**
     * The result of a query by somebody who may only read.
     *
     * @throws dev.nocturne.study.TuningException if the database refuses it, in the database's words
     */
    void query(String sql, RowSink sink);
}
