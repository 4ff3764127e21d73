package dev.nocturne.batch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nocturne.study.InvalidStudyException;
import dev.nocturne.study.TuningException;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.jdbc.core.JdbcTemplate;

/** What a person changes between nights and during them: the champion, the search space, the objective. */
@Timeout(120)
class ChampionChangesIT extends ChampionNights {
    @RegisterExtension
    static final H2Installation H2 = new H2Installation(ChampionNights::open);

    @Override
    NocturneContext context() {
        return H2.context();
    }

    @Override
    JdbcTemplate sql() {
        return H2.sql();
    }

    @Override
    boolean isPostgres() {
        return false;
    }

    private static void completes(RunOutcome outcome) {
        assertThat(outcome).isInstanceOf(RunOutcome.Completed.class);
    }

    private void set(String key, int trial) {
        H2.context().champions().set(H2.context().summaries().run(study, key).orElseThrow(), trial);
    }

    private List<Object> current() {
        return champions(study).stream()
                .filter(row -> row.get(1).equals(true))
                .findFirst()
                .orElseThrow();
    }

    // --------------------------------------------------------------------------------------------------- by hand

    private static final String FAR = "search-space: {n: {type: integer, min: 30, max: 40}}";

    @Test
    void aChampionThatWasChangedByHandDuringTheNightIsNotReplaced() throws InterruptedException {
        completes(night("one", "max-trials: 2", FAR));
        Thread hand = whenRunning(9, "two", () -> {
            set("one", 1);
            delete("hold-9");
        });
        // Differences that are equal on all seeds count by their signs alone: that takes as many as these.
        completes(night("two", "champion: {confirm: 8, challengers: 2}"));
        hand.join();

        assertThat(champions(study)).hasSize(2);
        assertThat(current().subList(0, 4))
                .isEqualTo(List.of(2, true, "SET", table(study, "one").get(1).get(3)));
        assertThat(notes("two"))
                .startsWith(
                        "no longer the champion",
                        "not promoted: champion 1, which it was compared with, is no longer the champion");
        assertThat(events("two", "CHAMPION_PROMOTED")).isEmpty();

        completes(night("three"));
        assertThat(listener.start().notes()).contains("Trial 0 evaluates champion 2 again");
        assertThat(difference(study, "two")).isEmpty();
    }

    @Test
    void aChampionThatWasSetDuringTheFirstNightIsNotReplaced() throws InterruptedException {
        completes(night("zero", "champion: none", "max-trials: 1"));
        assertThat(evidence(study, "zero")).isEmpty();
        Thread hand = whenRunning(9, "one", () -> {
            set("zero", 0);
            delete("hold-9");
        });
        completes(night("one"));
        hand.join();
        assertThat(champions(study)).hasSize(1);
        assertThat(notes("one")).contains("not promoted: it was not compared with champion 1");
    }

    @Test
    void aChampionOutsideOfAChangedSearchSpaceIsNotEvaluatedAndNobodyTakesItsPlace() {
        completes(night("one", "max-trials: 2", FAR));
        completes(night("two", "search-space: {n: {type: integer, min: 1, max: 20}}"));
        assertThat(listener.start().notes())
                .anyMatch(note -> note.startsWith(
                        "champion 1 is not evaluated, as it is no point of the search space" + " any more: "))
                .anyMatch(note -> note.startsWith("Epoch 2: "));
        assertThat(table(study, "two")).extracting(row -> row.get(6)).containsOnly("SEARCH", "CONFIRMATION");
        assertThat(champions(study)).hasSize(1);
        assertThat(notes("two")).contains("not promoted: it was not compared with champion 1");
        assertThat(difference(study, "two")).isEmpty();
    }

