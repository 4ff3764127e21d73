package dev.nocturne.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.lang.reflect.Field;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Nobody reads all trials of a run who asks for a few: what plans the database makes for the views, as docs/sql.md says to ask
 * them, and for what commands and a run ask, beside a run of 50,000 trials.
 */
abstract class PlansContract {
    private static final int TRIALS = 50_000;

    /** What asks for the first few rows in an order, and for nothing after them. */
    private static final Pattern FIRST_FEW =
            Pattern.compile("order by [^()]*fetch first \\S+ rows? only$", Pattern.CASE_INSENSITIVE);

    /** A view's few rows of this run; or those of a trial or some, where it has a row for each. */
    private static final List<String> OF_RUN =
            List.of("v_run", "v_best_trial", "v_pareto", "v_known_trial", "v_worker", "v_confirmation", "v_failure");

    private static final List<String> OF_STUDY = List.of("v_run", "v_night", "v_champion", "v_drift");
    private static final List<String> OF_TRIAL =
            List.of("v_trial", "v_trial_parameter", "v_attempt", "v_measurement", "v_trial_objective", "v_incumbent");

    /** Tables with a row or more for each trial. */
    private static final String HOT = "(?:trial|trial_parameter|trial_attempt|trial_measurement|tuning_event)";

    private static final Pattern H2_SCAN =
            Pattern.compile("PUBLIC\\." + HOT + "\\.tableScan", Pattern.CASE_INSENSITIVE);
    private static final Pattern POSTGRES_SCAN =
            Pattern.compile("Seq Scan on " + HOT + "\\b", Pattern.CASE_INSENSITIVE);

    /** Statements that begin with what somebody knows of a run, and are long in nothing but what they ask for. */
    private static final Set<Class<?>> ASKED_OFTEN = Set.of(
            TrialRows.class,
            AttemptRows.class,
            IncumbentRow.class,
            WorkerTotals.class,
            OpenTrials.class,
            FailedAttempts.class,
            CutOffAttempts.class,
            JdbcTrialLedger.class,
            JdbcSummaries.class,
            JdbcRunStates.class,
            JdbcRunClosing.class,
            JdbcRunOpening.class,
            JdbcRuns.class,
            ActiveTime.class,
            SnapshotQuery.class,
            TrialTable.class,
            IncumbentPath.class,
            FailureQuery.class,
            RemainingRows.class);

    /** The database of the test class, with such a run and some small ones, analysed. */
    abstract LedgerDatabase database();

    static void fill(LedgerDatabase database) {
        var sql = new JdbcTemplate(database.pool());
        boolean h2 = database.address().isH2();
        var written = new WrittenRuns(sql, h2);
        for (int night = 0; night < 5; night++) {
            written.plain("small " + night, night, 1, 50);
        }
        long run = written.plain("huge", 5, 1, TRIALS);
        sql.update(
                "insert into trial_parameter (run_id, trial_id, name, numeric_value, text_value)"
                        + " select run_id, trial_id, 'a', 1, '1' from trial where run_id = ?",
                run);
        sql.update(
                "insert into tuning_event (run_id, trial_id, type, occurred_at, payload)"
                        + " select run_id, trial_id, 'TRIAL_STARTED', started_at, '{}' from trial where run_id = ?",
                run);
        sql.execute("analyze");
    }

    private JdbcTemplate sql() {
        return new JdbcTemplate(database().pool());
    }

    private boolean isH2() {
        return database().address().isH2();
    }

    private String plan(String query) {
        return String.join("\n", sql().queryForList("explain " + query, String.class));
    }

    private void assertNoScan(String query) {
        String plan = plan(query);
        assertThat(plan).as(query).doesNotContainPattern(isH2() ? H2_SCAN : POSTGRES_SCAN);
    }

    @TestFactory
    List<DynamicTest> theViews() {
        var queries = new ArrayList<String>();
        String run = " where study = 'written' and run_key = 'huge'";
        OF_RUN.forEach(view -> queries.add("select * from " + view + run));
        OF_STUDY.forEach(view -> queries.add("select * from " + view + " where study = 'written'"));
        for (String view : OF_TRIAL) {
            queries.add("select * from " + view + run + " and trial_id = 40000");
            queries.add("select * from " + view + run + " and trial_id between 40000 and 40009 order by trial_id");
        }
        queries.add("select * from v_incumbent" + run + " and improved order by trial_id");
        queries.add("select trial_id, incumbent_objective from v_incumbent where improved");
        queries.add("select * from v_sink");
        return queries.stream()
                .map(query -> DynamicTest.dynamicTest(query, () -> assertNoScan(query)))
                .toList();
    }

