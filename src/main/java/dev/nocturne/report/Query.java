package dev.nocturne.report;

import dev.nocturne.summary.RunSummary;
import java.util.Locale;

/** The text of queries that give the page's numbers, for a person who wants to see for himself; nothing here runs them. */
final class Query {
    private final String study;
    private final String run;

    Query(RunSummary run) {
        this.study = literal(run.study());
        this.run = literal(run.runKey());
    }

    /** Rows of the run. */
    String ofRun(String columns, String view, String rest) {
        return "select " + columns + "\n  from " + view + "\n where study = " + study + " and run_key = " + run
                + (rest.isEmpty() ? "" : "\n " + rest) + ";";
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
