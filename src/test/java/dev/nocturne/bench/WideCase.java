package dev.nocturne.bench;

import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** A study file that is wide in one way, of a size that can be doubled. */
enum WideCase {
    /** Parameters of all kinds. */
    PARAMETERS(100, 1_000, 100) {
        @Override
        String body(int size) {
            return lines(size, i -> switch (i % 4) {
                        case 0 -> "x" + i + ": {type: continuous, min: -1, max: 1}";
                        case 1 -> "x" + i + ": {type: integer, min: 1, max: 100}";
                        case 2 -> "x" + i + ": {type: discrete, choices: [1, 2, 4, 8]}";
                        default -> "x" + i + ": {type: categorical, choices: [a, b, c]}";
                    })
                    + NORM;
        }
    },
    /** One parameter with many words, half of which another one depends on, and one with many numbers. */
    CHOICES(500, 1_000, 100) {
        @Override
        String body(int size) {
            return "  word: {type: categorical, choices: [" + numbered("w", size) + "]}\n"
                    + "  number: {type: discrete, choices: [" + numbered("", size) + "]}\n"
                    + "  x: {type: continuous, min: -1, max: 1, when: {word: [" + numbered("w", size / 2) + "]}}\n"
                    + NORM;
        }
    },
    /** Long words: ten parameters with four each. */
    TEXTS(5_000, 200, 10) {
        @Override
        String body(int size) {
            return lines(
                            10,
                            i -> "x" + i + ": {type: categorical, choices: ["
                                    + IntStream.range(0, 4)
                                            .mapToObj(j -> ("w" + j).repeat(size / 2))
                                            .collect(Collectors.joining(", "))
                                    + "]}")
                    + "  y: {type: continuous, min: -1, max: 1}\n" + NORM;
        }
    },
    /** Measurements by each of 100 trials, compared by a pruner. */
    MEASUREMENTS(5_000, 100, 1) {
        @Override
        String body(int size) {
            return "  x: {type: continuous, min: -1, max: 1}\npruner: median\n"
                    + "objective:\n  type: command\n  command: [awk, 'BEGIN {for (i = 0; i < " + size
                    + "; i++) print \"{\\\"step\\\": \" i \", \\\"value\\\": 1}\"; print 1}']\n";
        }
    },
    /** Trials of three parameters. */
    TRIALS(10_000, 0, 1_000) {
        @Override
        String body(int size) {
            return lines(3, i -> "x" + i + ": {type: continuous, min: -1, max: 1}") + NORM;
        }
    };

    private static final String NORM = "objective: {type: function, name: norm}\n";

    private final int size;
    private final int trials;
    private final int chunk;

    WideCase(int size, int trials, int chunk) {
        this.size = size;
        this.trials = trials;
        this.chunk = chunk;
    }

    /** The smaller of its two sizes. */
    int size() {
        return size;
    }

    /** How many trials its run has. */
    int trials(int ofSize) {
        return this == TRIALS ? ofSize : trials;
    }

    /** How many measurements each trial has. */
    int measurements(int ofSize) {
        return this == MEASUREMENTS ? ofSize : 0;
    }

    /** Whether its search space is what grows. */
    boolean hasWideSpace() {
        return this == PARAMETERS || this == CHOICES || this == TEXTS;
    }

    abstract String body(int ofSize);

    /** The study file. */
    String study(int ofSize) {
        return """
                study: wide
                strategy: random_search
                seed: 1
                max-trials: %d
                chunk-size: %d
                search-space:
                """.formatted(trials(ofSize), chunk) + body(ofSize);
    }

    private static String lines(int count, IntFunction<String> line) {
        return IntStream.range(0, count)
                .mapToObj(i -> "  " + line.apply(i) + "\n")
                .collect(Collectors.joining());
    }

    private static String numbered(String prefix, int count) {
        return IntStream.range(0, count).mapToObj(i -> prefix + i).collect(Collectors.joining(", "));
    }
}
