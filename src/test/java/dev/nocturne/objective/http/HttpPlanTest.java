package dev.nocturne.objective.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nocturne.objective.ObjectiveProblem;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is wrong with headers is found before the night. */
class HttpPlanTest {
    private static final Map<String, String> ENVIRONMENT =
            Map.of("TOKEN", "abcdef", "EMPTY", " ", "LINES", "s3cr3t\nsecond", "NOCTURNE_DB_PASSWORD", "p");

    private static List<String> problems(String name, String value) {
        var settings = HttpFixture.settings("http://localhost/", HttpFixture.PATIENT, Map.of(name, value));
        return new HttpPlan(settings, HttpFixture.ONE, ENVIRONMENT)
                .problems().stream()
                        .peek(problem -> assertThat(problem.path()).containsExactly("objective", "headers", name))
                        .map(ObjectiveProblem::message)
                        .peek(message -> assertThat(message).doesNotContain("s3cr3t", "abcdef"))
                        .toList();
    }

    @Test
    void valuesOfVariablesTakeTheirPlaces() {
        assertThat(problems("X-Token", "${TOKEN}")).isEmpty();
        assertThat(problems("X-Token", "a ${TOKEN} and ${TOKEN}, $5 {x}")).isEmpty();
        assertThat(problems("X-Empty", "")).isEmpty();
    }

    @Test
    void aVariableThatIsNotSetIsNamed() {
        assertThat(problems("X-Token", "${MISSING_ONE} ${EMPTY}"))
                .containsExactly(
                        "The environment variable MISSING_ONE is not set.",
                        "The environment variable EMPTY is not set.");
    }

    @Test
    void nocturnesOwnSecretsAreSentNowhere() {
        assertThat(problems("X-Token", "${NOCTURNE_DB_PASSWORD}"))
                .singleElement()
                .asString()
                .contains("Nocturne's own");
        assertThat(problems("X-Token", "${PGPASSWORD}")).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"${", "${}", "${TOKEN", "${A B}", "${1}"})
    void aPlaceThatIsNoneIsAMistake(String value) {
        assertThat(problems("X-Token", value)).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a b", "a:b", "é", "x\n", "Host", "content-length", "Connection", "Upgrade"})
    void namesThatNoHeaderCanHave(String name) {
        assertThat(problems(name, "x")).hasSize(1);
    }

    @Test
    void aValueThatNoHeaderCanHaveIsNotShown() {
        assertThat(problems("X-Token", "${LINES}")).singleElement().asString().contains("line break");
        assertThat(problems("X-Token", "a\u0000s3cr3t")).hasSize(1);
        assertThat(problems("X-Token", "s3cr3t é")).hasSize(1);
    }

    @Test
    void settingsShowNoValues() {
        assertThat(HttpFixture.settings("http://localhost/", HttpFixture.PATIENT, Map.of("X-Token", "very-secret"))
                        .toString())
                .contains("X-Token")
                .doesNotContain("very-secret");
    }
}
