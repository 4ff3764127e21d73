package dev.nocturne.strategy.rung;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nocturne.space.ContinuousParameter;
import dev.nocturne.space.Point;
import dev.nocturne.space.Value;
import dev.nocturne.strategy.Proposal;
import dev.nocturne.strategy.Strategy;
import dev.nocturne.strategy.StrategyFactory;
import dev.nocturne.strategy.StrategySettings;
import dev.nocturne.study.Budget;
import dev.nocturne.study.BudgetSettings;
import dev.nocturne.study.Observation;
import dev.nocturne.study.Observation.Outcome;
import dev.nocturne.study.Study;
import dev.nocturne.study.TrialHistory;
import dev.nocturne.study.TrialRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

/** Rungs at 1, 3 and 9, each keeping a third. */
class AsynchronousHalvingTest {
    private final List<Observation> trials = new ArrayList<>();

    @Test
    void newConfigurationsEnterUntilAThirdOfARungIsAtLeastOne() {
        assertEntry();
        completed(1, 0.5);
        completed(1, 0.4);
        assertEntry();
        completed(1, 0.6);
        assertPromotion(1, 3);
    }

    @Test
    void theBestThatHasNotBeenPromotedIsPromotedOnce() {
        List.of(0.5, 0.4, 0.6, 0.3, 0.9, 0.8).forEach(loss -> completed(1, loss));
        assertPromotion(3, 3);
        promoted(3, 3, Outcome.PENDING, 0);
        assertPromotion(1, 3);
        promoted(1, 3, Outcome.PENDING, 0);
        assertEntry();
    }

    @Test
    void theHighestRungComesFirst() {
        List.of(0.5, 0.4, 0.6, 0.3, 0.9, 0.8, 0.7, 0.95, 0.99).forEach(loss -> completed(1, loss));
        promoted(3, 3, Outcome.COMPLETED, 0.2);
        promoted(1, 3, Outcome.COMPLETED, 0.1);
        assertPromotion(0, 3);
        promoted(0, 3, Outcome.COMPLETED, 0.15);
        assertPromotion(10, 9);
        promoted(10, 9, Outcome.COMPLETED, 0.05);
        assertEntry();
    }

    /** A result that comes later changes who is among the best; who was promoted stays so. */
    @Test
    void aLateResultMayBePromotedBesideWhatHasBeen() {
        List.of(0.5, 0.4, 0.6).forEach(loss -> completed(1, loss));
        promoted(1, 3, Outcome.PENDING, 0);
        completed(1, 0.1);
        completed(1, 0.2);
        assertPromotion(4, 3);
        promoted(4, 3, Outcome.PENDING, 0);
        assertEntry();
    }

    @Test
    void onlyTrialsThatCompletedCount() {
        completed(1, 0.5);
        completed(1, 0.4);
        for (Outcome outcome : List.of(Outcome.FAILED, Outcome.PRUNED, Outcome.VOID, Outcome.PENDING)) {
            add(Budget.of(1), outcome, 0);
        }
        assertEntry();
        completed(1, 0.9);
        assertPromotion(1, 3);
    }

    @Test
    void ofEqualOnesTheFirstIsPromoted() {
        List.of(0.5, 0.0, -0.0).forEach(loss -> completed(1, loss));
        assertPromotion(1, 3);
    }

    @Test
    void pointsToTryFirstEnterFirst() {
        var wanted = new Point(Map.of("x", new Value.Real(0.123456789)));
        Strategy strategy =
                new StrategyFactory().create(study().enqueue(wanted).build(), new StrategySettings(1, 1, 100));
        Proposal proposal = strategy.propose(0, TrialHistory.EMPTY, new TrialRandom(1, 0));
        assertThat(proposal).isEqualTo(new Proposal(wanted, Budget.of(1)));
    }

    @Test
    void saysThatItCannotBeRepeated() {
        Strategy strategy = new StrategyFactory().create(study().build(), new StrategySettings(1, 8, 100));
        assertThat(strategy.isAsynchronous()).isTrue();
        assertThat(strategy.requiredHistory(1_000)).isZero();
    }

    private void completed(double amount, double loss) {
        add(Budget.of(amount), Outcome.COMPLETED, loss);
    }

    private void promoted(int from, double amount, Outcome outcome, double loss) {
        add(new Budget(amount, OptionalInt.of(from)), outcome, loss);
    }

    /** In the range of x, numbers like these come back from coordinates changed by a rounding. */
    private void add(Budget budget, Outcome outcome, double loss) {
        double[] losses = outcome == Outcome.COMPLETED ? new double[] {loss} : new double[0];
        var point = new Point(Map.of("x", new Value.Real(0.1 + trials.size() / 97.0)));
        trials.add(new Observation(new double[] {trials.size() / 97.0}, losses, outcome, budget, Optional.of(point)));
    }

    private void assertEntry() {
        Proposal proposal = propose();
        assertThat(proposal.budget()).isEqualTo(Budget.of(1));
    }

    private void assertPromotion(int from, double amount) {
        assertThat(propose())
                .isEqualTo(new Proposal(
                        trials.get(from).parameters().orElseThrow(), new Budget(amount, OptionalInt.of(from))));
    }

    private Proposal propose() {
        int id = trials.size();
        return new StrategyFactory()
                .create(study().build(), new StrategySettings(1, 1, 100))
                .propose(id, new TrialHistory(List.of(), List.of(), List.of(), trials), new TrialRandom(1, id));
    }

    private static Study.Builder study() {
        return Study.named("s")
                .strategy("asha")
                .budget(new BudgetSettings(1, 9, 3, "tpe"))
                .parameter(new ContinuousParameter("x", 0, 10));
    }
}
