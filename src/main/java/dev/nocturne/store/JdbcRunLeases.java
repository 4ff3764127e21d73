package dev.nocturne.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * The rows of {@code run_lease}: which process executes a run in PostgreSQL, and until when, by the database's clock, it
 * is taken for alive. The token of a lease is the run's start: a process that finds another one there is not the owner
 * any more. Thread-safe.
 */
public final class JdbcRunLeases {
    private static final String FORGET_OFFERS = "delete from int_channel_message where region = ?";
    private static final String TAKE = """
            insert into run_lease (run_id, starts, process, version, objective_files, lease_until)
            values (?, ?, ?, ?, ?, clock_timestamp() + ? * interval '1' second)
                on conflict (run_id) do update
               set starts = excluded.starts,
                   process = excluded.process,
                   version = excluded.version,
                   objective_files = excluded.objective_files,
                   lease_until = excluded.lease_until
            """;
    private static final String WITHHOLD = """
            update run_lease
               set starts = 0, process = ?, lease_until = clock_timestamp() + ? * interval '1' second
             where run_id in (select r.run_id
                                from tuning_run r
                                join study s on s.study_id = r.study_id
                               where s.name = ? and r.run_key = ?)
            """;
    private static final String KEEP_WITHHELD = """
            update run_lease
               set lease_until = clock_timestamp() + ? * interval '1' second
             where process = ? and starts = 0
            """;
    private static final String OPEN_TO_WORKERS = """
            select r.run_id, r.starts, s.name, r.run_key, l.version
              from tuning_run r
              join study s on s.study_id = r.study_id
              join run_lease l on l.run_id = r.run_id and l.starts = r.starts
             where r.status = 'RUNNING'
               and not r.stop_requested
               and (r.next_trial_id < r.planned_trials or r.interrupted_trials > 0)
             order by (select count(*) from worker w where w.run_id = r.run_id and w.ended_at is null), r.run_id
            """;
    private static final String OBJECTIVE_FILES = "select objective_files from run_lease where run_id = ?";
    private static final String IS_OPEN = """
            select count(*)
              from (select r.run_id
                      from tuning_run r
                     where r.run_id = ?
                       and r.starts = ?
                       and exists (select 1 from run_lease l where l.run_id = r.run_id and l.starts = r.starts)
                       and r.status = 'RUNNING'
                       and not r.stop_requested
                       and (r.next_trial_id < r.planned_trials or r.interrupted_trials > 0)
                       for update) open
            """;

    private final JdbcTemplate jdbc;
    private final WorkerHost here;

    /**
     * A run that workers of other processes may join.
     *
     * @param version of the program that started it
     */
    public record OpenRun(long runId, int starts, String study, String runKey, String version) {}

    JdbcRunLeases(JdbcTemplate jdbc, WorkerHost here) {
        this.jdbc = jdbc;
        this.here = here;
    }

    /**
     * This process executes the run from now on; in the caller's transaction. Partitions that earlier starts offered are
     * offered no more.
     */
    public void take(RunRecord run, String version, String objectiveFiles, Duration lease) {
        jdbc.update(FORGET_OFFERS, queueOf(run.runId()));
        jdbc.update(TAKE, run.runId(), run.starts(), here.process(), version, objectiveFiles, Times.seconds(lease));
    }

    /**
     * This process, which holds the run's lock, is about to start the run again: until it has, no worker takes a partition
     * of the start before.
     */
    public void withhold(String study, String runKey, Duration lease) {
        jdbc.update(WITHHOLD, here.process(), Times.seconds(lease), study, runKey);
    }

    /** This process still is about to start the run. */
    public void keepWithheld(Duration lease) {
        jdbc.update(KEEP_WITHHELD, Times.seconds(lease), here.process());
    }

    /**
     * Ends sessions that hold up the runs of this database: of processes that were frozen or cut off in the middle of a
     * transaction and have no lease to lose.
     *
     * @param silence for how long they have done nothing
     */
    public void endStuckSessions(Duration silence) {
        Sessions.endStuck(jdbc, silence);
    }

    /** What sets the messages of a run apart from those of others in Spring Integration's table. */
    public static String queueOf(long runId) {
        return "run-" + runId;
    }

    /** The runs that want workers, those with the fewest first. */
    public List<OpenRun> openToWorkers() {
        return jdbc.query(OPEN_TO_WORKERS, JdbcRunLeases::openRun);
    }

    /** What its objective names, as the machine has it that started the run. */
    public String objectiveFiles(OpenRun run) {
        return jdbc.queryForObject(OBJECTIVE_FILES, String.class, run.runId());
    }

    /** Whether the run still wants workers; it cannot change its mind before the caller's transaction ends. */
    public boolean isStillOpen(OpenRun run) {
        Integer rows = jdbc.queryForObject(IS_OPEN, Integer.class, run.runId(), run.starts());
        return rows != null && rows > 0;
    }

    private static OpenRun openRun(ResultSet row, int index) throws SQLException {
        return new OpenRun(
                row.getLong("run_id"),
                row.getInt("starts"),
                row.getString("name"),
                row.getString("run_key"),
                row.getString("version"));
    }
}
