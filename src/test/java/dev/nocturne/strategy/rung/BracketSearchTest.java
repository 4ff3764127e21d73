package dev.nocturne.strategy.rung;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.nocturne.engine.Proposer;
import dev.nocturne.space.CategoricalParameter;
import dev.nocturne.space.ContinuousParameter;
import dev.nocturne.space.Point;
import dev.nocturne.space.Scale;
import dev.nocturne.space.Value;
import dev.nocturne.strategy.Proposal;
import dev.nocturne.strategy.Strategy;
import dev.nocturne.strategy.StrategyFactory;
import dev.nocturne.strategy.StrategySettings;
import dev.nocturne.strategy.pruner.Pruner;
import dev.nocturne.study.Budget;
import dev.nocturne.study.BudgetSettings;
import dev.nocturne.study.FailureKind;
import dev.nocturne.study.InvalidStudyException;
import dev.nocturne.study.Observation;
import dev.nocturne.study.Study;
import dev.nocturne.study.Trial;
import dev.nocturne.study.TrialState;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Rungs at 1, 3 and 9: brackets of nine, three and one. */
class BracketSearchTest {
    private static final TrialState VOID = new TrialState.Failed(FailureKind.COULD_NOT_START, "There is none.");
    private static final TrialState FAILED = new TrialState.Failed(FailureKind.EXIT_CODE, "1");

    @ParameterizedTest
    @ValueSource(strings = {"tpe", "gp", "random_search"})
    void theBestOfARungAreTriedAgainExactlyAsTheyWere(String proposals) {
        List<Trial> run = run(study(proposals), 30, id -> new TrialState.Completed((id * 7) % 9));

        // Of 0 to 8, by (7 id) mod 9: trial 0 has 0, trial 4 has 1, trial 8 has 2.
        assertPromoted(run, 9, 0, 3);
        assertPromoted(run, 10, 4, 3);
        assertPromoted(run, 11, 8, 3);
        // Of those, trial 9 has 0, 10 has 7, 11 has 5.
        assertPromoted(run, 12, 9, 9);
        assertThat(run.subList(0, 9)).extracting(Trial::budget).containsOnly(Budget.of(1));
        assertThat(run.subList(13, 22)).extracting(Trial::budget).containsOnly(Budget.of(1));
    }

    @Test
    void ofEqualOnesTheFirstArePromoted() {
        List<Trial> run = run(study("tpe"), 13, id -> new TrialState.Completed(1));

        IntStream.range(0, 3).forEach(place -> assertPromoted(run, 9 + place, place, 3));
        assertPromoted(run, 12, 9, 9);
    }

    @Test
    void whereTooFewCompletedNewConfigurationsTakeTheirPlaces() {
        List<Trial> run = run(
                study("tpe"),
                13,
                id -> id == 5
                        ? new TrialState.Completed(1)
                        : id < 3 ? VOID : id < 6 ? FAILED : new TrialState.Pruned(1, 2));

        assertPromoted(run, 9, 5, 3);
        assertThat(run.subList(10, 12)).extracting(Trial::budget).containsOnly(Budget.of(3));
        assertThat(run.get(12).budget()).isEqualTo(Budget.of(9));
        assertThat(run.subList(10, 13))
                .extracting(Trial::parameters)
                .doesNotContainAnyElementsOf(
                        run.subList(0, 10).stream().map(Trial::parameters).toList());
    }

    @Test
    void pointsToTryFirstAreTheFirstConfigurationsAtTheLowestRung() {
        var study = study("tpe");
        List<Point> wanted = IntStream.range(0, 11)
                .mapToObj(
                        i -> new Point(Map.of("x", new Value.Real(0.001 + i / 100.0), "kernel", new Value.Text("rbf"))))
                .toList();
        wanted.forEach(study::enqueue);
        List<Trial> run = run(study, 16, id -> new TrialState.Completed(-id));

        assertThat(run.subList(0, 9)).extracting(Trial::parameters).isEqualTo(wanted.subList(0, 9));
        assertPromoted(run, 9, 8, 3);
        // The second bracket begins with those for which there was no room in the first.
        assertThat(run.subList(13, 15)).extracting(Trial::parameters).isEqualTo(wanted.subList(9, 11));
        assertThat(wanted).doesNotContain(run.get(15).parameters());
    }

    @ParameterizedTest
    @ValueSource(strings = {"tpe", "gp", "random_search"})
    void aSmallSpaceIsNotTriedTwiceWhileAnythingIsLeft(String proposals) {
        var study = Study.named("s")
                .strategy("hyperband")
                .budget(new BudgetSettings(1, 9, 3, proposals))
                .parameter(new CategoricalParameter(
                        "k", IntStream.range(0, 26).mapToObj(Integer::toString).toList()));
        List<Point> entered = run(study, 34, id -> new TrialState.Completed(id % 5)).stream()
                .filter(trial -> trial.budget().promotedFrom().isEmpty())
                .map(Trial::parameters)
                .toList();

        assertThat(entered).hasSizeGreaterThan(20);
        if (!proposals.equals("random_search")) {
            assertThat(entered.stream().distinct().count()).isGreaterThan(entered.size() - 3);
        }
    }

    @Test
    void refusesWhatCannotPropose() {
        assertThatExceptionOfType(InvalidStudyException.class)
                .isThrownBy(() -> run(study("cma_es"), 1, id -> VOID))
                .withMessageContaining("tpe, gp, random_search, not by 'cma_es'")
                .matches(refused -> refused.key().equals("budget"));
        assertThatExceptionOfType(InvalidStudyException.class)
                .isThrownBy(() -> run(study("tpe").strategy("gp"), 1, id -> VOID))
                .withMessageContaining("gp evaluates every trial at the whole budget")
                .withMessageContaining("successive_halving, hyperband, asha");
    }

    private static void assertPromoted(List<Trial> run, int id, int from, double amount) {
        assertThat(run.get(id).budget()).isEqualTo(new Budget(amount, OptionalInt.of(from)));
        assertThat(run.get(id).parameters()).isEqualTo(run.get(from).parameters());
    }

    private static Study.Builder study(String proposals) {
        return Study.named("s")
                .strategy("successive_halving")
                .budget(new BudgetSettings(1, 9, 3, proposals))
                .parameter(new ContinuousParameter("x", 0.001, 0.7, Scale.LOG))
                .parameter(new CategoricalParameter("kernel", List.of("rbf", "linear")));
    }

    /** One trial after the other. */
    private static List<Trial> run(Study.Builder builder, int trials, Function<Integer, TrialState> outcomes) {
        Study study = builder.build();
        var strategy = new StrategyFactory().create(study, new StrategySettings(3, 1, trials));
        var proposer = new Proposing(study, strategy);
        IntStream.range(0, trials).forEach(id -> proposer.next(outcomes.apply(id)));
        return proposer.run;
    }

    /** A run under way. */
    private static final class Proposing {
        private final Proposer proposer;
        private final List<Trial> run = new ArrayList<>();
        private final List<Observation> observed = new ArrayList<>();

        Proposing(Study study, Strategy strategy) {
            proposer = new Proposer(study, strategy, Pruner.NONE, 3, 1, List.of());
        }

        void next(TrialState state) {
            int id = run.size();
            assertThat(proposer.requiredHistory(id)).isLessThanOrEqualTo(id);
            Proposal proposal = proposer.propose(
                    id,
                    observed.subList(0, proposer.requiredHistory(id)),
                    observed.subList(proposer.requiredHistory(id), id));
            run.add(new Trial(id, proposal.parameters(), proposal.budget(), state));
            observed.add(proposer.observe(run.get(id)));
        }
    }
}
