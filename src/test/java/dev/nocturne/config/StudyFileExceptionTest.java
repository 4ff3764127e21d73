package dev.nocturne.config;

import static dev.nocturne.config.StudyFixtures.failureOf;
import static dev.nocturne.config.StudyFixtures.problemsOf;
import static dev.nocturne.config.StudyFixtures.with;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.nocturne.study.InvalidStudyException;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** How mistakes are told. */
class StudyFileExceptionTest {
    @Test
    void aProblemIsOneLineWithItsPlace() {
        Problem problem = problemsOf(with("strategy: random_serch")).get(0);
        assertThat(problem.toString())
                .startsWith("study.yml:5:11: strategy: there is no strategy 'random_serch'")
                .endsWith("Did you mean random_search?");
        assertThat(new Problem("a.yml", 0, 0, "", "why.")).hasToString("a.yml: why.");
    }

    @Test
    void theMessageIsASummaryAndALineForEach() {
        StudyFileException failure = failureOf(with("seed: x", "lag: 0"));
        assertThat(failure).isInstanceOf(InvalidStudyException.class);
        assertThat(failure.getMessage())
                .isEqualTo("study.yml has 2 mistakes:\n"
                        + "study.yml:5:7: seed: a whole number is expected, but this is 'x'.\n"
                        + "study.yml:6:6: lag: it must be at least 1, but is 0.");
        assertThat(failureOf(with("lag: 0")).getMessage()).startsWith("study.yml has a mistake:\n");
    }

    @Test
    void afterAHundredTheRestIsCounted() {
        List<String> lines =
                IntStream.range(0, 105).mapToObj(i -> "wrong-" + i + ": 1").toList();
        StudyFileException failure = failureOf(with(lines.toArray(String[]::new)));
        assertThat(failure.problems()).hasSize(100);
        assertThat(failure.problems().get(99).key()).isEqualTo("wrong-99");
        assertThat(failure.getMessage())
                .startsWith("study.yml has 105 mistakes:")
                .endsWith("… and 5 more.");
    }

    @Test
    void mistakesComeInTheOrderOfTheFile() {
        List<Problem> problems = problemsOf("""
                objective: {type: function, nam: norm, delay: x}
                search-space: {x: {type: integer, min: 2, max: 1}}
                seed: y
                study: [z]
                """);
        assertThat(problems).extracting(Problem::line).containsExactly(1, 1, 2, 3, 4);
    }

    @Test
    void theNameOfTheFileCannotSteerATerminal() {
        var failure = catchThrowableOfType(
                StudyFileException.class,
                () -> StudyFixtures.READER.parse("a\u001b[2J\n.yml", "x", StudyFixtures.BASE, false));
        assertThat(failure.getMessage()).contains("a\\u001b[2J\\n.yml has a mistake:");
    }

    @Test
    void columnsCountCharactersAndLinesCountAnyLineEnd() {
        assertThat(problemsOf("study: {\"😀ü\": 1, x}\r\n")).isNotEmpty();
        Problem problem = problemsOf(with("\r\nseed: \"😀\" \r\nlag: -1")).get(1);
        assertThat(problem.line()).isEqualTo(7);
        assertThat(problem.column()).isEqualTo(6);
    }
}
