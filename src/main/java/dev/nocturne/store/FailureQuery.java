package dev.nocturne.store;

import dev.nocturne.summary.StudyReport.FailureKinds;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;

/** How attempts of a run failed: those that failed alike together, and what the latest of them left. */
final class FailureQuery {
    private static final int MOST = 50;

    /** Messages that begin alike are taken for the same: their ends are often numbers and names of files. */
    private static final String ATTEMPTS = """
            select failure_kind, substring(coalesce(failure_message, '') from 1 for 300) as message, trial_id, attempt, ended_at
              from trial_attempt
             where run_id = :run and trial_id < :end and outcome = 'FAILED'
            """;

    private static final String GROUPS = """
            select failure_kind, message, count(*) as attempts, count(distinct trial_id) as trials
              from (%s) failed
             group by failure_kind, message
             order by attempts desc, failure_kind, message
             fetch first :most rows only
            """.formatted(ATTEMPTS);

    /** What programs printed is read for the attempts that are shown alone, as there may be very much of it. */
    private static final String LATEST = """
            select shown.failure_kind, shown.message, shown.trial_id, a.error_output
              from (select failure_kind, message, attempts, trial_id, attempt
                      from (select failure_kind, message, trial_id, attempt,
                                   count(*) over (partition by failure_kind, message) as attempts,
                                   row_number() over (partition by failure_kind, message
                                                      order by ended_at desc, trial_id desc, attempt desc) as place
                              from (%s) failed) numbered
                     where place = 1
                     order by attempts desc, failure_kind, message
                     fetch first :most rows only) shown
              join trial_attempt a on a.run_id = :run and a.trial_id = shown.trial_id and a.attempt = shown.attempt
            """.formatted(ATTEMPTS);

    private record Kind(String kind, String message) {
        static Kind of(ResultSet row) throws SQLException {
            return new Kind(row.getString("failure_kind"), row.getString("message"));
        }
    }

    private record Latest(int trialId, String errorOutput) {}

    private FailureQuery() {}

    /** The most frequent first. */
    static List<FailureKinds> failures(JdbcClient jdbc, SearchedTrials searched) {
        Map<Kind, Latest> latest = new HashMap<>();
        ask(jdbc, searched, LATEST).query(row -> {
            String printed = row.getString("error_output");
            latest.put(Kind.of(row), new Latest(row.getInt("trial_id"), printed == null ? "" : printed));
        });
        return ask(jdbc, searched, GROUPS)
                .query((row, i) -> group(row, latest.getOrDefault(Kind.of(row), new Latest(-1, ""))))
                .list();
    }

    private static JdbcClient.StatementSpec ask(JdbcClient jdbc, SearchedTrials searched, String sql) {
        return jdbc.sql(sql)
                .param("run", searched.runId())
                .param("end", searched.end())
                .param("most", MOST);
    }

    private static FailureKinds group(ResultSet row, Latest latest) throws SQLException {
        return new FailureKinds(
                row.getString("failure_kind"),
                row.getString("message"),
                row.getInt("attempts"),
                row.getInt("trials"),
                latest.trialId(),
                latest.errorOutput());
    }
}
