package dev.nocturne.batch;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a night does about its study's champion, whatever happens to it. */
@Timeout(120)
abstract class ChampionContract extends ChampionNights {
    private static final String ONE = "first";
    private static final String TWO = "second";

    // --------------------------------------------------------------------------------------------- the same, always

    @ParameterizedTest
    @ValueSource(
            strings = {
                "strategy: random_search; enqueue: [{n: 16}, {n: 18}]",
                "strategy: tpe; max-trials: 14",
                "strategy: sobol_search; direction: maximize; champion: {confirm: 6, challengers: 1, test: wilcoxon}",
                "strategy: grid_search; max-trials: none; search-space: {n: {type: integer, min: 12, max: 19}}",
                "strategy: hyperband; max-trials: 23; budget: {min: 1, max: 9}"
            })
    void nightsWithAChampionAreTheSameForAnyWorkersAndAnyCrash(String differently) {
        String[] lines = differently.split("; ");
        String quiet = study + "-quiet";
        String disturbed = study + "-disturbed";
        for (String key : List.of(ONE, TWO)) {
            completes(nightOf(quiet, key, with(lines, "workers: 1", "chunk-size: 1")));
            int searched = trials(quiet, key, false);
            String[] four = with(lines, "workers: 4", "chunk-size: 5");
            whileFailing("trial_attempt", "trial_id <> 5", () -> fails(nightOf(disturbed, key, four)));
            whileFailing(
                    "trial_attempt",
                    "trial_id <> " + (searched + 3),
                    () -> fails(nightOf(disturbed, key, with(lines, "workers: 3", "chunk-size: 1"))));
            whileFailing("champion", "champion_number < 0", () -> {
                if (nightOf(disturbed, key, four) instanceof RunOutcome.Completed) {
                    assertThat(champions(quiet)).as("nobody was promoted").hasSize(1);
                }
            });
            assertThat(nightOf(disturbed, key, four))
                    .isInstanceOfAny(RunOutcome.Completed.class, RunOutcome.AlreadyComplete.class);

            assertThat(table(disturbed, key)).isEqualTo(table(quiet, key));
            assertThat(evidence(disturbed, key)).isNotEmpty().isEqualTo(evidence(quiet, key));
            assertThat(difference(quiet, key)).isEmpty();
            assertThat(difference(disturbed, key)).isEmpty();
        }
        assertThat(champions(disturbed)).isNotEmpty().isEqualTo(champions(quiet));
        assertThat(origins(quiet, ONE)).doesNotContainKey("CHAMPION");
        assertThat(origins(quiet, TWO)).containsEntry("CHAMPION", 1L);
        assertThat(table(quiet, TWO).get(0).get(3))
                .as("trial 0 has the champion's parameters")
                .isEqualTo(champions(quiet).get(0).get(3));
    }

    private Map<String, Long> origins(String name, String key) {
        return table(name, key).stream()
                .collect(Collectors.groupingBy(row -> (String) row.get(6), Collectors.counting()));
    }

    static void completes(RunOutcome outcome) {
        assertThat(outcome).isInstanceOf(RunOutcome.Completed.class);
    }

    private static void fails(RunOutcome outcome) {
        assertThat(outcome).isInstanceOf(RunOutcome.Failed.class);
    }

    // --------------------------------------------------------------------------------------------- who is promoted

    private static final String X = "search-space: {x: {type: continuous, min: 0, max: 1}}";

    /** A night of one trial has one candidate; the next finds better ones. */
    private void nightsOfCertainty() {
        completes(night(ONE, CERTAIN, X, "max-trials: 1"));
        completes(night(TWO, CERTAIN, X, "max-trials: 12"));
    }

