package dev.nocturne.objective.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class StratifiedFoldsTest {
    private static final int[] CLASSES =
            IntStream.range(0, 103).map(row -> row % 10 == 0 ? 1 : 0).toArray();

    @Test
    void everyRowIsTestedOnceAndTrainedOnOtherwise() {
        var folds = new StratifiedFolds(CLASSES, 5, 1);

        int[] tested = IntStream.range(0, 5)
                .flatMap(fold -> Arrays.stream(folds.test(fold)))
                .sorted()
                .toArray();
        assertThat(tested).isEqualTo(IntStream.range(0, 103).toArray());
        for (int fold = 0; fold < 5; fold++) {
            assertThat(IntStream.concat(Arrays.stream(folds.test(fold)), Arrays.stream(folds.training(fold)))
                            .sorted()
                            .toArray())
                    .isEqualTo(tested);
        }
    }

    @Test
    void everyFoldHasItsShareOfEveryClass() {
        var folds = new StratifiedFolds(CLASSES, 5, 1);

        for (int fold = 0; fold < 5; fold++) {
            assertThat(folds.test(fold)).hasSizeBetween(20, 21);
            assertThat(Arrays.stream(folds.test(fold))
                            .filter(row -> CLASSES[row] == 1)
                            .count())
                    .isBetween(2L, 3L);
        }
    }

    @Test
    void theSeedAloneDecidesWhoIsWhere() {
        assertThat(new StratifiedFolds(CLASSES, 5, 1).test(0)).isEqualTo(new StratifiedFolds(CLASSES, 5, 1).test(0));
        assertThat(new StratifiedFolds(CLASSES, 5, 1).test(0)).isNotEqualTo(new StratifiedFolds(CLASSES, 5, 2).test(0));
    }
}
