package dev.nocturne.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import org.springframework.jdbc.core.RowCallbackHandler;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * What a report compares of the trials of a search, or of a sample of them, in the order of ids. They are read once, some thousand rows at a time: a
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

    private static final String COLUMNS = """
            select t.trial_id, t.status, t.objective, t.budget, t.promoted_from, %s as measured
            """;
    private static final String ALL = """
              from trial t
             where t.run_id = :run and t.trial_id > :after and t.trial_id < :end
             order by t.run_id, t.trial_id
             fetch first :page rows only
            """;
    private static final String SOME = """
              from %s
             order by t.trial_id
            """.formatted(ChosenTrials.in("trial", "t"));

    private int size;
    private int[] ids = new int[PAGE];
    private char[] states = new char[PAGE];
    private double[] objectives = new double[PAGE];
    private double[] budgets = new double[PAGE];
    private final BitSet measured = new BitSet();
    private final BitSet promoted = new BitSet();
    private final BitSet promotions = new BitSet();

    private TrialScan() {}

    /** The trials of a run with ids below the end. */
    static TrialScan of(JdbcClient jdbc, long run, int end) {
        String sql = columns(jdbc, run) + ALL;
        var scan = new TrialScan();
        RowCallbackHandler add = scan::add;
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

    /** Chosen trials of a run, in their order. */
    static TrialScan of(JdbcClient jdbc, long run, List<Integer> ids) {
        var scan = new TrialScan();
        new ChosenTrials(jdbc, run, ids).read(columns(jdbc, run) + SOME, scan::add);
        return scan;
    }

    private static String columns(JdbcClient jdbc, long run) {
        boolean anyMeasured = jdbc.sql(ANY_MEASURED)
                .param("run", run)
                .query(Integer.class)
                .optional()
                .isPresent();
        return COLUMNS.formatted(anyMeasured ? MEASURED : "false");
    }

    private void add(ResultSet row) throws SQLException {
        int from = row.getInt("promoted_from");
        if (!row.wasNull()) {
            promoted.set(from);
            promotions.set(size);
        }
        measured.set(size, row.getBoolean("measured"));
        add(
                row.getInt("trial_id"),
                row.getString("status").charAt(0),
                row.getDouble("objective"),
                row.getDouble("budget"));
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

    /** Whether it began from a trial with a smaller budget. */
    boolean isPromotion(int place) {
        return promotions.get(place);
    }

    /** Whether a trial with a larger budget, among those looked at, began from it. */
    boolean promoted(int place) {
        return promoted.get(ids[place]);
    }
}