    @Test
    void theFirstNightHasAFirstChampionAndTheNextABetterOne() {
        nightsOfCertainty();

        assertThat(evidence(study, ONE)).hasSize(1);
        List<List<Object>> champions = champions(study);
        assertThat(champions).hasSize(2);
        assertThat(champions.get(0).subList(0, 3)).isEqualTo(List.of(1, false, "FIRST"));
        assertThat(champions.get(1).subList(0, 3)).isEqualTo(List.of(2, true, "TEST"));
        List<List<Object>> trials = table(study, TWO);
        assertThat(trials.get(0).get(3)).isEqualTo(table(study, ONE).get(0).get(3));
        double champion = (Double) trials.get(0).get(2);
        List<Integer> best = trials.subList(1, 12).stream()
                .sorted((a, b) -> Double.compare((Double) a.get(2), (Double) b.get(2)))
                .limit(2)
                .map(row -> (Integer) row.get(0))
                .toList();
        assertThat(evidence(study, TWO)).extracting(row -> row.get(1)).containsExactly(0, best.get(0), best.get(1));
        List<Object> winner = evidence(study, TWO).get(1);
        double objective = (Double) trials.get(best.get(0)).get(2);
        assertThat(winner.subList(4, 8)).isEqualTo(Arrays.asList(objective, 3, 0, objective));
        assertThat((Double) winner.get(9)).isEqualTo(champion - objective);
        assertThat(winner.get(12)).isEqualTo(true);
        assertThat(champions.get(1).get(6)).isEqualTo(best.get(0));
        assertThat(champions.get(1).get(9)).isEqualTo(winner.get(9));
        assertThat(notes(TWO))
                .startsWith(
                        "replaced", "better than the champion by more than chance: p < 0.0001, and the level is 0.05");
        assertThat(events(TWO, "CHAMPION_PROMOTED")).hasSize(1);
        assertThat(events(TWO, "CONFIRMATION_STARTED")).hasSize(1);
    }

    /** The champion and the others were evaluated again in turn, on one seed after the other. */
    @Test
    void confirmationsAreNoPartOfTheSearch() {
        nightsOfCertainty();
        List<List<Object>> confirmations = table(study, TWO).subList(12, 21);
        assertThat(confirmations).extracting(row -> row.get(8)).containsExactly(0, 0, 0, 1, 1, 1, 2, 2, 2);
        assertThat(confirmations).extracting(row -> row.get(6)).containsOnly("CONFIRMATION");
        assertThat(run(TWO))
                .containsEntry("planned_trials", 12)
                .containsEntry("completed_trials", 12L)
                .containsEntry("end_reason", "all 12 trials ended");
        assertThat(value(
                        Integer.class,
                        "select trials_ran from tuning_summary z join v_run r on r.run_id = z.run_id"
                                + " where r.study = ? and r.run_key = ?",
                        study,
                        TWO))
                .isEqualTo(12);
    }

    /** The whole grid is tried each night, with what is in use. */
    @Test
    void whatIsInUseIsNoChallengerWhenItIsFoundAgain() {
        String[] grid = {
            "strategy: grid_search", "max-trials: none", "search-space: {n: {type: integer, min: 1, max: 2}}", CERTAIN
        };
        completes(night(ONE, grid));
        completes(night(TWO, grid));
        assertThat(evidence(study, TWO)).extracting(row -> row.get(3)).containsExactly("{\"n\":1}", "{\"n\":2}");
        assertThat(notes(TWO)).containsExactly("stays", "no better than the champion");

        grid[2] = "search-space: {n: {type: integer, min: 1, max: 1}}";
        completes(night("third", grid));
        assertThat(evidence(study, "third")).as("nobody to compare with").isEmpty();
        assertThat(trials(study, "third", true)).isZero();
        assertThat(difference(study, "third")).isEmpty();
    }

    @Test
    void gainsBelowTheLeastPromoteNobody() {
        String champion = "champion: {confirm: 3, challengers: 2, minimum-gain: 1}";
        completes(night(ONE, CERTAIN, X, champion, "max-trials: 1"));
        completes(night(TWO, CERTAIN, X, champion, "max-trials: 12"));
        assertThat(champions(study)).hasSize(1);
        assertThat(notes(TWO)).startsWith("stays", "better by less than minimum-gain");
    }

    @Test
    void aNightWhoseTrialsAllFailedEndsWithoutConfirmations() {
        for (int trial = 0; trial < 3; trial++) {
            write("fail-" + trial, "");
        }
        completes(night(ONE, "max-trials: 3"));
        assertThat(table(study, ONE)).hasSize(3).extracting(row -> row.get(1)).containsOnly("FAILED");
        assertThat(champions(study)).isEmpty();
        assertThat(difference(study, ONE)).isEmpty();
    }

    @Test
    void aChampionThatFailsStaysAndNobodyElseIsBetter() {
        completes(night(ONE));
        write("fail-0", "");
        completes(night(TWO));
        assertThat(table(study, TWO).get(0).get(1)).isEqualTo("FAILED");
        assertThat(difference(study, TWO)).isEmpty();
    }

    // --------------------------------------------------------------------------------------------- ends and limits

    @ParameterizedTest
    @CsvSource({"stop-at: 400, STOP_AT", "patience: 4, PATIENCE"})
    void whatEndsTheSearchDoesNotEndWhatComesAfterIt(String limit, String condition) {
        completes(night(ONE, limit, "max-trials: 60", "workers: 4"));
        assertThat(run(ONE)).containsEntry("end_condition", condition);
        assertThat(trials(study, ONE, false)).isLessThan(60);
        assertThat(trials(study, ONE, true)).isEqualTo(6);
        assertThat(champions(study)).hasSize(1);
        assertThat(difference(study, ONE)).isEmpty();
    }

