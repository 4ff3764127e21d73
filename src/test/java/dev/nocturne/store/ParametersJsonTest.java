package dev.nocturne.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nocturne.space.CategoricalParameter;
import dev.nocturne.space.Condition;
import dev.nocturne.space.ContinuousParameter;
import dev.nocturne.space.DiscreteParameter;
import dev.nocturne.space.IntegerParameter;
import dev.nocturne.space.Point;
import dev.nocturne.space.Scale;
import dev.nocturne.space.SearchSpace;
import dev.nocturne.space.Value;
import dev.nocturne.study.TrialRandom;
import dev.nocturne.study.TuningException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ParametersJsonTest {
    private static final long LARGEST = (1L << 53) - 1;
    private static final SearchSpace SPACE = SearchSpace.of(
            new CategoricalParameter("word", List.of("a \"b\"", "1", "")),
            new ContinuousParameter(
                    "x", 0, 1, Scale.LINEAR, 3, new Condition(Map.of("word", List.of(new Value.Text("1"))))),
            new IntegerParameter("n", LARGEST - 2, LARGEST),
            new DiscreteParameter("d", List.of(1e-300, 3.0, 1e300)));

    @Test
    void whatWasWrittenIsReadAsItWas() {
        for (int i = 0; i < 100; i++) {
            Point point = SPACE.draw(new TrialRandom(1, i));
            String text = ParametersJson.write(point);
            assertThat(ParametersJson.read(text, SPACE)).isEqualTo(point);
            assertThat(text.replace("\\\"", "'")).hasSizeLessThanOrEqualTo(ParametersJson.longest(SPACE));
        }
    }

    @Test
    void theOrderOfNamesDoesNotMatter() {
        Point point = ParametersJson.read("{\"d\": 3, \"n\": 9007199254740990, \"word\": \"1\", \"x\": 0.5}", SPACE);

        assertThat(point.values())
                .isEqualTo(Map.of(
                        "d", new Value.Real(3),
                        "n", new Value.Whole(LARGEST - 1),
                        "word", new Value.Text("1"),
                        "x", new Value.Real(0.5)));
    }

    @Test
    void aNameThatTheStudyDoesNotHaveIsRefused() {
        assertThatThrownBy(() -> ParametersJson.read("{\"y\": 3}", SPACE))
                .isInstanceOf(TuningException.class)
                .hasMessageContaining("'y'");
    }
}
