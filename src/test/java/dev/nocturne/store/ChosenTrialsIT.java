package dev.nocturne.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.HashMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
import org.springframework.jdbc.support.SqlArrayValue;

/** On H2, which takes every run to have a hundred trials at most. */
class ChosenTrialsIT {
    @TempDir
    private Path folder;

    @Test
    void eachTrialIsReadByItsKey() {
        try (LedgerDatabase database = LedgerDatabase.h2(folder)) {
            var sql = new JdbcTemplate(database.pool());
            long run = new WrittenRuns(sql, true).plain("plain", 0, 1, 5000);
            sql.execute("analyze");
            var parameters = new HashMap<String, Object>();
            parameters.put("run", run);
            parameters.put("ids", new SqlArrayValue("integer", 4, 3000));
            var named = new NamedParameterJdbcTemplate(sql);
            String query = "select t.trial_id from " + ChosenTrials.in("trial", "t") + " order by t.trial_id";
            assertThat(named.queryForList(query, parameters, Integer.class)).containsExactly(4, 3000);
            assertThat(named.queryForObject("explain " + query, parameters, String.class))
                    .as("an outer join, which H2 never turns round")
                    .contains("LEFT OUTER JOIN", "TRIAL_ID = CHOSEN.TRIAL_ID");
        }
    }
}
