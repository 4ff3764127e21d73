package dev.nocturne.batch;

import dev.nocturne.objective.ObjectiveFiles;
import dev.nocturne.space.CategoricalParameter;
import dev.nocturne.space.ContinuousParameter;
import dev.nocturne.space.DiscreteParameter;
import dev.nocturne.space.IntegerParameter;
import dev.nocturne.space.Parameter;
import dev.nocturne.space.Scale;
import dev.nocturne.space.Value;
import dev.nocturne.store.JdbcRuns;
import dev.nocturne.store.RecordedStudies;
import dev.nocturne.store.RunRecord;
import dev.nocturne.study.TuningException;
import dev.nocturne.summary.RunSummary;
import dev.nocturne.summary.StudyReport.ParameterInfo;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** The studies of runs as a report needs them. Thread-safe. */
final class ArchivedStudies implements RecordedStudies {
    private final JdbcRuns runs;
    private final StudyArchive archive;

    ArchivedStudies(JdbcRuns runs, StudyArchive archive) {
        this.runs = runs;
        this.archive = archive;
    }

    @Override
    public List<ParameterInfo> parameters(RunSummary run) {
        return archive.plan(record(run)).study().space().parameters().stream()
                .map(ArchivedStudies::info)
                .toList();
    }

    @Override
    public List<String> changes(RunSummary before, RunSummary after) {
        RunRecord old = record(before);
        RunRecord now = record(after);
        var changes = new ArrayList<String>();
        try {
            changes.addAll(StudyChanges.different(archive.plan(old), archive.plan(now)));
        } catch (TuningException unreadable) {
            changes.add(unreadable.getMessage());
        }
        changes.addAll(changedFiles(old, now));
        return changes;
    }

    /** Of a run of an earlier version it is not known which files its objective had. */
    private static List<String> changedFiles(RunRecord before, RunRecord after) {
        if (before.objectiveFiles() == null || after.objectiveFiles() == null) {
            return List.of();
        }
        ObjectiveFiles old = ObjectiveFiles.read(before.objectiveFiles());
        ObjectiveFiles now = ObjectiveFiles.read(after.objectiveFiles());
        Set<String> changed = new TreeSet<>(now.changedSince(old));
        changed.addAll(old.changedSince(now));
        return changed.stream()
                .map(file -> "the objective's file " + file + " has changed")
                .toList();
    }

    private RunRecord record(RunSummary run) {
        return runs.find(run.study(), run.runKey()).orElseThrow();
    }

    private static ParameterInfo info(Parameter parameter) {
        if (parameter instanceof ContinuousParameter range) {
            return range(range.name(), "continuous", range.scale(), range.min(), range.max());
        } else if (parameter instanceof IntegerParameter range) {
            return range(range.name(), "integer", range.scale(), range.min(), range.max());
        } else if (parameter instanceof DiscreteParameter discrete) {
            List<String> texts = discrete.choices().stream()
                    .map(choice -> new Value.Real(choice).text())
                    .toList();
            return choices(discrete.name(), "discrete", texts);
        }
        return choices(parameter.name(), "categorical", ((CategoricalParameter) parameter).choices());
    }

    private static ParameterInfo range(String name, String type, Scale scale, double min, double max) {
        return new ParameterInfo(name, type, StudyChanges.lower(scale), min, max, List.of());
    }

    private static ParameterInfo choices(String name, String type, List<String> choices) {
        return new ParameterInfo(name, type, "linear", Double.NaN, Double.NaN, choices);
    }
}
