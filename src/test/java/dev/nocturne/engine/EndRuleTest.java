package dev.nocturne.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nocturne.study.AppendLog;
import dev.nocturne.study.Budget;
import dev.nocturne.study.Direction;
import dev.nocturne.study.EndCondition;
import dev.nocturne.study.Goal;
import dev.nocturne.study.Limits;
import dev.nocturne.study.Observation;
import dev.nocturne.study.Observation.Outcome;
import dev.nocturne.study.Patience;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EndRuleTest {
    @Test
    void theFirstTrialThatIsGoodEnoughEndsTheRun() {
        EndRule rule = rule(stopAt(0.9), Direction.MAXIMIZE);
        var trials = completed(Direction.MAXIMIZE, 0.1, 0.8999, 0.9, 0.95);
        assertThat(rule.after(trials.subList(0, 2))).isEmpty();
        assertThat(rule.after(trials.subList(0, 3))).hasValueSatisfying(end -> {
            assertThat(end.condition()).isEqualTo(EndCondition.STOP_AT);
            assertThat(end.reason()).isEqualTo("trial 2 reached 0.9, and stop-at is 0.9");
        });
    }

    @Test
    void lessIsGoodEnoughWhereLessIsBetter() {
        EndRule rule = rule(stopAt(-1), Direction.MINIMIZE);
        assertThat(rule.after(completed(Direction.MINIMIZE, 5, 0, -0.5))).isEmpty();
        assertThat(rule.after(completed(Direction.MINIMIZE, 5, 0, -0.5, -2)))
                .hasValueSatisfying(
                        end -> assertThat(end.reason()).isEqualTo("trial 3 reached -2.0, and stop-at is -1.0"));
    }

    @Test
    void soManyTrialsWithoutAnImprovementEndTheRun() {
        EndRule rule = rule(patience(2, 0), Direction.MINIMIZE);
        var trials = completed(Direction.MINIMIZE, 5, 6, 4, 4, 4, 1);
        assertThat(rule.after(trials.subList(0, 4))).isEmpty();
        assertThat(rule.after(trials.subList(0, 5))).hasValueSatisfying(end -> {
            assertThat(end.condition()).isEqualTo(EndCondition.PATIENCE);
            assertThat(end.reason()).startsWith("no improvement in 2 trials").contains("4.0", "trial 2");
        });
    }

    @Test
    void smallImprovementsCountOnceTheyAddUp() {
        EndRule rule = rule(patience(3, 0.5), Direction.MAXIMIZE);
        assertThat(rule.after(completed(Direction.MAXIMIZE, 1, 1.25, 1.5, 1.75, 2, 2.25)))
                .isEmpty();
        assertThat(rule(patience(3, 0.5), Direction.MAXIMIZE).after(completed(Direction.MAXIMIZE, 1, 1.25, 1.5, 1.5)))
                .isPresent();
    }

    @Test
    void failedAndPrunedTrialsAreNoImprovementAndOthersCountForNothing() {
        EndRule rule = rule(patience(2, 0), Direction.MINIMIZE);
        assertThat(rule.after(List.of(trial(Outcome.VOID, 1), trial(Outcome.VOID, 1), trial(Outcome.FAILED, 1))))
                .isEmpty();
        assertThat(rule(patience(2, 0), Direction.MINIMIZE)
                        .after(List.of(trial(Outcome.PRUNED, 1), trial(Outcome.VOID, 1), trial(Outcome.FAILED, 1))))
                .hasValueSatisfying(end -> assertThat(end.reason()).contains("none completed"));
    }

    @Test
    void aTrialOfLessThanTheWholeBudgetDecidesNothing() {
        EndRule rule = new EndRule(stopAt(1), Goal.only(Direction.MINIMIZE), 9);
        var trials = List.of(completed(0, 3), completed(0, 3), completed(0.5, 9));
        assertThat(rule.after(trials.subList(0, 2))).isEmpty();
        assertThat(rule.after(trials)).isPresent();
        assertThat(new EndRule(patience(1, 0), Goal.only(Direction.MINIMIZE), 9).after(trials))
                .isEmpty();
    }

    @Test
    void aZeroIsShownWithoutASign() {
        assertThat(rule(stopAt(0), Direction.MAXIMIZE).after(completed(Direction.MAXIMIZE, 0)))
                .hasValueSatisfying(
                        end -> assertThat(end.reason()).isEqualTo("trial 0 reached 0.0, and stop-at is 0.0"));
    }

    /** However a run's threads ask, and after any restart, it ends with the same trial. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12})
    void theEndDependsOnTheLeadingTrialsAlone(long seed) {
        var random = new Random(seed);
        Direction direction = Direction.values()[random.nextInt(2)];
        var limits = new Limits(
                OptionalInt.empty(),
                Optional.empty(),
                Optional.empty(),
                random.nextBoolean() ? OptionalDouble.of(direction.loss(1)) : OptionalDouble.empty(),
                Optional.of(new Patience(1 + random.nextInt(12), random.nextInt(3))),
                Optional.empty());
        var log = new AppendLog<Observation>();
        for (int i = 0; i < 300; i++) {
            var outcome = Outcome.values()[random.nextInt(4)];
            log.add(trial(outcome, outcome == Outcome.COMPLETED ? 1 + random.nextInt(1 + 2 * (300 - i)) : 0));
        }
        EndRule asked = rule(limits, direction);
        int endsAfter = endsAfter(limits, direction, log.first(log.size()));
        for (int i = 0; i < 500; i++) {
            int count = random.nextInt(log.size() + 1);
            Optional<RunEnd> end = asked.after(log.first(count));
            assertThat(end.isPresent()).as("%s of %s", count, endsAfter).isEqualTo(count >= endsAfter);
            assertThat(rule(limits, direction).after(log.first(count))).isEqualTo(end);
        }
    }

    /** As it is defined; more than there are if they go on. */
    private static int endsAfter(Limits limits, Direction direction, List<Observation> trials) {
        double best = Double.POSITIVE_INFINITY;
        int without = 0;
        for (int i = 0; i < trials.size(); i++) {
            Observation trial = trials.get(i);
            if (trial.outcome() == Outcome.VOID) {
                continue;
            }
            double loss = trial.failed() ? Double.POSITIVE_INFINITY : trial.loss();
            boolean better = best - loss > limits.patience().orElseThrow().minImprovement();
            best = better ? loss : best;
            without = better ? 0 : without + 1;
            boolean good = limits.stopAt().isPresent()
                    && !trial.failed()
                    && !direction.isBetter(limits.stopAt().getAsDouble(), direction.loss(loss));
            if (good || without == limits.patience().get().trials()) {
                return i + 1;
            }
        }
        return Integer.MAX_VALUE;
    }

    private static EndRule rule(Limits limits, Direction direction) {
        return new EndRule(limits, Goal.only(direction), 1);
    }

    private static Limits stopAt(double objective) {
        return new Limits(
                OptionalInt.empty(),
                Optional.empty(),
                Optional.empty(),
                OptionalDouble.of(objective),
                Optional.empty(),
                Optional.empty());
    }

    private static Limits patience(int trials, double minImprovement) {
        return new Limits(
                OptionalInt.empty(),
                Optional.empty(),
                Optional.empty(),
                OptionalDouble.empty(),
                Optional.of(new Patience(trials, minImprovement)),
                Optional.empty());
    }

    private static List<Observation> completed(Direction direction, double... objectives) {
        var trials = new ArrayList<Observation>();
        for (double objective : objectives) {
            trials.add(completed(direction.loss(objective), 1));
        }
        return trials;
    }

    private static Observation completed(double loss, double budget) {
        return new Observation(new double[0], new double[] {loss}, Outcome.COMPLETED, Budget.of(budget));
    }

    private static Observation trial(Outcome outcome, double loss) {
        double[] losses = outcome == Outcome.COMPLETED ? new double[] {loss} : new double[0];
        return new Observation(new double[0], losses, outcome, Budget.FULL);
    }
}
