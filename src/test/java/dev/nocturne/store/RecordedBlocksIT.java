package dev.nocturne.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nocturne.engine.Attempt;
import dev.nocturne.engine.AttemptResult;
import dev.nocturne.engine.Claim;
import dev.nocturne.engine.LedgerSignal;
import dev.nocturne.engine.LostClaimException;
import dev.nocturne.engine.Measurement;
import dev.nocturne.engine.Results;
import dev.nocturne.engine.TrialLedger;
import dev.nocturne.event.EventBus;
import dev.nocturne.space.CategoricalParameter;
import dev.nocturne.space.ContinuousParameter;
import dev.nocturne.strategy.StrategyFactory;
import dev.nocturne.strategy.StrategySettings;
import dev.nocturne.study.FailureKind;
import dev.nocturne.study.Study;
import dev.nocturne.study.TrialState;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/** However many trials come at once, and however their rows get into the tables, it is the same rows. */
class RecordedBlocksIT {
    private static final int TRIALS = 60;
    private static final List<String> TEXTS = List.of(
            "plain",
            "tab\tand\nnewline\rreturn",
            "back\\slash \\N \\. \\t",
            "\\.",
            "'; drop table trial; --",
            "{\"json\": [1,2]}, \"NULL\"",
            "emoji \ud83e\udd89 and \u00fcnic\u00f6d\u00e9 \u0661\u0662\u0663",
            "x".repeat(30_000));
    private static LedgerDatabase h2;
    private static LedgerDatabase postgres;
    private static int studies;

    enum Database {
        H2,
        POSTGRESQL;

        JdbcTemplate sql() {
            return new JdbcTemplate((this == H2 ? h2 : postgres).pool());
        }
    }

    @BeforeAll
    static void open(@TempDir Path folder) {
        h2 = LedgerDatabase.h2(folder);
        postgres = LedgerDatabase.postgres();
    }

    @AfterAll
    static void close() {
        h2.close();
        postgres.close();
    }

    private static StoredRun open(JdbcTemplate sql) {
        return open(sql, TRIALS);
    }

    private static StoredRun open(JdbcTemplate sql, int trials) {
        Study study = Study.named("blocks-" + studies++)
                .strategy("random_search")
                .parameter(new CategoricalParameter("text", TEXTS))
                .parameter(new ContinuousParameter("real", -1e-9, 1e300))
                .seed(7)
                .maxTrials(trials)
                .build();
        var clock = Clock.fixed(Instant.parse("2026-03-01T02:59:59.000017Z"), ZoneOffset.UTC);
        var strategy = new StrategyFactory().create(study, new StrategySettings(7, 1, trials));
        var run = new StoredRun(sql.getDataSource(), new WorkerHost("night-1", 4711), clock, study, strategy);
        run.open();
        return run;
    }

    private static TrialLedger ledger(StoredRun run) {
        return run.ledger(new EventBus((handler, event, failure) -> {}), new LedgerSignal(), "w1", "w2");
    }

    private static List<Attempt> claim(TrialLedger ledger, String worker, int trials) {
        return ((Claim.Block) ledger.claim(worker, trials)).attempts();
    }

    /** Of every kind, with whatever may be in them. */
    private static AttemptResult result(Attempt attempt) {
        String text = TEXTS.get(attempt.trialId() % TEXTS.size());
        return switch (attempt.trialId() % 5) {
            case 0 -> Results.of(attempt, new TrialState.Completed(Math.PI * attempt.trialId()));
            case 1 ->
                Results.of(
                        attempt,
                        new TrialState.Completed(-1e-300),
                        new Measurement(1, -0.0, Instant.parse("2026-03-01T03:00:00.999999Z")),
                        new Measurement(1L << 40, 0.1, Instant.parse("2026-03-01T03:00:01Z")));
            case 2 ->
                Results.of(
                        attempt,
                        new TrialState.Failed(FailureKind.EXCEPTION, text.substring(0, Math.min(4000, text.length()))));
            case 3 -> Results.of(attempt, new TrialState.Pruned(12, 0.25));
            default -> Results.interrupted(attempt);
        };
    }

    private static List<List<?>> tables(JdbcTemplate sql, StoredRun run) {
        var rows = new ArrayList<List<?>>();
        for (String select : List.of(
                "select * from trial where run_id = ? order by trial_id",
                "select * from trial_parameter where run_id = ? order by trial_id, name",
                "select * from trial_attempt where run_id = ? order by trial_id, attempt",
                "select * from trial_measurement where run_id = ? order by trial_id, step",
                "select * from tuning_event where run_id = ? and trial_id is not null order by trial_id, event_id")) {
            for (var row : sql.queryForList(select, run.id())) {
                row.remove("run_id");
                row.remove("event_id");
                rows.add(List.copyOf(
                        row.entrySet().stream().map(Object::toString).toList()));
            }
        }
        return rows;
    }

