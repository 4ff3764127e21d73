package dev.nocturne.report;

import dev.nocturne.summary.Candidate;
import dev.nocturne.summary.Champion;
import dev.nocturne.summary.Drift;
import dev.nocturne.summary.Night;
import dev.nocturne.summary.RunComparison;
import dev.nocturne.summary.RunObjective;
import dev.nocturne.summary.StudyReport;
import dev.nocturne.summary.StudyReport.FailureKinds;
import dev.nocturne.summary.StudyReport.ParameterInfo;
import dev.nocturne.summary.StudyReport.Rung;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reports as the database might give them. */
final class SampleReports {
    static final Instant START = Instant.parse("2026-11-22T22:00:03Z");
    static final String HOSTILE = "</script><b>x</b><img src=x onerror=boom()>\"'`${x}{{y}}\n\u202egnp.exe\u0007";

    private SampleReports() {}

    /** A night with everything that a page can show of one objective. */
    static StudyReport rich(int trials) {
        return new SampleTrials("forest", "2026-11-22", trials, parameters(), List.of(objective()))
                .report(new Extras(
                        nights(),
                        Optional.of(champion()),
                        candidates(),
                        drift(),
                        failures("Trial program ended with exit code 3"),
                        rungs(),
                        Optional.of(comparison())));
    }

    /** A study of another kind each: no champion, no night before, nothing failed. */
    static StudyReport plain(int trials) {
        return new SampleTrials("plain", "2026-11-22", trials, parameters(), List.of(objective())).report(Extras.NONE);
    }

    /** Eight trials, the result of one of which is far off. */
    static StudyReport fewAndOneFarOff() {
        StudyReport report = plain(8);
        report.trials().objectives().get(0).set(4, 1e308);
        return report;
    }

    /** A run of which nothing is there but its name. */
    static StudyReport empty() {
        return new SampleTrials("nothing", "2026-11-22", 0, parameters(), List.of(objective())).report(Extras.NONE);
    }

    static StudyReport severalObjectives(int trials) {
        return new SampleTrials(
                        "two-goals",
                        "2026-11-22",
                        trials,
                        parameters(),
                        List.of(new RunObjective("error", "MINIMIZE"), new RunObjective("latency", "MINIMIZE")))
                .report(Extras.NONE);
    }

    /** Whatever a user can name is an attack, and there is much of it. */
    static StudyReport hostile(int trials) {
        var parameters = new ArrayList<ParameterInfo>();
        for (int i = 0; i < 200; i++) {
            parameters.add(new ParameterInfo(HOSTILE + i, "continuous", "linear", 0, 1, List.of()));
        }
        parameters.set(0, new ParameterInfo("n".repeat(10_000), "continuous", "log", 0.1, 1, List.of()));
        var choices = new ArrayList<String>();
        for (int i = 0; i < 1000; i++) {
            choices.add(HOSTILE + i);
        }
        parameters.set(1, new ParameterInfo("__proto__", "categorical", "linear", Double.NaN, Double.NaN, choices));
        return new SampleTrials(HOSTILE, HOSTILE, trials, parameters, List.of(new RunObjective(HOSTILE, "MINIMIZE")))
                .report(new Extras(
                        nights(),
                        Optional.empty(),
                        List.of(),
                        List.of(),
                        failures(HOSTILE.repeat(50)),
                        List.of(),
                        Optional.empty()));
    }

    /** What a report has beside its trials. */
    record Extras(
            List<Night> nights,
            Optional<Champion> champion,
            List<Candidate> candidates,
            List<Drift> drift,
            List<FailureKinds> failures,
            List<Rung> rungs,
            Optional<RunComparison> comparison) {
        static final Extras NONE =
                new Extras(List.of(), Optional.empty(), List.of(), List.of(), List.of(), List.of(), Optional.empty());
    }

    static RunObjective objective() {
        return new RunObjective("objective", "MAXIMIZE");
    }

    static List<ParameterInfo> parameters() {
        return List.of(
                new ParameterInfo("learning-rate", "continuous", "log", 0.0001, 0.1, List.of()),
                new ParameterInfo("trees", "integer", "linear", 10, 500, List.of()),
                new ParameterInfo(
                        "kernel", "categorical", "linear", Double.NaN, Double.NaN, List.of("rbf", "linear", "poly")),
                new ParameterInfo("gamma", "continuous", "log", 0.001, 1, List.of()),
                new ParameterInfo(
                        "dropout", "discrete", "linear", Double.NaN, Double.NaN, List.of("0.1", "0.2", "0.3")));
    }

