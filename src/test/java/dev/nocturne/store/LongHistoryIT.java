package dev.nocturne.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nocturne.engine.Attempt;
import dev.nocturne.engine.Claim;
import dev.nocturne.space.ContinuousParameter;
import dev.nocturne.space.CoordinateSpace;
import dev.nocturne.space.Point;
import dev.nocturne.strategy.Proposal;
import dev.nocturne.strategy.StrategyFactory;
import dev.nocturne.strategy.StrategySettings;
import dev.nocturne.study.Observation;
import dev.nocturne.study.Study;
import dev.nocturne.study.TrialHistory;
import dev.nocturne.study.TrialRandom;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.core.JdbcTemplate;

/** Histories that are read in several pages. */
@Timeout(120)
class LongHistoryIT {
    private static final int TRIALS = 2_345;

    @TempDir
    private Path folder;

    private static Study study(String strategy) {
        return Study.named("long")
                .strategy(strategy)
                .seed(5)
                .lag(1)
                .maxTrials(TRIALS + 10)
                .parameter(new ContinuousParameter("x", -1, 1))
                .parameter(new ContinuousParameter("y", -1, 1))
                .build();
    }

    @ParameterizedTest
    @ValueSource(strings = {"tpe", "cma_es", "nsga2"})
    void theNextTrialIsThatOfTheWholeHistory(String strategy) {
        Study study = study(strategy);
        var space = new CoordinateSpace(study.space());
        List<Observation> trials = new ArrayList<>();
        try (var database = LedgerDatabase.h2(folder)) {
            var history = new WrittenHistory(database.pool());
            var written = new AtomicInteger();
            history.write(study, TRIALS, 0, point -> {
                double objective = TRIALS - written.getAndIncrement();
                trials.add(new Observation(space.coordinates(point), new double[] {objective}));
                return objective;
            });
            var claimed = (Claim.Block) history.ledger(study).claim(history.worker(), 1);

            Attempt attempt = claimed.attempts().get(0);
            var alone = new StrategyFactory().create(study, new StrategySettings(5, 1, TRIALS + 10));
            int required = alone.requiredHistory(TRIALS);
            List<double[]> pending = trials.subList(required, TRIALS).stream()
                    .map(Observation::coordinates)
                    .toList();
            Proposal expected = alone.propose(
                    TRIALS,
                    new TrialHistory(List.of(), trials.subList(0, required), pending),
                    new TrialRandom(5, TRIALS));
            assertThat(attempt.trialId()).isEqualTo(TRIALS);
            Point proposed = attempt.parameters();
            assertThat(proposed).isEqualTo(expected.parameters());
        }
    }

    /** Otherwise H2 reads and sorts everything after a page for each page. */
    @Test
    void aPageIsReadInTheOrderOfTheIndex() {
        try (var database = LedgerDatabase.h2(folder)) {
            var sql = new JdbcTemplate(database.pool());
            for (String query : List.of(HistoryReader.SELECT_FROM, RecordedTrials.SELECT, TrialTable.SELECT)) {
                String plan = sql.queryForObject("explain " + query, String.class, 1, 0, 100);
                assertThat(plan).contains("PRIMARY_KEY").contains("index sorted");
            }
        }
    }
}
