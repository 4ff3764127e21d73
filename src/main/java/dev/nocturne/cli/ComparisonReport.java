package dev.nocturne.cli;

import dev.nocturne.summary.RunComparison;
import dev.nocturne.summary.RunComparison.Side;
import dev.nocturne.summary.RunObjective;
import dev.nocturne.summary.RunSummary;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Two runs side by side, for a person or as rows. */
final class ComparisonReport {
    private final RunComparison compared;
    private final RunSummary later;
    private final List<Row> rows = new ArrayList<>();

    private record Row(
            String part,
            String name,
            @Nullable Object a,
            @Nullable Object b) {
        List<@Nullable Object> cells() {
            return Arrays.asList(part, name, a, b);
        }
    }

    /**
     * A report.
     *
     * @param later the second of the two runs
     */
    ComparisonReport(RunComparison compared, RunSummary later) {
        this.compared = compared;
        this.later = later;
        addFacts();
        compared.parameters().forEach(pair -> rows.add(new Row("best parameters", pair.name(), pair.a(), pair.b())));
        compared.improvements()
                .forEach(step -> rows.add(new Row("best after", step.trials() + " trials", step.a(), step.b())));
        compared.a()
                .quantiles()
                .forEach((share, objective) -> rows.add(new Row(
                        "quantile",
                        share.toString(),
                        objective,
                        compared.b().quantiles().get(share))));
    }

    private void addFacts() {
        Side a = compared.a();
        Side b = compared.b();
        add("run key", a.runKey(), b.runKey());
        add("epoch", a.epoch(), b.epoch());
        add("status", a.status(), b.status());
        add("strategy", a.strategy(), b.strategy());
        add("seed", a.seed(), b.seed());
        add("planned trials", a.planned(), b.planned());
        add("completed trials", a.completed(), b.completed());
        add("failed trials", a.failed(), b.failed());
        add("pruned trials", a.pruned(), b.pruned());
        add("best objective", a.bestObjective(), b.bestObjective());
        add("best trial", a.bestTrialId(), b.bestTrialId());
        add("trials to the best", a.trialsToBest(), b.trialsToBest());
        add("active seconds", a.active().toMillis() / 1000.0, b.active().toMillis() / 1000.0);
        add(
                "evaluation seconds",
                a.evaluation().toMillis() / 1000.0,
                b.evaluation().toMillis() / 1000.0);
    }

    private void add(String name, @Nullable Object a, @Nullable Object b) {
        rows.add(new Row("run", name, a, b));
    }

    void print(OutputFormat format, PrintWriter out) {
        if (format == OutputFormat.TABLE) {
            out.println(Texts.printable(verdict()));
            out.println();
            printTable(out);
            printChanges(out);
        } else {
            format.write(out, sink -> {
                sink.columns(List.of("part", "name", "a", "b"));
                sink.row(Arrays.asList("verdict", "comparable", compared.sameEpoch(), compared.sameEpoch()));
                sink.row(Arrays.asList("verdict", "sentence", verdict(), null));
                rows.forEach(row -> sink.row(row.cells()));
                compared.changes().forEach(change -> sink.row(Arrays.asList("change", change, null, null)));
            });
        }
        out.flush();
    }

    private void printTable(PrintWriter out) {
        OutputFormat.TABLE.write(out, sink -> {
            sink.columns(List.of("", "", "A", "B"));
            String part = "";
            for (Row row : rows) {
                sink.row(Arrays.asList(row.part().equals(part) ? "" : row.part(), row.name(), row.a(), row.b()));
                part = row.part();
            }
        });
    }

    private void printChanges(PrintWriter out) {
        out.println();
        out.println(compared.changes().isEmpty() ? "Their studies are the same." : "What differs, from A to B:");
        compared.changes().forEach(change -> out.println("  " + Texts.printable(change)));
    }

    private String verdict() {
        Side a = compared.a();
        Side b = compared.b();
        if (!compared.sameEpoch()) {
            return "Results of " + a.runKey() + " and " + b.runKey() + " cannot be compared: A is of epoch " + a.epoch()
                    + ", B of epoch " + b.epoch() + ". "
                    + (compared.changes().isEmpty()
                            ? "What they are results of has changed."
                            : "What differs: " + String.join("; ", compared.changes()) + ".");
        }
        if (later.hasSeveralObjectives()) {
            return "Runs with several objectives have no single best trial; each has its front.";
        }
        if (a.bestObjective() == null || b.bestObjective() == null) {
            return "No trial of " + (a.bestObjective() == null ? a.runKey() : b.runKey())
                    + " has completed, so there is nothing to compare.";
        }
        return verdict(a, a.bestObjective(), b, b.bestObjective());
    }

    private String verdict(Side a, double bestOfA, Side b, double bestOfB) {
        if (bestOfA == bestOfB) {
            return "Runs " + a.runKey() + " and " + b.runKey() + " are equally good: the best objective of both is "
                    + Texts.exact(bestOfA) + ".";
        }
        boolean laterIsBetter = new RunObjective("objective", later.direction()).isBetter(bestOfB, bestOfA);
        Side better = laterIsBetter ? b : a;
        Side worse = laterIsBetter ? a : b;
        return "Run " + better.runKey() + " is better by " + Texts.rounded(Math.abs(bestOfA - bestOfB)) + ": "
                + sentence(better) + ", against " + sentence(worse) + " in " + worse.runKey() + ".";
    }

    private static String sentence(Side side) {
        int ended = side.completed() + side.failed() + side.pruned();
        return Texts.exact(side.bestObjective()) + " in trial " + side.bestTrialId() + " of " + ended;
    }
}
