package dev.nocturne.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever a file holds, the answer is a plan or a list of mistakes, and it comes soon. */
class HostileStudiesTest {
    private static final Duration SOON = Duration.ofSeconds(60);
    private static final int MUTATIONS = 2_500;
    private static final List<String> WORDS = List.of(
            "{",
            "}",
            "[",
            "]",
            ":",
            ": ",
            ",",
            "- ",
            "&a ",
            "*a",
            "!!int ",
            "! ",
            "|",
            ">\n",
            "'",
            "\"",
            "#",
            "\n",
            "\t",
            "  ",
            "~",
            "null",
            "? ",
            "<<: ",
            "---\n",
            "...\n",
            "%YAML 1.1\n",
            "\\",
            "\u0000",
            "\ud800",
            "\ufeff",
            "\u2028",
            "😀",
            ".nan",
            "-.inf",
            "1e999",
            "1e-999",
            "9".repeat(40),
            "010",
            "0x1",
            "grid_search",
            "grid-points",
            "when",
            "choices",
            "integer",
            "categorical",
            "continuous",
            "min",
            "max",
            "http",
            "type",
            "\"\\0\"",
            "\"\\ud800\"",
            "@",
            "%",
            "`");

    static List<String> bombs() {
        String chars = "a".repeat(999_000);
        return List.of(
                "[".repeat(1_000_000),
                "{".repeat(1_000_000),
                "- ".repeat(500_000),
                "a: ".repeat(300_000),
                "? ".repeat(500_000),
                "a:\n".repeat(300_000),
                "&a ".repeat(300_000),
                "!".repeat(1_000_000),
                "\n".repeat(1_000_000),
                "#".repeat(1_000_000),
                "'" + chars,
                "\"" + chars,
                "study: " + chars,
                chars + ": 1",
                StudyFixtures.with("seed: " + "9".repeat(900_000)),
                StudyFixtures.with("lag: 1e" + "9".repeat(90)),
                "[" + "a,".repeat(499_000) + "]",
                numbered(80_000, i -> "k" + i + ": 1\n"),
                numbered(80_000, i -> "seed: 1\n"),
                "a: &a [" + "1,".repeat(90_000) + "]\n" + numbered(50_000, i -> "b" + i + ": *a\n"),
                "search-space: &s\n" + numbered(40_000, i -> "  p" + i + ": *s\n"),
                StudyFixtures.withSpace("x: {type: discrete, choices: [" + numbered(140_000, i -> i + ",") + "]}"),
                StudyFixtures.withSpace(
                        "x: {type: categorical, choices: [" + numbered(10_000, i -> "c" + i + ",") + "]}",
                        "y: {type: discrete, choices: [1], when: {x: [" + numbered(120_000, i -> "d" + i + ",")
                                + "]}}"),
                manyParameters("grid_search", 1000),
                manyParameters("random_search", 20_000),
                allDependOnAll());
    }

    @ParameterizedTest
    @MethodSource("bombs")
    void aBombIsAnsweredSoon(String text) {
        Assertions.assertTimeout(SOON, () -> answer(text));
    }

    @Test
    void randomMutationsNeverBreakTheReader() {
        var random = new Random(20261122);
        List<String> seeds = new ArrayList<>(ValidStudies.all());
        StudyFixtures.brokenStudies().forEach(file -> seeds.add(StudyFixtures.textOf(file)));
        int refused = 0;
        for (int i = 0; i < MUTATIONS; i++) {
            String text = mutated(seeds.get(random.nextInt(seeds.size())), random);
            try {
                refused += answer(text) ? 0 : 1;
            } catch (RuntimeException | StackOverflowError e) {
                throw new AssertionError("Mutation " + i + " broke the reader:\n" + text, e);
            }
        }
        assertThat(refused).isBetween(MUTATIONS / 2, MUTATIONS - 1);
    }

    /** Whether the text is a study; other exceptions than the one for mistakes come through. */
    private static boolean answer(String text) {
        try {
            StudyFixtures.READER.parse("study.yml", text, StudyFixtures.BASE, true);
            return true;
        } catch (StudyFileException e) {
            assertThat(e.problems()).isNotEmpty().hasSizeLessThanOrEqualTo(100);
            return false;
        }
    }

    private static String mutated(String text, Random random) {
        var mutated = new StringBuilder(text);
        for (int i = random.nextInt(3); i >= 0; i--) {
            int at = random.nextInt(mutated.length() + 1);
            int end = Math.min(mutated.length(), at + random.nextInt(12));
            switch (random.nextInt(4)) {
                case 0 -> mutated.delete(at, end);
                case 1 -> mutated.insert(at, WORDS.get(random.nextInt(WORDS.size())));
                case 2 -> mutated.replace(at, end, WORDS.get(random.nextInt(WORDS.size())));
                default -> mutated.insert(random.nextInt(mutated.length() + 1), mutated.substring(at, end));
            }
        }
        return mutated.toString();
    }

    private static String manyParameters(String strategy, int count) {
        return "study: many\nstrategy: " + strategy + "\nmax-trials: 5\nobjective: {type: function, name: norm}\n"
                + "search-space:\n" + numbered(count, i -> " p" + i + ": {type: integer, min: 0, max: 1}\n");
    }

    private static String allDependOnAll() {
        String parents = numbered(200, i -> " p" + i + ": {type: integer, min: 0, max: 1}\n");
        String child = " c: {type: integer, min: 0, max: 1, when: {" + numbered(200, i -> "p" + i + ": 1,") + "}}\n";
        return "study: many\nstrategy: grid_search\nobjective: {type: function, name: norm}\nsearch-space:\n" + parents
                + child;
    }

    private static String numbered(int count, java.util.function.IntFunction<String> text) {
        return IntStream.range(0, count).mapToObj(text).collect(Collectors.joining());
    }
}