    @Test
    void failuresOfConfirmationsCountForNoLimit() {
        write("fail-8", "");
        write("fail-9", "");
        completes(night(ONE, "max-failures: 0", "workers: 1"));
        assertThat(run(ONE)).containsEntry("failed_trials", 0L);
        assertThat(champions(study)).isEmpty();
        assertThat(notes(ONE)).containsOnly("failed in 1 of 3 evaluations");
    }

    @Test
    void aStopInTheMiddleOfConfirmationsIsMadeGoodAndMoreTrialsComeTooLate() throws InterruptedException {
        String quiet = study + "-quiet";
        completes(nightOf(quiet, ONE));
        Thread stopper = whenRunning(10, ONE, () -> {
            assertThat(context().control().stop(study)).containsExactly(ONE);
            delete("hold-10");
        });
        assertThat(night(ONE, "workers: 1")).isInstanceOf(RunOutcome.Stopped.class);
        stopper.join();
        assertThat(trials(study, ONE, true)).isBetween(3, 5);
        assertThat(evidence(study, ONE)).hasSize(2);
        assertThat(champions(study)).isEmpty();

        completes(night(ONE, "max-trials: 30"));
        assertThat(table(study, ONE)).isEqualTo(table(quiet, ONE));
        assertThat(evidence(study, ONE)).isEqualTo(evidence(quiet, ONE));
        assertThat(difference(study, ONE)).isEmpty();
    }

    /** The trial ends in the grace, or is cut off; those after it are not evaluated, if there are any. */
    @ParameterizedTest
    @CsvSource({"18, true", "18, false", "22, false"})
    void whoseTimeIsOverInTheMiddleOfConfirmationsPromotesNobody(int trial, boolean inTheGrace)
            throws InterruptedException {
        completes(night(ONE, CERTAIN, "max-trials: 1", "search-space: {n: {type: integer, min: 30, max: 40}}"));
        String lines = "max-trials: 14; workers: 1; max-duration: 1h; grace: " + (inTheGrace ? "1h" : "1s");
        Thread time = whenRunning(trial, TWO, () -> {
            MovableClock.INSTANCE.set("2026-11-23T04:00:00Z");
            JobWaiting.until(listener::isTimeOver);
            if (inTheGrace) {
                delete("hold-" + trial);
            }
        });
        completes(night(TWO, lines.split("; ")));
        time.join();

        assertThat(run(TWO)).containsEntry("end_condition", "MAX_DURATION").containsEntry("failed_trials", 0L);
        assertThat(champions(study)).hasSize(1);
        assertThat(notes(TWO))
                .containsExactly(
                        "stays",
                        "not promoted: the run's time was over before all were evaluated again",
                        "not promoted: the run's time was over before all were evaluated again");
        assertThat(difference(study, TWO)).isEmpty();
        assertThat(evidence(study, TWO))
                .allSatisfy(row -> assertThat((Integer) row.get(6)).isLessThanOrEqualTo(inTheGrace ? 0 : 1));
    }

    // --------------------------------------------------------------------------------------------- verification

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "update trial set parameters = '{\"n\":39}' where trial_id = 10; Trial 10 differs",
                "update trial set confirms = 7 - confirms where trial_id = 10; Trial 10 differs",
                "update trial set repetition = 2 where trial_id = 8; Trial 8 differs",
                "update trial set objective = -1000 where trial_id = 7; Trial 8 differs",
                "delete from trial where trial_id = 13; Trial 13 is missing",
                "delete from trial where trial_id = 9; Trial 10 differs",
                "delete from trial where trial_id = 3; Trial 3 is missing",
                "update tuning_run set search_trials = 9 where search_trials = 8; The search ended after 8 trials"
            })
    void tamperingIsNoticed(String change, String sentence) {
        completes(night(ONE));
        assertThat(difference(study, ONE)).isEmpty();
        long run = value(Long.class, "select run_id from v_run where study = ?", study);
        if (change.startsWith("delete")) {
            sql().update("delete from trial_attempt where run_id = ?", run);
            sql().update("delete from trial_parameter where run_id = ?", run);
        }
        assertThat(sql().update(change + " and run_id = " + run)).isEqualTo(1);
        assertThat(difference(study, ONE))
                .hasValueSatisfying(found -> assertThat(found).startsWith(sentence));
    }
}
