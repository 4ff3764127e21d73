package dev.nocturne.space;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.nocturne.GoodnessOfFit;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class ChoicesTest {
    private final SplittableRandom random = new SplittableRandom(3);

    @Test
    void gridIsTheListInItsOrder() {
        assertThat(gridOf(new DiscreteParameter("d", List.of(0.3, 0.1, 0.2))))
                .containsExactly(new Value.Real(0.3), new Value.Real(0.1), new Value.Real(0.2));
        assertThat(gridOf(new CategoricalParameter("c", List.of("rbf", "", "RBF"))))
                .containsExactly(new Value.Text("rbf"), new Value.Text(""), new Value.Text("RBF"));
    }

    @Test
    void everyDrawAndEveryGridValueIsOneOfTheChoicesHoweverExtreme() {
        for (int i = 0; i < 1_000; i++) {
            var choices = random.doubles(1 + random.nextInt(6), -1, 1)
                    .map(x -> random.nextInt(3) == 0 ? x * Double.MIN_VALUE * 9 : x * Double.MAX_VALUE)
                    .distinct()
                    .boxed()
                    .toList();
            if (choices.contains(0.0) && choices.contains(-0.0)) {
                continue;
            }
            var parameter = new DiscreteParameter("d", choices);
            assertThat(gridOf(parameter)).hasSameSizeAs(choices).allMatch(parameter::contains);
            assertThat(parameter.contains(parameter.draw(random))).isTrue();
        }
    }

    @Test
    void everyChoiceIsEquallyLikely() {
        var discrete = new DiscreteParameter("d", List.of(5.0, 1.0, 2.0, 9.0, -1.0));
        var categorical = new CategoricalParameter("c", List.of("a", "b", "c", "d", "e", "f", "g"));
        GoodnessOfFit.assertCountsAreEven(countDraws(discrete));
        GoodnessOfFit.assertCountsAreEven(countDraws(categorical));
    }

    @Test
    void zeroHasNoSign() {
        var parameter = new DiscreteParameter("d", List.of(-0.0));
        assertThat(parameter).isEqualTo(new DiscreteParameter("d", List.of(0.0)));
        assertThat(parameter.contains(parameter.gridValue(0))).isTrue();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new DiscreteParameter("d", List.of(0.0, -0.0)))
                .withMessage("Parameter 'd' has a choice twice.");
    }

    @Test
    void containsNothingElse() {
        var discrete = new DiscreteParameter("d", List.of(1.0, 2.0));
        assertThat(List.of(new Value.Real(1.5), new Value.Whole(1), new Value.Text("1.0")))
                .noneMatch(discrete::contains);
        var categorical = new CategoricalParameter("c", List.of("1.0", "rbf"));
        assertThat(List.of(new Value.Text("RBF"), new Value.Text(""), new Value.Real(1)))
                .noneMatch(categorical::contains);
    }

    @Test
    void withoutChoicesTheGridIsEmpty() {
        assertThat(new DiscreteParameter("d", List.of()).gridSize()).isZero();
        assertThat(new CategoricalParameter("c", List.of()).gridSize()).isZero();
    }

    @Test
    void refusesWhatIsNoChoice() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new DiscreteParameter("d", List.of(1.0, Double.NaN)))
                .withMessage("Parameter 'd' needs finite choices.");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new DiscreteParameter("d", List.of(1.0, 2.0, 1.0)))
                .withMessage("Parameter 'd' has a choice twice.");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new CategoricalParameter("c", List.of("a", "b", "a")))
                .withMessage("Parameter 'c' has a choice twice.");
    }

    @Test
    void keepsItsChoicesWhenTheirListChanges() {
        var choices = new ArrayList<>(List.of("a", "b"));
        var parameter = new CategoricalParameter("c", choices);
        choices.add("c");
        assertThat(parameter.choices()).containsExactly("a", "b");
    }

    private long[] countDraws(Parameter parameter) {
        List<Value> grid = gridOf(parameter);
        long[] counts = new long[grid.size()];
        for (int i = 0; i < 20_000; i++) {
            counts[grid.indexOf(parameter.draw(random))]++;
        }
        return counts;
    }

    private static List<Value> gridOf(Parameter parameter) {
        return LongStream.range(0, parameter.gridSize())
                .mapToObj(parameter::gridValue)
                .toList();
    }
}
