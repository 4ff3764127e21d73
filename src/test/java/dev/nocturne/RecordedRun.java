package dev.nocturne;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/** Looks into a database while no process of Nocturne has it, or, with AUTO_SERVER, beside one that has. */
public final class RecordedRun implements AutoCloseable {
    private final SingleConnectionDataSource connection;
    private final JdbcTemplate sql;
    private final String study;

    private RecordedRun(String url, String user, String study) {
        connection = new SingleConnectionDataSource(url, user, "", true);
        sql = new JdbcTemplate(connection);
        this.study = study;
    }

    /** In the default database of that folder. */
    public static RecordedRun in(Path folder, String study) {
        return new RecordedRun(
                "jdbc:h2:file:" + folder.resolve("data/nocturne") + ";IFEXISTS=TRUE;WRITE_DELAY=0", "sa", study);
    }

    /** The same while a run serves it. */
    public static RecordedRun beside(Path folder, String study) {
        return new RecordedRun(
                "jdbc:h2:file:" + folder.resolve("data/nocturne") + ";IFEXISTS=TRUE;AUTO_SERVER=TRUE;WRITE_DELAY=0",
                "sa",
                study);
    }

    public static RecordedRun at(String postgresUrl, String study) {
        return new RecordedRun(postgresUrl, "postgres", study);
    }

    public JdbcTemplate sql() {
        return sql;
    }

    /** What a run must always give, however often it was killed. */
    public List<List<Object>> table() {
        return sql.query(
                "select trial_id, status, objective, parameters, failure_kind from v_trial where study = ? order by run_id, trial_id",
                (row, i) -> java.util.Arrays.asList(
                        row.getInt(1), row.getString(2), row.getObject(3), row.getString(4), row.getString(5)),
                study);
    }

    public int count(String what) {
        Integer count = sql.queryForObject(what, Integer.class, study);
        return count == null ? 0 : count;
    }

    public int ended() {
        return count("select count(*) from v_trial where study = ? and ended_at is not null");
    }

    public Map<String, Object> run() {
        return sql.queryForMap("select * from v_run where study = ? order by run_id desc fetch first row only", study);
    }

    /** Trials whose attempts, events or parameters do not tell the same story, in a database whose figures do. */
    public List<Integer> unbalanced() {
        KeptFigures.check(sql);
        return sql.queryForList("""
                with a as (select run_id, trial_id, count(*) as n, max(attempt) as last,
                                  sum(case when outcome = 'INTERRUPTED' then 1 else 0 end) as cut
                             from trial_attempt group by run_id, trial_id),
                     e as (select run_id, trial_id,
                                  sum(case when type = 'TRIAL_STARTED' then 1 else 0 end) as started,
                                  sum(case when type <> 'TRIAL_STARTED' then 1 else 0 end) as ended,
                                  sum(case when type = 'TRIAL_INTERRUPTED' then 1 else 0 end) as cut
                             from tuning_event where trial_id is not null group by run_id, trial_id)
                select t.trial_id
                  from v_trial t
                  left join a on a.run_id = t.run_id and a.trial_id = t.trial_id
                  left join e on e.run_id = t.run_id and e.trial_id = t.trial_id
                 where t.study = ?
                   and not (coalesce(a.n, 0) = t.attempts and a.last = t.attempts and e.started = t.attempts
                            and e.ended = t.attempts and e.cut = a.cut)
                """, Integer.class, study);
    }

    @Override
    public void close() {
        connection.destroy();
    }
}
