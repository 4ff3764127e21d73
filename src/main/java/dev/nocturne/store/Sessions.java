package dev.nocturne.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Ends sessions of processes that are frozen or cut off: what they hold in the middle of a transaction would hold up
 * everybody. PostgreSQL lets every role end its own sessions.
 */
final class Sessions {
    private static final String END = """
            select count(pg_terminate_backend(pid))
              from pg_stat_activity
             where application_name = ? and usename = current_user and pid <> pg_backend_pid()
            """;
    private static final String END_STUCK = """
            select count(pg_terminate_backend(a.pid))
              from pg_stat_activity a
             where a.usename = current_user
               and a.datname = current_database()
               and a.state = 'idle in transaction'
               and a.state_change < clock_timestamp() - ? * interval '1 second'
               and a.application_name like 'nocturne %'
               and not exists (select 1
                                 from run_lease l
                                where a.application_name = 'nocturne ' || l.process
                                  and l.lease_until > clock_timestamp())
               and not exists (select 1
                                 from worker w
                                where a.application_name = 'nocturne ' || w.process
                                  and w.ended_at is null
                                  and w.lease_until > clock_timestamp())
            """;

    private Sessions() {}

    /** All sessions of a process that has lost its lease. */
    static void end(JdbcTemplate jdbc, String process) {
        jdbc.queryForObject(END, Long.class, WorkerHost.session(process));
    }

    /** The same, on a connection outside of any pool. */
    static void end(Connection connection, String process) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(END)) {
            statement.setString(1, WorkerHost.session(process));
            statement.executeQuery().close();
        }
    }

    /** Sessions in the middle of a transaction, of processes without a lease, that have done nothing for that long. */
    static void endStuck(JdbcTemplate jdbc, Duration silence) {
        jdbc.queryForObject(END_STUCK, Long.class, Times.seconds(silence));
    }
}
