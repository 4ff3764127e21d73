package dev.nocturne.store;

import java.util.Arrays;
import java.util.BitSet;
import org.springframework.jdbc.core.RowCallbackHandler;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * What a report compares of all trials of a search, in the order of ids. They are read once, some thousand rows at a time: a
 * database that sorts or numbers all of them anew for every figure takes far longer. A trial takes some twenty bytes.
 */
final class TrialScan {
    private static final int PAGE = 5000;
    private static final String ANY_MEASURED = """
            select trial_id from trial_measurement where run_id = :run fetch first 1 row only
            """;

    /** A trial may have very many measurements, so the first is looked up instead of reading them all. */
    private static final String MEASURED = """
            (select m.step
               from trial_measurement m
              where m.run_id = t.run_id and m.trial_id = t.trial_id
              fetch first 1 row only) is not null
            """;

    private static final String SELECT = """
            select t.trial_id, t.status, t.objective, t.budget, t.promoted_from, %s as measured
              from trial t
             where t.run_id = :run and t.trial_id > :after and t.trial_id < :end
             order by t.run_id, t.trial_id
             fetch first :page rows only
            """;

    private int size;
    private int[] ids = new int[PAGE];
    private char[] states = new char[PAGE];
    private double[] objectives = new double[PAGE];
    private double[] budgets = new double[PAGE];
    private final BitSet measured = new BitSet();
    private final BitSet promoted = new BitSet();

    private TrialScan() {}

    /** The trials of a run with ids below the end. */
    static TrialScan of(JdbcClient jdbc, long run, int end) {
        boolean anyMeasured = jdbc.sql(ANY_MEASURED)
                .param("run", run)
                .query(Integer.class)
                .optional()
                .isPresent();
        String sql = SELECT.formatted(anyMeasured ? MEASURED : "false");
        var scan = new TrialScan();
        RowCallbackHandler add = row -> {
            int from = row.getInt("promoted_from");
            if (!row.wasNull()) {
                scan.promoted.set(from);
            }
            scan.measured.set(scan.size, row.getBoolean("measured"));
            scan.add(
                    row.getInt("trial_id"),
                    row.getString("status").charAt(0),
                    row.getDouble("objective"),
                    row.getDouble("budget"));
        };
        int before;
        do {
            before = scan.size;
            jdbc.sql(sql)
                    .param("run", run)
                    .param("after", before == 0 ? -1 : scan.ids[before - 1])
                    .param("end", end)
                    .param("page", PAGE)
                    .query(add);
        } while (scan.size == before + PAGE);
        return scan;
    }

    private void add(int id, char state, double objective, double budget) {
        if (size == ids.length) {
            int larger = size + size / 2;
            ids = Arrays.copyOf(ids, larger);
            states = Arrays.copyOf(states, larger);
            objectives = Arrays.copyOf(objectives, larger);
            budgets = Arrays.copyOf(budgets, larger);
        }
        ids[size] = id;
        states[size] = state;
        objectives[size] = objective;
        budgets[size] = budget;
        size++;
    }

    /** How many there are: their places are the numbers below. */
    int size() {
        return size;
    }

    int id(int place) {
        return ids[place];
    }

    /** Meaningless unless the trial completed. */
    double objective(int place) {
        return objectives[place];
    }

    double budget(int place) {
        return budgets[place];
    }

    boolean completed(int place) {
        return states[place] == 'C';
    }

    boolean failed(int place) {
        return states[place] == 'F';
    }

    boolean pruned(int place) {
        return states[place] == 'P';
    }

    boolean running(int place) {
        return states[place] == 'R';
    }

    boolean ended(int place) {
        return completed(place) || failed(place) || pruned(place);
    }

    /** Whether it reported intermediate values. */
    boolean measured(int place) {
        return measured.get(place);
    }

    /** Whether a trial with a larger budget began from it. */
    boolean promoted(int place) {
        return promoted.get(ids[place]);
    }
}
