package dev.nocturne.store;

import java.util.List;
import javax.sql.DataSource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.support.JdbcUtils;
import org.springframework.jdbc.support.MetaDataAccessException;

/**
 * What the making of the tables left behind where it was killed. On H2 each table stays made at once, so that the next
 * start would find some of a migration's tables and stumble over them. The first two migrations make tables that hold
 * nothing before both are done, and those are taken away to be made again; later migrations may simply be run again.
 */
public final class HalfMadeTables {
    private static final String HISTORY = "flyway_schema_history";

    private static final String HAS_HISTORY = """
            select count(*)
              from information_schema.tables
             where table_schema = current_schema and table_name = ?
            """;
    private static final String DONE = """
            select count(*) from "flyway_schema_history" where "version" = ? and "success"
            """;
    private static final String FORGET_FAILURES = """
            delete from "flyway_schema_history" where not "success"
            """;
    private static final List<String> OF_SPRING_BATCH = List.of(
            "drop table if exists batch_step_execution_context",
            "drop table if exists batch_job_execution_context",
            "drop table if exists batch_step_execution",
            "drop table if exists batch_job_execution_params",
            "drop table if exists batch_job_execution",
            "drop table if exists batch_job_instance",
            "drop sequence if exists batch_step_execution_seq",
            "drop sequence if exists batch_job_execution_seq",
            "drop sequence if exists batch_job_instance_seq");
    private static final List<String> OF_THE_LEDGER = List.of(
            "drop table if exists tuning_summary",
            "drop table if exists tuning_event",
            "drop table if exists trial_measurement",
            "drop table if exists trial_attempt",
            "drop table if exists trial_parameter",
            "drop table if exists trial",
            "drop table if exists worker",
            "drop table if exists tuning_run",
            "drop table if exists study");

    private HalfMadeTables() {}

    /** Makes way for the migrations that a killed start left half done. Does nothing on other databases than H2. */
    public static void remove(DataSource database) {
        var jdbc = new JdbcTemplate(database);
        if (!isH2(database) || count(jdbc, HAS_HISTORY, HISTORY) == 0) {
            return;
        }
        jdbc.update(FORGET_FAILURES);
        if (count(jdbc, DONE, "2") == 0) {
            OF_THE_LEDGER.forEach(jdbc::execute);
        }
        if (count(jdbc, DONE, "1") == 0) {
            OF_SPRING_BATCH.forEach(jdbc::execute);
        }
    }

    static boolean isH2(DataSource database) {
        try {
            String product = JdbcUtils.extractDatabaseMetaData(database, metaData -> metaData.getDatabaseProductName());
            return "H2".equals(product);
        } catch (MetaDataAccessException unreachable) {
            return false;
        }
    }

    private static int count(JdbcTemplate jdbc, String query, String argument) {
        Integer count = jdbc.queryForObject(query, Integer.class, argument);
        return count == null ? 0 : count;
    }
}