    static List<Night> nights() {
        var nights = new ArrayList<Night>();
        for (int i = 0; i < 14; i++) {
            int epoch = i < 5 ? 1 : 2;
            boolean first = i == 0;
            Double best = 0.93 + 0.003 * i - (epoch == 1 ? 0.02 : 0);
            nights.add(new Night(
                    i == 13 ? 1 : 100 + i,
                    i + 1,
                    LocalDate.parse("2026-11-09").plusDays(i).toString(),
                    "COMPLETED",
                    epoch,
                    200,
                    200,
                    0,
                    4,
                    20,
                    i % 5 == 4 ? 1 : 0,
                    Duration.ofSeconds(4000 + 61L * i),
                    START.minus(Duration.ofDays(13 - i)),
                    START.minus(Duration.ofDays(13 - i)).plusSeconds(4000),
                    best,
                    17,
                    first ? null : LocalDate.parse("2026-11-08").plusDays(i).toString(),
                    first ? null : i != 5,
                    first || i == 5 ? null : 0.003,
                    first ? null : Duration.ofSeconds(61),
                    i < 2 ? null : 0.92 + 0.002 * i,
                    i == 1 || i == 6 || i == 13 ? Integer.valueOf(i / 5 + 1) : null));
        }
        return nights;
    }

    static Champion champion() {
        var parameters = new LinkedHashMap<String, Object>();
        parameters.put("learning-rate", 0.01);
        parameters.put("trees", 120L);
        parameters.put("kernel", "rbf");
        parameters.put("gamma", 0.02);
        parameters.put("dropout", 0.2);
        return new Champion(
                "forest",
                3,
                true,
                "TEST",
                0.9712,
                "2026-11-22",
                87,
                0.00812,
                0.0031,
                "better than champion 2 on 5 of 5 seeds: p = 0.0093 is below the level 0.05",
                START.plusSeconds(4000),
                parameters);
    }

    static List<Candidate> candidates() {
        return List.of(
                new Candidate(0, "CHAMPION", 5, 0, 0.96308, 0.0021, null, null, null, false, ""),
                new Candidate(
                        87,
                        "CHALLENGER",
                        5,
                        0,
                        0.9712,
                        0.0019,
                        0.00812,
                        0.0031,
                        0.0093,
                        true,
                        "p = 0.0093 is below the level 0.05."),
                new Candidate(
                        53,
                        "CHALLENGER",
                        5,
                        0,
                        0.9644,
                        0.0034,
                        0.00132,
                        0.21,
                        0.42,
                        false,
                        "p = 0.42 is above the level 0.05."),
                new Candidate(
                        12,
                        "CHALLENGER",
                        4,
                        1,
                        0.9601,
                        0.0051,
                        -0.00298,
                        null,
                        null,
                        false,
                        "an evaluation failed, so it was not tested."));
    }

    static List<Drift> drift() {
        return List.of(
                new Drift("2026-11-20", 2, 2, 0.966, null, null, START.minus(Duration.ofDays(2))),
                new Drift("2026-11-21", 2, 2, 0.965, -0.001, true, START.minus(Duration.ofDays(1))),
                new Drift("2026-11-22", 2, 2, 0.9631, -0.0019, true, START));
    }

    static List<FailureKinds> failures(String message) {
        return List.of(
                new FailureKinds(
                        "EXIT_CODE", message, 5, 4, 173, "Traceback (most recent call last):\n  " + message + "\n"),
                new FailureKinds("TIMEOUT", "took longer than 10 minutes", 2, 2, 61, ""));
    }

    static List<Rung> rungs() {
        return List.of(
                new Rung(1, 120, 80, 30, 10, 40, 0.91),
                new Rung(3, 40, 30, 8, 2, 13, 0.94),
                new Rung(9, 13, 12, 1, 0, 0, 0.9712));
    }

    static RunComparison comparison() {
        var quantiles = Map.of(0.0, 0.71, 0.5, 0.9, 1.0, 0.97);
        var steps = new ArrayList<RunComparison.Step>();
        for (int n : new int[] {1, 2, 5, 10, 20, 50, 100, 200}) {
            steps.add(new RunComparison.Step(n, n == 1 ? null : 0.8 + 0.02 * Math.log(n), 0.79 + 0.025 * Math.log(n)));
        }
        return new RunComparison(
                new RunComparison.Side(
                        "2026-11-21",
                        "COMPLETED",
                        "tpe",
                        41,
                        2,
                        200,
                        176,
                        4,
                        20,
                        0.9681,
                        143,
                        144,
                        Duration.ofSeconds(4732),
                        Duration.ofSeconds(9000),
                        quantiles),
                new RunComparison.Side(
                        "2026-11-22",
                        "COMPLETED",
                        "tpe",
                        42,
                        2,
                        200,
                        176,
                        4,
                        20,
                        0.9712,
                        87,
                        88,
                        Duration.ofSeconds(4793),
                        Duration.ofSeconds(9100),
                        quantiles),
                true,
                List.of("max-trials: 150 -> 200"),
                List.of(
                        new RunComparison.ParameterPair("kernel", "linear", "rbf"),
                        new RunComparison.ParameterPair("gamma", null, 0.02)),
                steps);
    }
}
