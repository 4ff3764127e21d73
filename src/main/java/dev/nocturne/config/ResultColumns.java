package dev.nocturne.config;

import dev.nocturne.space.Parameter;
import dev.nocturne.study.Goal;
import dev.nocturne.study.Study;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;

/**
 * Which column of a table of results is what. In the trials that Nocturne writes, the parameters' columns come last; so of
 * two columns of the same name the last is the parameter's, and the first is not.
 *
 * @param parameters name to the place of its column
 * @param objectives places of the columns, in the order of the study's goals
 * @param status place of the column, if there is one; likewise the others
 */
record ResultColumns(
        Map<String, Integer> parameters,
        List<Integer> objectives,
        Optional<Integer> status,
        Optional<Integer> failureKind,
        Optional<Integer> failureMessage,
        Optional<Integer> budget) {
    /**
     * Finds the columns of a header.
     *
     * @param complaints takes a sentence for each column that is missing or there too often, with its name
     */
    static ResultColumns of(List<String> header, Study study, Map<String, String> complaints) {
        return new Search(header, study, complaints).columns();
    }

    private record Search(List<String> header, Study study, Map<String, String> complaints) {
        ResultColumns columns() {
            Map<String, Integer> parameters = new LinkedHashMap<>();
            for (Parameter parameter : study.space().parameters()) {
                List<Integer> places = places(parameter.name());
                int beside = isOurs(parameter.name()) ? 2 : 1;
                if (isThere(parameter.name(), places, beside)) {
                    parameters.put(parameter.name(), places.get(places.size() - 1));
                }
            }
            List<Integer> objectives = new ArrayList<>();
            for (Goal goal : study.goals()) {
                List<Integer> places = withoutParameters(goal.name());
                if (isThere(goal.name(), places, 1)) {
                    objectives.add(places.get(0));
                }
            }
            return new ResultColumns(
                    parameters,
                    objectives,
                    first("status"),
                    first("failure_kind"),
                    first("failure_message"),
                    first("budget"));
        }

        private boolean isThere(String name, List<Integer> places, int most) {
            if (places.isEmpty()) {
                complaints.put(name, "there is no such column, only " + Words.orTheLike(name, new TreeSet<>(header)));
            } else if (places.size() > most) {
                complaints.put(name, "there are " + places.size() + " columns of this name.");
            }
            return !complaints.containsKey(name);
        }

        private Optional<Integer> first(String name) {
            return withoutParameters(name).stream().findFirst();
        }

        /** The last column of a parameter's name is the parameter's. */
        private List<Integer> withoutParameters(String name) {
            List<Integer> places = places(name);
            boolean shared = study.space().parameter(name).isPresent() && !places.isEmpty();
            return shared ? places.subList(0, places.size() - 1) : places;
        }

        private List<Integer> places(String name) {
            return IntStream.range(0, header.size())
                    .filter(i -> header.get(i).equals(name))
                    .boxed()
                    .toList();
        }

        /** Whether a table of ours may have a column of that name that is not the parameter's. */
        private boolean isOurs(String name) {
            return OWN.contains(name)
                    || study.goals().stream().anyMatch(goal -> goal.name().equals(name));
        }
    }

    /** The columns of {@code nocturne trials} beside the parameters. */
    private static final Set<String> OWN = Set.of(
            "trial_id",
            "status",
            Goal.ONLY,
            "duration_us",
            "attempts",
            "failure_kind",
            "failure_message",
            "worker",
            "started_at",
            "ended_at");
}