    /** So that a view that comes is asked here, too. */
    @Test
    void noViewIsLeftOut() {
        var known = new ArrayList<>(OF_RUN);
        known.addAll(OF_STUDY);
        known.addAll(OF_TRIAL);
        known.add("v_sink");
        assertThat(known)
                .containsAll(sql().queryForList(
                                "select lower(table_name) from information_schema.views where lower(table_schema) = 'public'",
                                String.class));
    }

    /** Asked once without a plan of its own: what comes in at the end of a run and what opens it is among them. */
    @TestFactory
    List<DynamicTest> whatCommandsAndRunsAsk() throws IllegalAccessException {
        Map<String, String> statements = statements();
        assertThat(statements).hasSizeGreaterThan(20);
        return statements.entrySet().stream()
                .map(statement -> DynamicTest.dynamicTest(
                        statement.getKey(), () -> assertNoScan(withValues(statement.getValue()))))
                .toList();
    }

    private static Map<String, String> statements() throws IllegalAccessException {
        Map<String, String> statements = new TreeMap<>();
        // The others of its class read the whole run, once, and only where this one says so.
        statements.put("RecountedTotals.ACCOUNTED_FOR", RecountedTotals.ACCOUNTED_FOR.strip());
        for (Class<?> type : ASKED_OFTEN) {
            for (Field field : type.getDeclaredFields()) {
                if (field.getType() == String.class && java.lang.reflect.Modifier.isStatic(field.getModifiers())) {
                    field.setAccessible(true);
                    String text = ((String) field.get(null)).strip();
                    if (text.matches("(?is)(select|update|delete)\\b.*\\b(trial|tuning_event)\\w*\\b.*")
                            && !text.contains("%")) {
                        statements.put(type.getSimpleName() + "." + field.getName(), text);
                    }
                }
            }
        }
        return statements;
    }

    /** H2 sorts all trials of a run otherwise, unless the order names all of an index from its beginning. */
    @TestFactory
    List<DynamicTest> theFirstFewAreNotSortedFor() throws IllegalAccessException {
        var queries = statements().entrySet().stream()
                .filter(statement -> FIRST_FEW.matcher(statement.getValue()).find())
                .toList();
        assertThat(queries).hasSizeGreaterThan(5);
        assumeTrue(isH2());
        return queries.stream()
                .map(query -> DynamicTest.dynamicTest(query.getKey(), () -> {
                    String plan = plan(withValues(query.getValue()));
                    // PostgreSQL sees what is best by itself, and may well sort a few.
                    assertThat(plan).contains("/* index sorted */");
                }))
                .toList();
    }

    /** What a value stands for is told by what it is compared with; of ids, one in the middle of the large run. */
    private String withValues(String statement) {
        long run = sql().queryForObject("select run_id from tuning_run where run_key = 'huge'", Long.class);
        String named = statement.replaceAll("(?<!:):\\w+", "?");
        var filled = new StringBuilder();
        int from = 0;
        for (int at = named.indexOf('?'); at >= 0; at = named.indexOf('?', from)) {
            filled.append(named, from, at).append(value(named.substring(0, at), run));
            from = at + 1;
        }
        return filled.append(named.substring(from)).toString();
    }

    private static String value(String before, long run) {
        String words = before.toLowerCase(java.util.Locale.ROOT).stripTrailing();
        if (words.endsWith("run_id =")) {
            return String.valueOf(run);
        }
        if (words.endsWith("fetch first")) {
            return "10";
        }
        if (words.endsWith("trial_id =") || words.endsWith("trial_id >") || words.endsWith("trial_id >=")) {
            return "40000";
        }
        if (words.endsWith("event_id >") || words.endsWith("event_id >=") || words.endsWith("between")) {
            return "30000";
        }
        return words.endsWith("event_id <") || words.endsWith("and") || words.endsWith("trial_id <") ? "40010" : "null";
    }
}
