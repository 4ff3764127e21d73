package dev.nocturne.store;

import dev.nocturne.engine.Attempt;
import dev.nocturne.engine.Proposer;
import dev.nocturne.study.EndCondition;
import dev.nocturne.study.Origin;
import dev.nocturne.study.Study;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.JdbcTemplate;

/** What a run evaluated again after its search, beside what its results ask for. Thread-safe. */
public final class RecordedConfirmations {
    private static final String SELECT = """
            select trial_id, parameters, origin, confirms, repetition
              from trial
             where run_id = ? and origin = 'CONFIRMATION'
             order by trial_id
            """;

    private final JdbcTemplate jdbc;

    RecordedConfirmations(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    private record Recorded(int trialId, String parameters, Origin origin) {}

    /**
     * The first trial after the search that is not what follows from the search's results, for a person; empty if each is.
     *
     * @param run whose search is over
     */
    public Optional<String> firstDifference(RunRecord run, Study study, Proposer proposer) {
        int searched = run.searchTrials() == null ? 0 : run.searchTrials();
        var confirmations =
                new Confirmations(jdbc, run.runId(), study, study.champion().orElseThrow(), proposer);
        List<Attempt> expected = confirmations.expected(searched);
        List<Recorded> recorded = jdbc.query(
                SELECT,
                (row, i) -> new Recorded(row.getInt("trial_id"), row.getString("parameters"), TrialMapping.origin(row)),
                run.runId());
        for (int i = 0; i < recorded.size(); i++) {
            Recorded one = recorded.get(i);
            if (i >= expected.size() || !matches(one, expected.get(i))) {
                return Optional.of("Trial " + one.trialId() + " differs: it evaluates trial "
                        + one.origin().confirms() + " again, which does not follow from the search's results.");
            }
        }
        boolean complete = run.status().equals("COMPLETED") && run.endCondition() != EndCondition.MAX_DURATION;
        return complete && recorded.size() < expected.size()
                ? Optional.of("Trial " + (searched + recorded.size()) + " is missing from the table.")
                : Optional.empty();
    }

    private static boolean matches(Recorded recorded, Attempt expected) {
        return recorded.trialId() == expected.trialId()
                && recorded.origin().equals(expected.origin())
                && recorded.parameters().equals(ParametersJson.write(expected.parameters()));
    }
}
