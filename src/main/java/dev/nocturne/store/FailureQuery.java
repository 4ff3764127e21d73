package dev.nocturne.store;

import dev.nocturne.summary.StudyReport.FailureKinds;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;

/** How attempts of a run failed: those that failed alike together, and what the latest of them left. */
final class FailureQuery {
    private static final int MOST = 50;

    /**
     * Messages that begin alike are taken for the same: their ends are often numbers and names of files. What programs
     * printed is read for the attempts that are shown alone, as there may be very much of it. The joins are outer ones, so
     * that H2 begins with their left sides: it groups anew for every attempt of the run otherwise.
     */
    private static final String KINDS = """
            select shown.failure_kind, shown.message, shown.attempts, shown.trials, shown.trial_id, a.error_output
              from (select failure_kind, message, attempts, trials, trial_id, attempt
                      from (select failure_kind, message, trial_id, attempt,
                                   count(*) over (partition by failure_kind, message) as attempts,
                                   sum(first_of_trial) over (partition by failure_kind, message) as trials,
                                   row_number() over (partition by failure_kind, message
                                                      order by ended_at desc, trial_id desc, attempt desc) as place
                              from (select failure_kind, message, trial_id, attempt, ended_at,
                                           case when row_number() over (partition by failure_kind, message, trial_id
                                                                        order by attempt) = 1
                                                then 1 else 0 end as first_of_trial
                                      from (select a.failure_kind, a.trial_id, a.attempt, a.ended_at,
                                                   substring(coalesce(a.failure_message, '') from 1 for 300) as message
                                              from (select trial_id, attempt
                                                      from failed_attempt
                                                     where run_id = :run and trial_id < :end
                                                     order by run_id desc, trial_id desc, attempt desc
                                                     fetch first :read rows only) latest
                                              left join trial_attempt a
                                                on a.run_id = :run and a.trial_id = latest.trial_id
                                               and a.attempt = latest.attempt) failed
                                   ) counted
                           ) numbered
                     where place = 1
                     order by attempts desc, failure_kind, message
                     fetch first :most rows only) shown
              left join trial_attempt a
                on a.run_id = :run and a.trial_id = shown.trial_id and a.attempt = shown.attempt
             order by shown.attempts desc, shown.failure_kind, shown.message
            """;

    private FailureQuery() {}

    /** The most frequent first. */
    static List<FailureKinds> failures(JdbcClient jdbc, SearchedTrials searched) {
        return jdbc.sql(KINDS)
                .param("run", searched.runId())
                .param("end", searched.end())
                .param("most", MOST)
                .param("read", searched.sample().isPresent() ? searched.bounds().failedAttempts() : Integer.MAX_VALUE)
                .query((row, i) -> kind(row))
                .list();
    }

    private static FailureKinds kind(ResultSet row) throws SQLException {
        String printed = row.getString("error_output");
        return new FailureKinds(
                row.getString("failure_kind"),
                row.getString("message"),
                row.getInt("attempts"),
                row.getInt("trials"),
                row.getInt("trial_id"),
                printed == null ? "" : printed);
    }
}
