package dev.nocturne.study;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nocturne.space.ContinuousParameter;
import dev.nocturne.space.Point;
import dev.nocturne.space.SearchSpace;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class StudyTest {
    private static final ContinuousParameter X = new ContinuousParameter("x", 0, 1);
    private static final ContinuousParameter Y = new ContinuousParameter("y", 0, 1);

    @Test
    void whatABuilderIsNotToldIsAsInAStudyFileThatDoesNotSayIt() {
        assertThat(Study.named("sphere").parameter(X).build())
                .isEqualTo(new Study(
                        "sphere",
                        List.of(Goal.only(Direction.MINIMIZE)),
                        SearchSpace.of(X),
                        "auto",
                        new Limits(OptionalInt.empty(), OptionalInt.empty()),
                        OptionalLong.empty(),
                        OptionalInt.empty(),
                        new Execution(1, 1, 0),
                        List.of(),
                        Optional.empty(),
                        new PrunerSettings.None(),
                        Optional.empty(),
                        Optional.empty()));
    }

    @Test
    void builderTakesEveryPartInAnyOrder() {
        var study = Study.named("sphere")
                .retries(3)
                .workers(4)
                .lag(8)
                .seed(-1)
                .maxFailures(0)
                .maxTrials(5)
                .strategy("grid_search")
                .parameter(Y)
                .parameter(X)
                .maximize()
                .build();
        assertThat(study)
                .isEqualTo(new Study(
                        "sphere",
                        List.of(Goal.only(Direction.MAXIMIZE)),
                        SearchSpace.of(Y, X),
                        "grid_search",
                        new Limits(OptionalInt.of(5), OptionalInt.of(0)),
                        OptionalLong.of(-1),
                        OptionalInt.of(8),
                        new Execution(4, 1, 3),
                        List.of(),
                        Optional.empty(),
                        new PrunerSettings.None(),
                        Optional.empty(),
                        Optional.empty()));
    }

    @Test
    void aStudyKeepsItsParametersWhenItsBuilderGoesOn() {
        var builder = Study.named("sphere").parameter(X);
        var first = builder.build();
        builder.parameter(Y);
        assertThat(first.space()).isEqualTo(SearchSpace.of(X));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "\t\n"})
    void refusesABlankName(String name) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Study.named(name).build())
                .withMessage("A study needs a name.");
    }

    @Test
    void refusesALagBelowOne() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Study.named("sphere").lag(0).build())
                .withMessage("lag must be at least 1, but is 0.");
    }

    @Test
    void limitsRefuseWhatCannotBe() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Limits(OptionalInt.of(0), OptionalInt.empty()))
                .withMessage("max-trials must be at least 1, but is 0.");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Limits(OptionalInt.empty(), OptionalInt.of(-1)))
                .withMessage("max-failures must not be negative: -1.");
    }

    @Test
    void limitsOnFailuresAreANumberOrAShareOfThePlannedTrials() {
        assertThat(new Limits(OptionalInt.empty(), OptionalInt.empty()).mostFailures(50))
                .isEmpty();
        assertThat(new FailureLimit.Count(2).of(50)).isEqualTo(2);
        assertThat(new FailureLimit.Share(0.25).of(50)).isEqualTo(12);
        assertThat(new FailureLimit.Share(0).of(50)).isZero();
    }

    @ParameterizedTest
    @CsvSource({"1, 1, 1", "1, 25, 25", "2, 1, 4", "4, 1, 8", "4, 25, 200", "2147483647, 2147483647, 2147483647"})
    void lagIsTwoChunksForEachOfSeveralWorkersUnlessNamed(int workers, int chunkSize, int lag) {
        assertThat(new Execution(workers, chunkSize, 0).defaultLag()).isEqualTo(lag);
    }

    @ParameterizedTest
    @CsvSource({
        "0, 1, 0, 'workers must be at least 1, but is 0.'",
        "1, 0, 0, 'chunk-size must be at least 1, but is 0.'",
        "1, 1, -1, 'retries must be at least 0, but is -1.'"
    })
    void executionRefusesWhatCannotBe(int workers, int chunkSize, int retries, String message) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Execution(workers, chunkSize, retries))
                .withMessage(message);
    }

    @Test
    void directionKnowsWhichIsStrictlyBetter() {
        assertThat(Direction.MINIMIZE.isBetter(1, 2)).isTrue();
        assertThat(Direction.MINIMIZE.isBetter(2, 1)).isFalse();
        assertThat(Direction.MAXIMIZE.isBetter(2, 1)).isTrue();
        assertThat(Direction.MAXIMIZE.isBetter(1, 2)).isFalse();
        for (Direction direction : Direction.values()) {
            assertThat(direction.isBetter(1, 1)).isFalse();
            assertThat(direction.isBetter(0.0, -0.0)).isFalse();
            assertThat(direction.isBetter(-0.0, 0.0)).isFalse();
            assertThat(direction.isBetter(Double.NaN, 1)).isFalse();
        }
    }

    @Test
    void trialHasEndedInItsLastStatesOnly() {
        assertThat(trial(new TrialState.Running()).hasEnded()).isFalse();
        assertThat(trial(new TrialState.Interrupted()).hasEnded()).isFalse();
        assertThat(trial(new TrialState.Completed(1)).hasEnded()).isTrue();
        assertThat(trial(new TrialState.Failed(FailureKind.TIMEOUT, "Too slow."))
                        .hasEnded())
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY})
    void anObjectiveIsFinite(double objective) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new TrialState.Completed(objective))
                .withMessage("An objective must be finite, but is " + objective + ".");
    }

    @Test
    void historyKeepsItsTrialsWhenTheirListsChange() {
        var ended = new ArrayList<>(List.of(new Observation(new double[] {0.5}, new double[] {1})));
        var pending = new ArrayList<>(List.of(new double[] {0.5}));
        var history = new TrialHistory(List.of(), ended, pending);
        ended.clear();
        pending.clear();
        assertThat(history.ended()).hasSize(1);
        assertThat(history.pending()).hasSize(1);
    }

    @Test
    void whatALogHandedOutStaysAsItWasWhenTheLogGrows() {
        var log = new AppendLog<Observation>();
        var handedOut = new ArrayList<List<Observation>>();
        for (int i = 0; i < 100; i++) {
            handedOut.add(new TrialHistory(List.of(), log.first(i), List.of()).ended());
            log.add(new Observation(new double[] {i}, new double[] {-i}));
        }
        for (int i = 0; i < 100; i++) {
            List<Observation> prefix = handedOut.get(i);
            assertThat(prefix).hasSize(i).isEqualTo(log.first(100).subList(0, i));
            assertThat(log.from(i)).hasSize(100 - i);
            assertThatThrownBy(() -> prefix.add(new Observation(new double[0], new double[0])))
                    .isInstanceOf(UnsupportedOperationException.class);
            assertThatThrownBy(() -> prefix.get(prefix.size())).isInstanceOf(IndexOutOfBoundsException.class);
        }
        assertThatThrownBy(() -> log.first(101)).isInstanceOf(IndexOutOfBoundsException.class);
    }

    @Test
    void tooManyFailuresSaysHowManyAndWhatToDo() {
        assertThat(new TooManyFailuresException(4, 3))
                .hasMessageContaining("4 trials failed, and at most 3 may (max-failures or fail-fast).")
                .hasMessageContaining("start the same command again");
    }

    private static Trial trial(TrialState state) {
        return new Trial(0, new Point(Map.of()), state);
    }
}
