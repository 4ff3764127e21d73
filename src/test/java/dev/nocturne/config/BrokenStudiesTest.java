package dev.nocturne.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every file in {@code broken-studies} says in its first comments, as {@code #= LINE:COLUMN BEGINNING}, which mistakes
 * must be found in it: these, in this order, and no other.
 */
class BrokenStudiesTest {
    private static final String MARK = "#= ";

    static List<Path> brokenStudies() {
        return StudyFixtures.brokenStudies();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("brokenStudies")
    void everyMistakeIsReportedAndNothingElse(Path file) {
        String text = StudyFixtures.textOf(file);
        List<String> expected = text.lines()
                .filter(line -> line.startsWith(MARK))
                .map(line -> line.substring(MARK.length()))
                .toList();
        List<String> found = StudyFixtures.problemsOf(text).stream()
                .map(problem -> problem.line() + ":" + problem.column() + " "
                        + (problem.key().isEmpty() ? "" : problem.key() + ": ") + problem.message())
                .toList();
        assertThat(expected).isNotEmpty();
        assertThat(found).as(String.join("\n", found)).hasSameSizeAs(expected);
        for (int i = 0; i < expected.size(); i++) {
            assertThat(found.get(i)).startsWith(expected.get(i));
        }
    }

    @Test
    void noMessageShowsInnardsOrControlCharacters() {
        for (Path file : StudyFixtures.brokenStudies()) {
            StudyFileException failure = StudyFixtures.failureOf(StudyFixtures.textOf(file));
            assertThat(failure.getMessage())
                    .doesNotContain("Exception", "org.yaml", "dev.nocturne", "Optional", "null ")
                    .doesNotContain("..");
            assertThat(failure.getMessage().replace("\n", "").chars().noneMatch(Character::isISOControl))
                    .as(failure.getMessage())
                    .isTrue();
        }
    }
}
