package dev.nocturne.store;

import java.util.List;
import javax.sql.DataSource;
import org.springframework.jdbc.core.JdbcTemplate;

/** Runs in a PostgreSQL database that somebody executes, of whichever version he is and the tables are. */
final class GoingRuns {
    private static final String LOCKED = """
            exists (select 1
                      from pg_locks l
                     where l.locktype = 'advisory'
                       and l.granted
                       and l.objsubid = 1
                       and l.database = (select oid from pg_database where datname = current_database())
                       and (l.classid::bigint << 32 | l.objid::bigint)
                           = hashtextextended('nocturne/' || s.name || chr(10) || r.run_key, 0))
            """;
    private static final String LENT = """
            exists (select 1
                      from worker w
                     where w.run_id = r.run_id and w.remote and w.ended_at is null and w.lease_until > clock_timestamp())
            """;
    private static final String SELECT = """
            select r.run_key || ' of study ' || s.name
              from tuning_run r
              join study s on s.study_id = r.study_id
             where r.status = 'RUNNING' and (%s)
             order by r.run_id
            """;
    private static final String RUNS_KNOWN = "select to_regclass('tuning_run') is not null";
    private static final String LEASES_KNOWN = "select to_regclass('run_lease') is not null";

    private GoingRuns() {}

    /** Their names for a person; also those whose runner has died while workers elsewhere still have trials of them. */
    static List<String> in(DataSource database) {
        var jdbc = new JdbcTemplate(database);
        if (!Boolean.TRUE.equals(jdbc.queryForObject(RUNS_KNOWN, Boolean.class))) {
            // A first start was killed between two migrations.
            return List.of();
        }
        boolean leases = Boolean.TRUE.equals(jdbc.queryForObject(LEASES_KNOWN, Boolean.class));
        return jdbc.queryForList(SELECT.formatted(leases ? LOCKED + " or " + LENT : LOCKED), String.class);
    }
}
