package dev.nocturne.objective.model;

import dev.nocturne.study.TrialRandom;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/**
 * Deals rows out to folds, class by class, so that each fold has its share of every class. The same for every trial:
 * it depends on the classes, the number of folds and the seed alone. Immutable.
 */
final class StratifiedFolds {
    private final int folds;
    private final int[] foldOf;

    /**
     * The folds of these rows.
     *
     * @param classes the class of each row, from 0; all 0 for a numeric target
     * @param folds at least 2
     */
    StratifiedFolds(int[] classes, int folds, long seed) {
        this.folds = folds;
        foldOf = new int[classes.length];
        int next = 0;
        for (int c = 0; c <= Arrays.stream(classes).max().orElse(-1); c++) {
            int one = c;
            List<Integer> rows = new ArrayList<>(IntStream.range(0, classes.length)
                    .filter(row -> classes[row] == one)
                    .boxed()
                    .toList());
            shuffle(rows, new TrialRandom(seed, c));
            for (int row : rows) {
                // Going on where the class before ended keeps the folds within one row of each other.
                foldOf[row] = next++ % folds;
            }
        }
    }

    /** Fisher and Yates, in Durstenfeld's form; spelled out, since the platform's may change with its version. */
    private static void shuffle(List<Integer> rows, RandomGenerator random) {
        for (int i = rows.size() - 1; i > 0; i--) {
            Collections.swap(rows, i, (int) random.nextLong(i + 1));
        }
    }

    int count() {
        return folds;
    }

    /** The rows that the fold tests with, ascending. */
    int[] test(int fold) {
        return IntStream.range(0, foldOf.length)
                .filter(row -> foldOf[row] == fold)
                .toArray();
    }

    /** The rows that the fold trains with, ascending. */
    int[] training(int fold) {
        return IntStream.range(0, foldOf.length)
                .filter(row -> foldOf[row] != fold)
                .toArray();
    }
}