    @ParameterizedTest
    @EnumSource
    void aLargeBlockLeavesTheRowsOfSmallOnes(Database database) {
        JdbcTemplate sql = database.sql();
        StoredRun small = open(sql);
        TrialLedger one = ledger(small);
        var claimed = new ArrayList<Attempt>();
        for (int i = 0; i < TRIALS; i++) {
            claimed.addAll(claim(one, "w1", 1));
        }
        claimed.forEach(attempt -> one.complete("w1", List.of(result(attempt))));
        StoredRun large = open(sql);
        TrialLedger all = ledger(large);

        all.complete(
                "w1",
                claim(all, "w1", TRIALS).stream().map(RecordedBlocksIT::result).toList());

        assertThat(tables(sql, large)).hasSizeGreaterThan(5 * TRIALS).isEqualTo(tables(sql, small));
    }

    @ParameterizedTest
    @EnumSource
    void theTrialThatWasLostIsNamedAndNothingOfItsBlockStays(Database database) {
        JdbcTemplate sql = database.sql();
        StoredRun run = open(sql);
        TrialLedger ledger = ledger(run);
        var block = new ArrayList<>(claim(ledger, "w1", 20));
        Attempt other = claim(ledger, "w2", 1).get(0);
        block.add(7, other);
        List<List<?>> before = tables(sql, run);

        assertThatThrownBy(() -> ledger.complete(
                        "w1", block.stream().map(RecordedBlocksIT::result).toList()))
                .isInstanceOf(LostClaimException.class)
                .hasMessageContaining("trial " + other.trialId() + " ");

        assertThat(tables(sql, run)).isEqualTo(before);
    }

    @ParameterizedTest
    @EnumSource
    void resultsThatCameAlreadyAreRefused(Database database) {
        JdbcTemplate sql = database.sql();
        StoredRun run = open(sql);
        TrialLedger ledger = ledger(run);
        List<AttemptResult> results =
                claim(ledger, "w1", 20).stream().map(RecordedBlocksIT::result).toList();
        ledger.complete("w1", results);
        List<List<?>> before = tables(sql, run);

        assertThatThrownBy(() -> ledger.complete("w1", results))
                .isInstanceOf(LostClaimException.class)
                .hasMessageContaining("trial 0 ");

        assertThat(tables(sql, run)).isEqualTo(before);
    }

    @Test
    void endingTrialsOfALongRunReadsNoOthers() {
        JdbcTemplate sql = Database.POSTGRESQL.sql();
        StoredRun run = open(sql, 5000);
        TrialLedger ledger = ledger(run);
        claim(ledger, "w2", 4980);
        List<AttemptResult> results =
                claim(ledger, "w1", 20).stream().map(RecordedBlocksIT::result).toList();

        Long read = run.transaction().execute(status -> {
            // The server counts what this session did in transactions just before, too.
            long before = readOfTrials(sql);
            ledger.complete("w1", results);
            return readOfTrials(sql) - before;
        });

        assertThat(read).isBetween(20L, 100L);
    }

    private static long readOfTrials(JdbcTemplate sql) {
        return sql.queryForObject("""
                select coalesce(seq_tup_read, 0) + coalesce(idx_tup_fetch, 0)
                  from pg_stat_xact_user_tables
                 where relname = 'trial'
                """, Long.class);
    }

    /** It would read the whole table for as long as the server takes to notice that there are many trials now. */
    @Test
    void noPlanForTheEmptyTableIsKept() {
        var connection = new SingleConnectionDataSource(postgres.address().url(), "postgres", "", true);
        try {
            var sql = new JdbcTemplate(connection);
            StoredRun run = open(sql, 200);
            TrialLedger ledger = ledger(run);
            for (int chunk = 0; chunk < 20; chunk++) {
                List<AttemptResult> ended = claim(ledger, "w1", 10).stream()
                        .map(attempt -> Results.of(attempt, new TrialState.Completed(1)))
                        .toList();
                run.transaction().executeWithoutResult(status -> ledger.complete("w1", ended));
            }
            assertThat(sql.queryForList("select lower(statement) from pg_prepared_statements", String.class))
                    .as("what else is asked twenty times is prepared")
                    .anyMatch(statement -> statement.startsWith("update worker_total"))
                    .noneMatch(statement -> statement.startsWith("update trial t"));
        } finally {
            connection.destroy();
        }
    }
}
