package dev.nocturne.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class TaskServerTest {
    private static final String AT_OPTIMUM = """
            {"task": "nested12", "seed": 1, "shift": %s, "trial": 0, "parameters":
             {"method": "kernel", "cost": 25.118864315095795, "kernel": "%s", "gamma": 0.00630957344480193}}""";

    @Test
    void listsItsTasksWithWhatTheirParametersDependOn() throws Exception {
        JsonNode list = new TaskServer(TaskFile.OWN).list();

        assertThat(list.size()).isEqualTo(TaskFile.own().size());
        JsonNode nested = list.get(list.size() - 1);
        assertThat(nested.get("name").asString()).isEqualTo("nested12");
        assertThat(nested.get("params").get(0).get("choices").size()).isEqualTo(3);
        assertThat(nested.get("params").get(3)).hasToString("""
                {"name":"depth","type":"int","low":1,"high":15,"log":false,"when":{"booster":["tree"]}}""");
    }

    @Test
    void answersWithTheTasksValue() throws Exception {
        JsonNode answer = answer(AT_OPTIMUM.formatted(false, "rbf"));

        assertThat(answer.get("value").asDouble()).isCloseTo(0, within(1e-12));
        assertThat(answer.get("regret").asDouble()).isCloseTo(0, within(1e-12));
        assertThat(answer.get("observed").asDouble())
                .isEqualTo(answer.get("value").asDouble());
        assertThat(answer(AT_OPTIMUM.formatted(true, "rbf")).get("value").asDouble())
                .isPositive();
    }

    @Test
    void refusesParametersThatDoNotFitTogether() {
        assertThatThrownBy(() -> answer(AT_OPTIMUM.formatted(false, "poly"))).hasMessageContaining("nested12");
    }

    private static JsonNode answer(String question) throws Exception {
        return new TaskServer(TaskFile.OWN).answer(new JsonMapper().readTree(question));
    }
}
