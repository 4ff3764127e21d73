package dev.nocturne.objective.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nocturne.objective.Trials;
import dev.nocturne.objective.protocol.ParameterVariable;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TrialEnvironmentTest {
    @Test
    void theDatabaseIsNotTheProgramsBusiness() {
        Map<String, String> environment = new HashMap<>(Map.of(
                "PGPASSWORD", "secret",
                "PGPASSFILE", "/home/nocturne/.pgpass",
                "PATH", "/bin",
                "SPRING_DATASOURCE_PASSWORD", "secret",
                "SPRING_DATASOURCE_URL", "jdbc:h2:mem:x",
                "spring.datasource.password", "secret",
                "SPRING_APPLICATION_JSON", "{}",
                "NOCTURNE_DB_PASSWORD", "secret",
                "NOCTURNE_PARAM_OF_AN_OUTER_TRIAL", "1"));

        new TrialEnvironment(Map.of(), "token").apply(environment, Trials.of("x", 2));

        assertThat(environment)
                .containsOnlyKeys(
                        "PATH",
                        "NOCTURNE_PARAM_X",
                        "NOCTURNE_PARAMETERS",
                        "NOCTURNE_TRIAL_ID",
                        "NOCTURNE_ATTEMPT",
                        "NOCTURNE_SEED",
                        "NOCTURNE_BUDGET",
                        "NOCTURNE_RUN");
        assertThat(environment)
                .containsEntry("NOCTURNE_PARAMETERS", "{\"x\":2}")
                .containsEntry("NOCTURNE_BUDGET", "1.0");
    }

    @Test
    void aStudyMayHandOverWhatItNames() {
        Map<String, String> environment = new HashMap<>();

        new TrialEnvironment(Map.of("SPRING_DATASOURCE_URL", "jdbc:x"), "token").apply(environment, Trials.of());

        assertThat(environment).containsEntry("SPRING_DATASOURCE_URL", "jdbc:x");
    }

    @Test
    void namesBecomeVariables() {
        assertThat(ParameterVariable.of("learning-rate")).isEqualTo("NOCTURNE_PARAM_LEARNING_RATE");
        assertThat(ParameterVariable.of("größe.2")).isEqualTo("NOCTURNE_PARAM_GR__E_2");
    }
}
