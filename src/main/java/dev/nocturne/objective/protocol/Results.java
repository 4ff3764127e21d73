package dev.nocturne.objective.protocol;

import dev.nocturne.objective.EvaluationException;
import dev.nocturne.study.FailureKind;
import dev.nocturne.study.Goal;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Collectors;

/**
 * Holds what was answered against what the study asks for.
 *
 * @param who the subject of sentences: {@code The program}
 * @param goals what the study asks for
 * @param complaint how a failure is told
 */
public record Results(String who, List<Goal> goals, Complaint complaint) {
    private static final String ONE = "a number or a JSON object with a number as \"objective\"";
    private static final String SEVERAL =
            "a JSON object with names and numbers as \"objectives\", as the study has several";

    public Results {
        goals = List.copyOf(goals);
    }

    /** Makes the exception of a sentence that has no full stop yet. */
    @FunctionalInterface
    public interface Complaint {
        EvaluationException of(FailureKind kind, String sentence);
    }

    /** Makes the exception of there being no result at all. */
    @FunctionalInterface
    public interface Missing {
        EvaluationException expecting(String what);
    }

    /**
     * The numbers, in the order of the goals.
     *
     * @param one the answer to a study with one goal
     * @param several that to one with several
     * @throws EvaluationException if there are none, or others than the study asks for, or one is not finite
     */
    public double[] of(OptionalDouble one, Optional<Map<String, OptionalDouble>> several, Missing missing)
            throws EvaluationException {
        return goals.size() == 1
                ? new double[] {single(one.orElseThrow(() -> missing.expecting(ONE)))}
                : byName(several.orElseThrow(() -> missing.expecting(SEVERAL)));
    }

    private double single(double result) throws EvaluationException {
        if (!Double.isFinite(result)) {
            throw complaint.of(FailureKind.NOT_A_NUMBER, who + " gave " + result + " as its objective");
        }
        return result;
    }

    private double[] byName(Map<String, OptionalDouble> given) throws EvaluationException {
        List<String> asked = goals.stream().map(Goal::name).toList();
        for (String name : given.keySet()) {
            if (!asked.contains(name)) {
                throw complaint.of(
                        FailureKind.WRONG_OBJECTIVES,
                        who + " gave an objective " + quoted(name) + ", which the study does not have, only "
                                + quoted(asked));
            }
        }
        double[] results = new double[asked.size()];
        for (int i = 0; i < results.length; i++) {
            String name = asked.get(i);
            results[i] = given.getOrDefault(name, OptionalDouble.empty())
                    .orElseThrow(() -> complaint.of(
                            FailureKind.WRONG_OBJECTIVES,
                            who + " gave no number for the objective " + quoted(name) + ", only for "
                                    + quoted(given.keySet())));
            if (!Double.isFinite(results[i])) {
                throw complaint.of(
                        FailureKind.NOT_A_NUMBER, who + " gave " + results[i] + " for the objective " + quoted(name));
            }
        }
        return results;
    }

    private static String quoted(String name) {
        return "'" + Excerpt.beginningOf(name) + "'";
    }

    private static String quoted(Collection<String> names) {
        return names.isEmpty() ? "none" : names.stream().map(Results::quoted).collect(Collectors.joining(", "));
    }
}
