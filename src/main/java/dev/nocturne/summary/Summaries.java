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

    /** The best trial of a run; empty while none has completed. */
    Optional<BestTrial> best(RunSummary run);

    /** How the first trial of a run that failed did so: its kind and message; empty if none has failed. */
    Optional<String> firstFailure(RunSummary run);

    /**
     * The trials of a run in the order of their ids.
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
