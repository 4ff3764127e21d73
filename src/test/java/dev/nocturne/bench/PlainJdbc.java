package dev.nocturne.bench;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.flywaydb.core.Flyway;

/** The tables that plain JDBC writes to, as the program makes them. */
final class PlainJdbc {
    static final List<String> TABLES = List.of("trial", "trial_parameter", "trial_attempt", "tuning_event");

    private PlainJdbc() {}

    /** Makes the tables, with a run that trials can belong to. */
    static void prepare(BenchmarkDatabases.Database database) throws SQLException {
        Flyway.configure()
                .dataSource(database.url(), database.user(), database.password())
                .locations("classpath:db/migration/" + database.vendor(), "classpath:db/migration/common")
                .load()
                .migrate();
        try (Connection target = database.connect();
                Statement run = target.createStatement()) {
            run.execute("insert into study values (1, 'recording', current_timestamp)");
            run.execute("insert into tuning_run (run_id, study_id, run_key, status, strategy, direction, seed, lag,"
                    + " planned_trials, horizon, configuration, configuration_file, configuration_sha256, run_token,"
                    + " started_at) values (1, 1, 'b', 'RUNNING', 'random_search', 'MINIMIZE', 1, 1, 1, 1, '', '', '', '',"
                    + " current_timestamp)");
        }
    }
}
