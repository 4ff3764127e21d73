package dev.nocturne.report;

import dev.nocturne.summary.RunObjective;
import dev.nocturne.summary.RunSummary;
import dev.nocturne.summary.StudyReport;
import dev.nocturne.summary.StudyReport.Bar;
import dev.nocturne.summary.StudyReport.Curve;
import dev.nocturne.summary.StudyReport.Curves;
import dev.nocturne.summary.StudyReport.Distribution;
import dev.nocturne.summary.StudyReport.Importance;
import dev.nocturne.summary.StudyReport.Improvement;
import dev.nocturne.summary.StudyReport.ParameterInfo;
import dev.nocturne.summary.StudyReport.Timeline;
import dev.nocturne.summary.StudyReport.Trials;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Trials made up from a fixed seed: every 23rd failed, every 7th was pruned, the first is the champion's if there is one. */
final class SampleTrials {
    private final String study;
    private final String runKey;
    private final int count;
    private final List<ParameterInfo> parameters;
    private final List<RunObjective> objectives;
    private final Random random = new Random(7);
    private final List<List<@Nullable Double>> results = new ArrayList<>();
    private final List<String> statuses = new ArrayList<>();
    private final Map<String, List<@Nullable Object>> values = new LinkedHashMap<>();

    SampleTrials(
            String study, String runKey, int count, List<ParameterInfo> parameters, List<RunObjective> objectives) {
        this.study = study;
        this.runKey = runKey;
        this.count = count;
        this.parameters = parameters;
        this.objectives = objectives;
        parameters.forEach(parameter -> values.put(parameter.name(), new ArrayList<>()));
        objectives.forEach(objective -> results.add(new ArrayList<>()));
        for (int i = 0; i < count; i++) {
            trial(i);
        }
    }

    static String status(int trial) {
        return trial % 23 == 22 ? "FAILED" : trial % 7 == 6 ? "PRUNED" : "COMPLETED";
    }

    private void trial(int id) {
        statuses.add(status(id));
        double first = 0;
        for (ParameterInfo parameter : parameters) {
            double at = random.nextDouble();
            Object value;
            if (parameter.choices().isEmpty()) {
                double number = parameter.scale().equals("log")
                        ? parameter.min() * Math.pow(parameter.max() / parameter.min(), at)
                        : parameter.min() + at * (parameter.max() - parameter.min());
                value = parameter.type().equals("integer") ? (Object) Math.round(number) : (Object) number;
            } else {
                String choice =
                        parameter.choices().get((int) (at * parameter.choices().size()));
                value = parameter.type().equals("discrete") ? (Object) Double.valueOf(choice) : choice;
            }
            values.get(parameter.name()).add(parameter.name().equals("gamma") && id % 3 == 0 ? null : value);
            first = first == 0 ? at : first;
        }
        for (int o = 0; o < objectives.size(); o++) {
            double miss = Math.abs(first - (o == 0 ? 0.6 : 0.2)) * (1 - 0.4 * id / Math.max(1, count));
            double noise = Math.abs(random.nextGaussian()) * 0.03;
            boolean maximise = objectives.get(o).direction().equals("MAXIMIZE");
            results.get(o)
                    .add(
                            status(id).equals("COMPLETED")
                                    ? (maximise ? 0.98 - 0.3 * miss - noise : 0.1 + miss + noise)
                                            + (id == 40 ? -90 : 0) * (maximise ? 1 : -1)
                                    : null);
        }
    }

    StudyReport report(SampleReports.Extras extras) {
        boolean single = objectives.size() == 1;
        List<Improvement> incumbents = single ? incumbents() : List.of();
        Improvement best = incumbents.isEmpty() ? null : incumbents.get(incumbents.size() - 1);
        List<Integer> front = single ? List.of() : front();
        int failed = (int) statuses.stream().filter("FAILED"::equals).count();
        int pruned = (int) statuses.stream().filter("PRUNED"::equals).count();
        var run = new RunSummary(
                1,
                study,
                runKey,
                count == 0 ? "RUNNING" : "COMPLETED",
                "tpe",
                objectives.get(0).direction(),
                42,
                2,
                Math.max(count, 10),
                count - failed - pruned,
                failed,
                pruned,
                0,
                0,
                best == null ? null : best.objective(),
                best == null ? null : best.trialId(),
                single ? null : front.size(),
                Duration.ofSeconds(4793),
                Duration.ofSeconds(9100),
                1,
                count == 0 ? null : "MAX_TRIALS",
                count == 0 ? null : "all trials ended",
                SampleReports.START,
                count == 0 ? null : SampleReports.START.plusSeconds(4793));
        return new StudyReport(
                run,
                SampleReports.START.plusSeconds(4800),
                "0.1.0",
                "study: " + study + "\nsearch-space: </pre><b>\n",
                parameters,
                objectives,
                extras.nights(),
                extras.champion(),
                extras.candidates(),
                Optional.empty(),
                false,
                extras.drift(),
                List.of(),
                extras.candidates().isEmpty() ? Optional.empty() : Optional.of(new StudyReport.Chance(0.0021, 5)),
                trials(),
                incumbents,
                front,
                importances(),
                distribution(),
                timeline(),
                curves(),
                extras.rungs(),
                extras.failures(),
                extras.comparison());
    }

