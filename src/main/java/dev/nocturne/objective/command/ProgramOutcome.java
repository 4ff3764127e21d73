package dev.nocturne.objective.command;

import dev.nocturne.objective.EvaluationException;
import dev.nocturne.study.FailureKind;
import dev.nocturne.study.Goal;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.stream.Collectors;

/**
 * What to make of a program that has ended or was ended.
 *
 * @param output what it printed on stdout
 * @param errors what it printed on stderr
 */
record ProgramOutcome(ProgramOutput output, OutputTail errors) {
    private static final String ONE_RESULT = "a number or a JSON object with a number as \"objective\"";
    private static final String SEVERAL_RESULTS =
            "a JSON object with names and numbers as \"objectives\", as the study has several";
    private static final int SIGNALLED = 128;
    private static final Map<Integer, String> SIGNALS = Map.ofEntries(
            Map.entry(1, "SIGHUP"),
            Map.entry(2, "SIGINT"),
            Map.entry(3, "SIGQUIT"),
            Map.entry(4, "SIGILL"),
            Map.entry(6, "SIGABRT"),
            Map.entry(7, "SIGBUS"),
            Map.entry(8, "SIGFPE"),
            Map.entry(9, "SIGKILL, which is also what the system does when memory runs out"),
            Map.entry(11, "SIGSEGV"),
            Map.entry(13, "SIGPIPE"),
            Map.entry(14, "SIGALRM"),
            Map.entry(15, "SIGTERM"));

    /** The objectives of a program that ended by itself, in the order of the goals. */
    double[] results(int exitCode, List<Goal> goals) throws EvaluationException {
        if (exitCode != 0) {
            throw failure(FailureKind.EXIT_CODE, "The program ended with exit code " + exitCode + signal(exitCode));
        }
        return goals.size() == 1 ? new double[] {result()} : resultsByName(goals);
    }

    private double result() throws EvaluationException {
        double result = output.result().orElseThrow(() -> noResult(ONE_RESULT));
        if (!Double.isFinite(result)) {
            throw failure(FailureKind.NOT_A_NUMBER, "The program gave " + result + " as its objective");
        }
        return result;
    }

    private double[] resultsByName(List<Goal> goals) throws EvaluationException {
        Map<String, OptionalDouble> given = output.results().orElseThrow(() -> noResult(SEVERAL_RESULTS));
        List<String> asked = goals.stream().map(Goal::name).toList();
        for (String name : given.keySet()) {
            if (!asked.contains(name)) {
                throw failure(
                        FailureKind.WRONG_OBJECTIVES,
                        "The program gave an objective " + quoted(name) + ", which the study does not have, only "
                                + quoted(asked));
            }
        }
        double[] results = new double[asked.size()];
        for (int i = 0; i < results.length; i++) {
            String name = asked.get(i);
            results[i] = given.getOrDefault(name, OptionalDouble.empty())
                    .orElseThrow(() -> failure(
                            FailureKind.WRONG_OBJECTIVES,
                            "The program gave no number for the objective " + quoted(name) + ", only for "
                                    + quoted(given.keySet())));
            if (!Double.isFinite(results[i])) {
                throw failure(
                        FailureKind.NOT_A_NUMBER,
                        "The program gave " + results[i] + " for the objective " + quoted(name));
            }
        }
        return results;
    }

    private static String quoted(String name) {
        return "'" + Excerpt.beginningOf(name) + "'";
    }

    private static String quoted(Collection<String> names) {
        return names.isEmpty()
                ? "none"
                : names.stream().map(ProgramOutcome::quoted).collect(Collectors.joining(", "));
    }

    /** The failure of a program that was ended because it ran too long; always throws. */
    double[] timeout(Duration limit) throws EvaluationException {
        throw failure(
                FailureKind.TIMEOUT,
                "The program ran longer than its timeout of " + inWords(limit)
                        + " and was ended, with all its children");
    }

    private EvaluationException noResult(String expected) {
        String found = output.lastLine().isEmpty()
                ? "; it printed nothing there"
                : "; its last line there is: " + output.lastLine();
        return failure(
                FailureKind.NO_RESULT, "The program ended well, but no line on its stdout is " + expected + found);
    }

    private EvaluationException failure(FailureKind kind, String sentence) {
        String excerpt = errors.excerpt();
        return new EvaluationException(
                kind, sentence + (excerpt.isEmpty() ? "." : ". Its stderr ends with: " + excerpt));
    }

    private static String signal(int exitCode) {
        int number = exitCode - SIGNALLED;
        if (number < 1 || number > 64) {
            return "";
        }
        return " (signal " + number + (SIGNALS.containsKey(number) ? ", " + SIGNALS.get(number) : "") + ")";
    }

    private static String inWords(Duration duration) {
        return duration.toString().substring("PT".length()).toLowerCase(Locale.ROOT);
    }
}
