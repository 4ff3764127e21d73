package dev.nocturne.store;

import dev.nocturne.summary.RunSummary;
import dev.nocturne.summary.StudyReport.ParameterInfo;
import java.util.List;

/** What the study files say that runs were started with. Implementations are thread-safe. */
public interface RecordedStudies {
    /** The search space of a run, in the order of its study file. */
    List<ParameterInfo> parameters(RunSummary run);

    /** What the study of one run says otherwise than that of another, one sentence each. */
    List<String> changes(RunSummary before, RunSummary after);
}
