package dev.nocturne.store;

import dev.nocturne.study.AppendLog;
import dev.nocturne.study.Budget;
import dev.nocturne.study.Measured;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;

/** What the leading trials of a run measured, read once each, for a caller that knows that they have ended. Not thread-safe. */
final class MeasuredTrials {
    private static final String SELECT = """
            select t.trial_id, t.status, t.budget, m.step, m.measured_value
              from trial t
              left join trial_measurement m on m.run_id = t.run_id and m.trial_id = t.trial_id
             where t.run_id = ? and t.trial_id >= ? and t.trial_id < ?
             order by t.trial_id, m.step
            """;

    private final JdbcTemplate jdbc;
    private final long runId;
    private final AppendLog<Measured> trials = new AppendLog<>();

    MeasuredTrials(JdbcTemplate jdbc, long runId) {
        this.jdbc = jdbc;
        this.runId = runId;
    }

    /** Those of the first trials. */
    List<Measured> first(int count) {
        return trials.first(count);
    }

    /** Reads on until there are that many. */
    void readUpTo(int count) {
        if (count > trials.size()) {
            var reading = new Reading();
            jdbc.query(
                    SELECT,
                    row -> {
                        reading.at(row.getInt("trial_id"), row.getString("status"), row.getDouble("budget"));
                        long step = row.getLong("step");
                        if (!row.wasNull()) {
                            reading.values.put(step, row.getDouble("measured_value"));
                        }
                    },
                    runId,
                    trials.size(),
                    count);
            reading.keep();
        }
    }

    /** Gathers the rows of one trial after another. */
    private final class Reading {
        private int trialId = -1;
        private @Nullable String status;
        private double budget;
        private final TreeMap<Long, Double> values = new TreeMap<>();

        void at(int id, String itsStatus, double itsBudget) {
            if (id != trialId) {
                keep();
                trialId = id;
                status = itsStatus;
                budget = itsBudget;
                values.clear();
            }
        }

        void keep() {
            if (trialId >= 0) {
                trials.add(new Measured("COMPLETED".equals(status), Budget.of(budget), values));
            }
        }
    }
}