    @Test
    void rollingBackGoesBackStepByStep() {
        completes(night("one", "champion: none"));
        set("one", 1);
        assertThatThrownBy(() -> H2.context().champions().rollBack(study))
                .isInstanceOf(InvalidStudyException.class)
                .hasMessageContaining("no champion before the current one");
        set("one", 2);
        set("one", 3);
        List<Object> parameters =
                table(study, "one").stream().map(row -> row.get(3)).toList();

        H2.context().champions().rollBack(study);
        assertThat(current().subList(0, 4)).isEqualTo(List.of(4, true, "ROLLBACK", parameters.get(2)));
        assertThat(current().subList(7, 9)).isEqualTo(List.of(3, 2));
        H2.context().champions().rollBack(study);
        assertThat(current().subList(0, 4)).isEqualTo(List.of(5, true, "ROLLBACK", parameters.get(1)));
        assertThat(current().subList(7, 9)).isEqualTo(List.of(4, 1));
        assertThatThrownBy(() -> H2.context().champions().rollBack(study))
                .isInstanceOf(InvalidStudyException.class)
                .hasMessageStartingWith(
                        "Champion 1 of study '" + study + "' is in use again, and there was none before it")
                .hasMessageContaining("--set-from-trial N --run KEY");
        assertThat(champions(study)).hasSize(5);

        set("one", 4);
        H2.context().champions().rollBack(study);
        assertThat(current().subList(0, 4)).isEqualTo(List.of(7, true, "ROLLBACK", parameters.get(1)));
        assertThat(events("one", "CHAMPION_PROMOTED")).hasSize(7);
        assertThatThrownBy(() -> H2.context().champions().rollBack("nowhere")).isInstanceOf(RuntimeException.class);
    }

    @Test
    void onlyTrialsThatCompletedInTheSearchCanBeSet() {
        write("fail-2", "");
        completes(night("one", "max-trials: 4"));
        int before = champions(study).size();
        assertThatThrownBy(() -> set("one", 2))
                .isInstanceOf(InvalidStudyException.class)
                .hasMessageContaining("Trial 2 of run one of " + study + " has not completed");
        for (int unknown : new int[] {4, 99, -1}) {
            assertThatThrownBy(() -> set("one", unknown))
                    .isInstanceOf(InvalidStudyException.class)
                    .hasMessageContaining("has no trial " + unknown + " in its search");
        }
        assertThat(champions(study)).hasSize(before);
    }

    @Test
    void withSeveralObjectivesAPersonChooses() {
        completes(night(
                "one",
                "champion: none",
                "max-trials: 3",
                "search-space: {x: {type: continuous, min: 0, max: 1}, y: {type: continuous, min: 0, max: 1}}",
                "objectives: [{name: low, direction: minimize}, {name: high, direction: maximize}]",
                "objective: {type: function, name: binh-korn}"));
        set("one", 2);
        assertThat(current())
                .startsWith(1, true, "SET", table(study, "one").get(2).get(3), null, "one", 2);
    }

    // --------------------------------------------------------------------------------------------------- epochs

    private int epoch(String key) {
        return (Integer) run(key).get("epoch");
    }

    @Test
    void anotherScriptIsAnotherEpochAndTheOldOneTheEarlierAgain() {
        completes(night("one"));
        write("score.sh", "echo $(( $1 + NOCTURNE_SEED % 3 ))\n");
        completes(night("two"));
        assertThat(listener.start().notes())
                .anyMatch(
                        note -> note.equals("Epoch 2: the objective, its files or the search space are not those of run"
                                + " one, so results of the two are not compared"));
        completes(night("three", "max-trials: 9", "strategy: sobol_search"));
        assertThat(listener.start().notes()).noneMatch(note -> note.startsWith("Epoch"));
        writeProgram();
        completes(night("four"));
        assertThat(List.of(epoch("one"), epoch("two"), epoch("three"), epoch("four")))
                .isEqualTo(List.of(1, 2, 2, 1));
    }

    @Test
    void anUnfinishedRunWhoseScriptChangedIsRefusedUnlessThatIsAccepted() {
        whileFailing(
                "trial_attempt", "trial_id <> 5", () -> assertThat(night("one")).isInstanceOf(RunOutcome.Failed.class));
        String before = Arrays.toString(table(study, "one").toArray());
        write("score.sh", "echo $1\n");
        assertThatThrownBy(() -> night("one"))
                .isInstanceOf(InvalidStudyException.class)
                .hasMessageContainingAll("what its objective uses has changed: score.sh", "--accept-changed-files");
        assertThat(Arrays.toString(table(study, "one").toArray())).isEqualTo(before);
        assertThat(epoch("one")).isEqualTo(1);

        completes(H2.context().runner().run(request(study, "one", true), listener));
        assertThat(epoch("one")).isEqualTo(2);
        assertThat(events("one", "OBJECTIVE_CHANGED"))
                .singleElement()
                .satisfies(event -> assertThat(event).contains("score.sh", "\"epoch\":2"));
        assertThat(H2.context().reports().of(study, "one").changedFiles()).containsExactly("score.sh");
        completes(night("two"));
        assertThat(epoch("two")).isEqualTo(2);
        assertThat(H2.context().reports().of(study, "two").changedFiles()).isEmpty();
    }

