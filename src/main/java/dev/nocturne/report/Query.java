package dev.nocturne.report;

import dev.nocturne.summary.RunSummary;
import dev.nocturne.summary.StudyReport;
import dev.nocturne.summary.StudyReport.Rung;
import dev.nocturne.summary.SystematicSample;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** The text of queries that give the page's numbers, for a person who wants to see for himself; nothing here runs them. */
final class Query {
    private final String study;
    private final String run;
    private final Optional<SystematicSample> sample;
    private final List<Rung> rungs;

    Query(StudyReport report) {
        RunSummary shown = report.run();
        this.study = literal(shown.study());
        this.run = literal(shown.runKey());
        this.sample = SystematicSample.of(shown);
        this.rungs = report.rungs();
    }

    /** Rows of the run. */
    String ofRun(String columns, String view, String rest) {
        return "select " + columns + "\n  from " + view + "\n where study = " + study + " and run_key = " + run
                + (rest.isEmpty() ? "" : "\n " + rest) + ";";
    }

    /** Rows of the run, or of a long one those of the sample that its figures are of. */
    String ofSample(String columns, String view, String rest) {
        String condition = sample.map(
                        some -> "  and mod(trial_id, " + some.stride() + ") = mod(trial_id / " + some.stride() + " * "
                                + some.step() + ", " + some.stride() + ")" + (rest.isEmpty() ? "" : "\n "))
                .orElse("");
        return ofRun(columns, view, condition + rest);
    }

    /** A condition for trials of the search, without those that evaluated the best of them again. */
    String searched() {
        return "  and origin <> 'CONFIRMATION'";
    }

    /** A condition for those trials of the search whose results are compared: they completed, at the largest budget. */
    String compared() {
        return "  and status = 'COMPLETED' and origin <> 'CONFIRMATION'"
                + rungs.stream().filter(rung -> rung.completed() > 0).mapToDouble(Rung::budget).max().stream()
                        .mapToObj(budget -> "\n   and budget = " + number(budget))
                        .collect(Collectors.joining());
    }

    /** A whole number as it is; another one as the same floating-point number on both databases. */
    private static String number(double value) {
        return value == Math.rint(value) && Math.abs(value) < 1e15
                ? String.valueOf((long) value)
                : "cast('" + value + "' as double precision)";
    }

    /** The parameters of those trials. */
    String ofCompared(String columns, String order) {
        return ofRun(columns, "v_trial_parameter", compared() + "\n order by " + order);
    }

    /** What to say of figures that are of a sample. */
    List<String> sampling(String figures) {
        return sample.map(some -> String.format(
                        Locale.ROOT, "%s of a sample: one trial of %,d, always the same one.", figures, some.stride()))
                .map(List::of)
                .orElse(List.of());
    }

    /** Rows of the study. */
    String ofStudy(String columns, String view, String rest) {
        return "select " + columns + "\n  from " + view + "\n where study = " + study
                + (rest.isEmpty() ? "" : "\n " + rest) + ";";
    }

    /** Text as both databases read it; what cannot be copied from a page is named by its number. */
    static String literal(String text) {
        String quoted = text.replace("'", "''");
        if (text.codePoints().noneMatch(Wording::isUnsafe)) {
            return "'" + quoted + "'";
        }
        var literal = new StringBuilder("U&'");
        quoted.replace("\\", "\\\\").codePoints().forEach(c -> {
            if (Wording.isUnsafe(c)) {
                literal.append(String.format(Locale.ROOT, "\\%04X", c));
            } else {
                literal.appendCodePoint(c);
            }
        });
        return literal.append('\'').toString();
    }
}
