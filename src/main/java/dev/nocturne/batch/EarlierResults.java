package dev.nocturne.batch;

import dev.nocturne.config.StudyPlan;
import dev.nocturne.config.StudyReader;
import dev.nocturne.store.JdbcRuns;
import dev.nocturne.store.RecordedTrials;
import dev.nocturne.store.RunRecord;
import dev.nocturne.study.Goal;
import dev.nocturne.study.InvalidStudyException;
import dev.nocturne.study.KnownTrials;
import dev.nocturne.study.Study;
import dev.nocturne.study.Trial;
import dev.nocturne.study.WarmStart;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Finds what a study's warm start names. Thread-safe. */
final class EarlierResults {
    private static final int PAGE = 2000;

    private final JdbcRuns runs;
    private final RecordedTrials trials;
    private final StudyArchive archive;
    private final StudyReader reader;

    EarlierResults(JdbcRuns runs, RecordedTrials trials, StudyArchive archive, StudyReader reader) {
        this.runs = runs;
        this.trials = trials;
        this.archive = archive;
        this.reader = reader;
    }

    /**
     * What a run that starts for the first time is to know: the file's rows in their order, then the runs' trials, oldest
     * run first. Empty if the study does not ask for it.
     *
     * @throws InvalidStudyException if the file has mistakes, a run is not there, or wanted something else
     */
    Optional<KnownTrials> of(RunRequest request) {
        StudyPlan plan = request.plan();
        Study study = plan.study();
        if (study.warmStart().isEmpty()) {
            return Optional.empty();
        }
        var collector = new KnownTrials.Collector(study);
        reader.readEarlierResults(plan, request.file(), collector);
        study.warmStart()
                .get()
                .runs()
                .ifPresent(wanted -> oldestFirst(study.name(), wanted).forEach(run -> collect(run, study, collector)));
        return Optional.of(collector.collected());
    }

    /** A run that was left behind counts only if it is named. */
    private List<RunRecord> oldestFirst(String study, WarmStart.Runs wanted) {
        List<RunRecord> all = new ArrayList<>(runs.all(study));
        Collections.reverse(all);
        if (wanted instanceof WarmStart.NamedRuns named) {
            named.runKeys().forEach(key -> requireThere(study, key, all));
            return all.stream()
                    .filter(run -> named.runKeys().contains(run.runKey()))
                    .toList();
        }
        List<RunRecord> kept =
                all.stream().filter(run -> !run.status().equals("ABANDONED")).toList();
        return wanted instanceof WarmStart.LatestRuns latest
                ? kept.subList(Math.max(0, kept.size() - latest.count()), kept.size())
                : kept;
    }

    private static void requireThere(String study, String key, List<RunRecord> all) {
        if (all.stream().noneMatch(run -> run.runKey().equals(key))) {
            throw new InvalidStudyException("There is no run " + key + " of " + study
                    + " to learn from, as warm-start asks for; nocturne status " + study + " lists those there are.");
        }
    }

    private void collect(RunRecord run, Study study, KnownTrials.Collector collector) {
        Study recorded = archive.plan(run).study();
        if (!recorded.goals().equals(study.goals())) {
            throw new InvalidStudyException("Run " + run.runKey() + " of " + run.study() + " wanted "
                    + shown(recorded.goals()) + ", but this study wants " + shown(study.goals())
                    + ": it cannot learn from that run. Name the runs that it can learn from in warm-start.");
        }
        List<Trial> page;
        int next = 0;
        do {
            page = trials.page(run.runId(), recorded, next, PAGE);
            for (Trial trial : page) {
                collector.add("run " + run.runKey(), trial, recorded.wholeBudget());
                next = trial.id() + 1;
            }
        } while (page.size() == PAGE);
    }

    private static String shown(List<Goal> goals) {
        return goals.stream()
                .map(goal -> "to " + StudyChanges.lower(goal.direction()) + " '" + goal.name() + "'")
                .collect(Collectors.joining(" and "));
    }
}
