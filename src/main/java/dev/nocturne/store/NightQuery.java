package dev.nocturne.store;

import dev.nocturne.summary.Candidate;
import dev.nocturne.summary.Champion;
import dev.nocturne.summary.Drift;
import dev.nocturne.summary.Night;
import dev.nocturne.summary.RunSummary;
import dev.nocturne.summary.StudyReport;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reads a study's sequence of nights, its champion and what came of challenging it, up to one of its runs. */
final class NightQuery {
    /** More than a year of them. */
    private static final int MOST = 400;

    private static final JsonMapper MAPPER = new JsonMapper();
    private static final String OBJECTIVE_CHANGES = """
            select payload from tuning_event where run_id = :run and type = 'OBJECTIVE_CHANGED'
            """;

    private static final String NIGHTS = """
            select * from v_night
             where study = :study and night <= :night
             order by night desc
             fetch first :most rows only
            """;

    /** As the view numbers them, without counting trials. */
    private static final String NUMBER = """
            select count(*)
              from tuning_run r
              join tuning_run this on this.study_id = r.study_id
             where this.run_id = :run
               and (r.started_at < this.started_at or (r.started_at = this.started_at and r.run_id <= this.run_id))
            """;

    private static final String CHAMPION = "select * from v_champion where study = :study and is_current";

    /** What has ended of those that are not decided yet is counted here: the view shows nothing before the decision. */
    private static final String CANDIDATES = """
            select c.trial_id, c.role, coalesce(c.completed, e.completed, 0) as completed,
                   coalesce(c.failed, e.failed, 0) as failed, c.mean_objective, c.deviation, c.gain, c.p_value,
                   c.adjusted_p_value, c.promoted, c.note
              from v_confirmation c
              left join (select t.confirms,
                                sum(case when t.status = 'COMPLETED' then 1 else 0 end) as completed,
                                sum(case when t.status = 'FAILED' then 1 else 0 end) as failed
                           from trial t
                          where t.run_id = :run and t.origin = 'CONFIRMATION'
                            and t.trial_id >= (select search_trials from tuning_run where run_id = :run)
                          group by t.confirms) e on e.confirms = c.trial_id
             where c.run_id = :run
             order by c.place
            """;

    private static final String CONFIRMING = """
            select confirmation_trials, confirmed_trials
              from v_run
             where run_id = :run and search_trials is not null and confirmation_trials > 0
            """;
    private static final String DRIFT = """
            select d.*, r.started_at
              from v_drift d
              join tuning_run r on r.run_id = d.run_id
             where d.study = :study and r.started_at <= (select started_at from tuning_run where run_id = :run)
             order by r.started_at desc, d.run_id desc
             fetch first :most rows only
            """;

    /** Its latest confirmation in this epoch: as the champion, or as the challenger that it was. */
    private static final String CHANCE = """
            select c.deviation, c.completed
              from tuning_run this
              join champion n on n.study_id = this.study_id and n.champion_number = this.champion_number
              join tuning_run r on r.study_id = this.study_id and r.epoch = this.epoch
                               and r.started_at <= this.started_at
              join confirmation c on c.run_id = r.run_id
             where this.run_id = :run and c.deviation is not null
               and (c.role = 'CHAMPION' and r.champion_number = n.champion_number
                    or c.run_id = n.run_id and c.trial_id = n.trial_id)
             order by r.started_at desc, r.run_id desc
             fetch first row only
            """;

    private final JdbcClient jdbc;
    private final RunSummary run;

    NightQuery(JdbcClient jdbc, RunSummary run) {
        this.jdbc = jdbc;
        this.run = run;
    }

    /** The oldest first, that of the run the last. */
    List<Night> nights() {
        int number =
                jdbc.sql(NUMBER).param("run", run.runId()).query(Integer.class).single();
        return oldestFirst(jdbc.sql(NIGHTS)
                .param("study", run.study())
                .param("night", number)
                .param("most", MOST)
                .query(JdbcNights::night)
                .list());
    }

    Optional<Champion> champion() {
        return jdbc.sql(CHAMPION)
                .param("study", run.study())
                .query(JdbcNights::champion)
                .optional();
    }

    List<Candidate> candidates() {
        return jdbc.sql(CANDIDATES)
                .param("run", run.runId())
                .query(JdbcNights::candidate)
                .list();
    }

    Optional<StudyReport.Confirming> confirming() {
        return jdbc.sql(CONFIRMING)
                .param("run", run.runId())
                .query((row, i) -> new StudyReport.Confirming(row.getInt(1), row.getInt(2)))
                .optional();
    }

    List<Drift> drift() {
        return oldestFirst(jdbc.sql(DRIFT)
                .param("study", run.study())
                .param("run", run.runId())
                .param("most", MOST)
                .query(JdbcNights::drifted)
                .list());
    }

    /** Recorded when a person lets a run go on although its objective is another one now. */
    List<String> changedFiles() {
        if (run.restarts() == 0) {
            return List.of();
        }
        return jdbc
                .sql(OBJECTIVE_CHANGES)
                .param("run", run.runId())
                .query((row, i) -> MAPPER.readTree(row.getString("payload"))
                        .path("files")
                        .valueStream()
                        .map(JsonNode::asString)
                        .toList())
                .list()
                .stream()
                .flatMap(List::stream)
                .distinct()
                .sorted()
                .toList();
    }

    Optional<StudyReport.Chance> chance() {
        return jdbc.sql(CHANCE)
                .param("run", run.runId())
                .query((row, i) -> new StudyReport.Chance(row.getDouble(1), row.getInt(2)))
                .optional();
    }

    private static <T> List<T> oldestFirst(List<T> latestFirst) {
        var turned = new ArrayList<>(latestFirst);
        Collections.reverse(turned);
        return List.copyOf(turned);
    }
}