    private Trials trials() {
        var ids = new ArrayList<Integer>();
        var origins = new ArrayList<String>();
        var budgets = new ArrayList<Double>();
        var durations = new ArrayList<@Nullable Long>();
        for (int i = 0; i < count; i++) {
            ids.add(i);
            origins.add(i == 0 ? "CHAMPION" : i < 4 ? "ENQUEUED" : "SEARCH");
            budgets.add(1.0);
            durations.add(20_000_000L + 1000 * i);
        }
        Optional<String> sampling = count < 1000
                ? Optional.empty()
                : Optional.of(
                        count + " of 100000 trials are shown: the best, each new best, and every 40th of the others.");
        return new Trials(
                count < 1000 ? count : 100_000, sampling, ids, statuses, origins, results, budgets, durations, values);
    }

    private List<Improvement> incumbents() {
        var better = new ArrayList<Improvement>();
        for (int i = 0; i < count; i++) {
            Double result = results.get(0).get(i);
            if (result != null
                    && (better.isEmpty()
                            || objectives
                                    .get(0)
                                    .isBetter(
                                            result,
                                            better.get(better.size() - 1).objective()))) {
                better.add(new Improvement(i, result));
            }
        }
        return better;
    }

    private List<Integer> front() {
        var front = new ArrayList<Integer>();
        for (int i = 0; i < count; i++) {
            Double a = results.get(0).get(i);
            Double b = results.get(1).get(i);
            boolean beaten = a == null || b == null;
            for (int j = 0; j < count && !beaten; j++) {
                Double c = results.get(0).get(j);
                Double d = results.get(1).get(j);
                beaten = c != null && d != null && c <= a && d <= b && (c < a || d < b);
            }
            if (!beaten) {
                front.add(i);
            }
        }
        return front;
    }

    private Map<String, List<Importance>> importances() {
        if (objectives.size() > 1 || count < 10) {
            return Map.of();
        }
        var shares = new ArrayList<Importance>();
        double left = 1;
        for (ParameterInfo parameter : parameters) {
            shares.add(new Importance(parameter.name(), left * 0.6));
            left *= 0.4;
        }
        var methods = new LinkedHashMap<String, List<Importance>>();
        methods.put("ped-anova", shares);
        methods.put("fanova", shares.subList(0, Math.min(3, shares.size())));
        return methods;
    }

    private Distribution distribution() {
        List<Double> sorted =
                results.get(0).stream().filter(one -> one != null).sorted().toList();
        if (sorted.isEmpty() || objectives.size() > 1) {
            return new Distribution(0, List.of(), List.of(), Map.of());
        }
        double low = sorted.get(sorted.size() / 50);
        double high = sorted.get(sorted.size() - 1);
        var bounds = new ArrayList<Double>();
        var counts = new ArrayList<Long>();
        for (int i = 0; i <= 20; i++) {
            bounds.add(low + (high - low) * i / 20);
        }
        for (int i = 0; i < 20; i++) {
            double from = bounds.get(i);
            double to = i == 19 ? Double.POSITIVE_INFINITY : bounds.get(i + 1);
            counts.add(sorted.stream().filter(one -> one >= from && one < to).count());
        }
        var quantiles = new TreeMap<Double, Double>();
        for (double q : new double[] {0, 0.05, 0.25, 0.5, 0.75, 0.95, 1}) {
            quantiles.put(q, sorted.get((int) (q * (sorted.size() - 1))));
        }
        return new Distribution(sorted.size(), bounds, counts, quantiles);
    }

    private Timeline timeline() {
        var bars = new ArrayList<Bar>();
        Instant now = SampleReports.START;
        for (int i = 0; i < Math.min(count, 400); i++) {
            Instant end = now.plusMillis(14_000 + 37L * (i % 91) * (i % 13));
            bars.add(new Bar(i, 1, i % 2, now, end, i == 30 ? "INTERRUPTED" : status(i)));
            now = i % 2 == 1 ? end : now;
        }
        return new Timeline(
                count,
                Optional.empty(),
                count == 0 ? List.of() : List.of("build-host/4711/worker-1", "build-host/4711/worker-2"),
                bars);
    }

    private Curves curves() {
        var curves = new ArrayList<Curve>();
        for (int i = 0; i < Math.min(count, 30); i++) {
            var steps = new ArrayList<Long>();
            var measured = new ArrayList<Double>();
            for (long step = 1; step <= (status(i).equals("COMPLETED") ? 20 : 7); step++) {
                steps.add(step);
                measured.add(0.95 - (0.3 + 0.01 * i) / step);
            }
            curves.add(new Curve(i, status(i), steps, measured));
        }
        return new Curves(count, Optional.empty(), curves);
    }
}
