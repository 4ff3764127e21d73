package dev.nocturne.objective.command;

import dev.nocturne.objective.EvaluationException;
import dev.nocturne.objective.protocol.DurationWords;
import dev.nocturne.objective.protocol.Results;
import dev.nocturne.study.FailureKind;
import dev.nocturne.study.Goal;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * What to make of a program that has ended or was ended.
 *
 * @param output what it printed on stdout
 * @param errors what it printed on stderr
 */
record ProgramOutcome(ProgramOutput output, OutputTail errors) {
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
        return new Results("The program", goals, this::failure).of(output.result(), output.results(), this::noResult);
    }

    /** The failure of a program that was ended because it ran too long; always throws. */
    double[] timeout(Duration limit) throws EvaluationException {
        throw failure(
                FailureKind.TIMEOUT,
                "The program ran longer than its timeout of " + DurationWords.of(limit)
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
}
