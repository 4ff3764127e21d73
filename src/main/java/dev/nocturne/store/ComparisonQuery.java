package dev.nocturne.store;

import dev.nocturne.summary.BestTrial;
import dev.nocturne.summary.RunComparison;
import dev.nocturne.summary.RunComparison.ParameterPair;
import dev.nocturne.summary.RunComparison.Side;
import dev.nocturne.summary.RunComparison.Step;
import dev.nocturne.summary.RunSummary;
import dev.nocturne.summary.Summaries;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Puts two runs of a study side by side. Thread-safe. */
final class ComparisonQuery {
    private final JdbcTemplate template;
    private final JdbcClient jdbc;
    private final Summaries summaries;
    private final RecordedStudies studies;
    private final ReadBounds bounds;

    /** One run with what is read of it. */
    private record Half(RunSummary run, SearchedTrials searched, Map<String, Object> best, int epoch) {}

    ComparisonQuery(JdbcTemplate template, Summaries summaries, RecordedStudies studies, ReadBounds bounds) {
        this.template = template;
        this.jdbc = JdbcClient.create(template);
        this.summaries = summaries;
        this.studies = studies;
        this.bounds = bounds;
    }

    RunComparison of(RunSummary runA, RunSummary runB) {
        return of(runA, runB, SearchedTrials.of(runB, bounds, jdbc));
    }

    /** With what was read of the second run. */
    RunComparison of(RunSummary runA, RunSummary runB, SearchedTrials searchedB) {
        Half a = half(runA, SearchedTrials.of(runA, bounds, jdbc));
        Half b = half(runB, searchedB);
        return new RunComparison(
                side(a), side(b), a.epoch() == b.epoch(), studies.changes(runA, runB), parameters(a, b), steps(a, b));
    }

    private Half half(RunSummary run, SearchedTrials searched) {
        var best = summaries.best(run).map(BestTrial::parameters).orElse(Map.of());
        int epoch = jdbc.sql("select epoch from tuning_run where run_id = :run")
                .param("run", run.runId())
                .query(Integer.class)
                .single();
        return new Half(run, searched, best, epoch);
    }

    private Side side(Half half) {
        RunSummary run = half.run();
        Integer best = run.bestTrialId();
        return new Side(
                run.runKey(),
                run.status(),
                run.strategy(),
                run.seed(),
                half.epoch(),
                run.plannedTrials(),
                run.completedTrials(),
                run.failedTrials(),
                run.prunedTrials(),
                run.bestObjective(),
                best,
                best == null ? null : best + 1,
                active(run),
                run.evaluationTime(),
                new ObjectiveDistribution(half.searched()).quantiles());
    }

    private Duration active(RunSummary run) {
        return ActiveTime.of(run.runId(), template).before(run.status().equals("RUNNING"));
    }

    private List<ParameterPair> parameters(Half a, Half b) {
        Set<String> names = new LinkedHashSet<>();
        studies.parameters(b.run()).forEach(parameter -> names.add(parameter.name()));
        names.addAll(a.best().keySet());
        return names.stream()
                .map(name ->
                        new ParameterPair(name, a.best().get(name), b.best().get(name)))
                .toList();
    }

    private List<Step> steps(Half a, Half b) {
        if (a.run().hasSeveralObjectives() || b.run().hasSeveralObjectives()) {
            return List.of();
        }
        List<Integer> places = places(a.run().endedTrials(), b.run().endedTrials());
        if (places.isEmpty()) {
            return List.of();
        }
        Map<Integer, Double> ofA = progress(a, places);
        Map<Integer, Double> ofB = progress(b, places);
        return places.stream()
                .map(place -> new Step(place, ofA.get(place), ofB.get(place)))
                .toList();
    }

    /** 1, 2, 5, 10, 20, 50 and so on, and where either ends. */
    private static List<Integer> places(int endedA, int endedB) {
        SortedSet<Integer> places = new TreeSet<>();
        int last = Math.max(endedA, endedB);
        for (long decade = 1; decade <= last; decade *= 10) {
            for (long place : new long[] {decade, 2 * decade, 5 * decade}) {
                if (place <= last) {
                    places.add((int) place);
                }
            }
        }
        Stream.of(endedA, endedB).filter(ended -> ended > 0).forEach(places::add);
        return new ArrayList<>(places);
    }

    /** How good a run was after so many of its trials had ended, in the order of ids. */
    private Map<Integer, Double> progress(Half half, List<Integer> places) {
        Map<Integer, Double> progress = new TreeMap<>();
        SearchedTrials searched = half.searched();
        if (searched.sample().isPresent()) {
            return keptProgress(half.run(), places);
        }
        var wanted = Set.copyOf(places);
        int ended = 0;
        int best = -1;
        for (int place = 0; place < searched.scan().size(); place++) {
            if (searched.isCompared(place) && (best < 0 || searched.loss(place) < searched.loss(best))) {
                best = place;
            }
            if (searched.scan().ended(place) && wanted.contains(++ended) && best >= 0) {
                progress.put(ended, searched.scan().objective(best));
            }
        }
        return progress;
    }

    /** As the best were kept when they came. Among so many trials those few that still run do not matter. */
    private Map<Integer, Double> keptProgress(RunSummary run, List<Integer> places) {
        Map<Integer, Double> progress = new TreeMap<>();
        for (int place : places) {
            if (place <= run.endedTrials()) {
                int end = place == run.endedTrials() ? Integer.MAX_VALUE : place;
                IncumbentPath.before(jdbc, run.runId(), end).ifPresent(best -> progress.put(place, best));
            }
        }
        return progress;
    }
}