    @Test
    void anUnfinishedRunGoesOnWhenTheChangeIsUndone() {
        whileFailing("trial_attempt", "trial_id <> 5", () -> night("one"));
        write("score.sh", "echo $1\n");
        assertThatThrownBy(() -> night("one")).isInstanceOf(TuningException.class);
        writeProgram();
        completes(night("one"));
        assertThat(events("one", "OBJECTIVE_CHANGED")).isEmpty();
        assertThat(epoch("one")).isEqualTo(1);
    }

    // --------------------------------------------------------------------------------------------------- the views

    @Test
    void nightsAndDriftAreWhatPlainQueriesSay() {
        completes(night("one", "max-trials: 2", FAR));
        completes(night("two"));
        completes(night("three", "max-trials: 10"));
        write("score.sh", "echo $(( $1 + 100 ))\n");
        completes(night("four"));

        List<List<Object>> nights = rows(
                "select run_key, night, epoch, planned_trials, done_trials, failed_trials, same_epoch, champion,"
                        + " champion_objective, promoted_champion, best_objective, best_change"
                        + " from v_night where study = ? order by night",
                study);
        assertThat(nights).hasSize(4);
        Double previous = null;
        for (int i = 0; i < 4; i++) {
            List<Object> night = nights.get(i);
            String key = List.of("one", "two", "three", "four").get(i);
            Double best = plain("select min(t.objective)", "t.origin <> 'CONFIRMATION'", key);
            Integer promoted = value(
                    Integer.class,
                    "select max(c.champion_number) from champion c join tuning_run r on r.run_id = c.run_id"
                            + " join study s on s.study_id = r.study_id where s.name = ? and r.run_key = ?",
                    study,
                    key);
            int epoch = i < 1 ? 1 : i < 3 ? 2 : 3;
            Double change = i == 2 ? Double.valueOf(previous - best) : null;
            int asked = List.of(2, 8, 10, 8).get(i);
            assertThat(night.subList(0, 6)).isEqualTo(List.of(key, (long) i + 1, epoch, asked, (long) asked, 0L));
            assertThat(night.get(6)).isEqualTo(i == 0 ? null : i == 2);
            assertThat(night.get(8))
                    .isEqualTo(i == 0 ? null : plain("select max(t.objective)", "t.origin = 'CHAMPION'", key));
            assertThat(night.subList(9, 12)).isEqualTo(Arrays.asList(promoted, best, change));
            previous = best;
        }
        for (List<Object> drift : rows(
                "select run_key, epoch, champion, objective, previous_run_key, previous_objective, same_epoch, change"
                        + " from v_drift where study = ? order by evaluated_at",
                study)) {
            String key = (String) drift.get(0);
            assertThat(drift.get(3)).isEqualTo(plain("select max(t.objective)", "t.origin = 'CHAMPION'", key));
            assertThat(drift.get(7)).isEqualTo((Double) drift.get(5) - (Double) drift.get(3));
            assertThat(drift.get(6)).isEqualTo(epoch(key) == epoch((String) drift.get(4)));
        }
        assertThat(rows("select 1 from v_drift where study = ?", study)).hasSize(3);
        for (List<Object> one : rows(
                "select run_key, trial_id, completed, mean_objective from v_confirmation where study = ?", study)) {
            String key = (String) one.get(0);
            assertThat(one.get(2)).isEqualTo(3);
            assertThat((Double) one.get(3))
                    .isEqualTo(
                            plain("select avg(t.objective)", "t.confirms = " + one.get(1), key),
                            org.assertj.core.api.Assertions.within(1e-9));
        }
    }

    private Double plain(String what, String which, String key) {
        return value(
                Double.class,
                what + " from trial t join tuning_run r on r.run_id = t.run_id join study s on s.study_id = r.study_id"
                        + " where s.name = ? and r.run_key = ? and t.status = 'COMPLETED' and " + which,
                study,
                key);
    }
}
