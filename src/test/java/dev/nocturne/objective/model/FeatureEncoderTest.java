package dev.nocturne.objective.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

class FeatureEncoderTest {
    private static final int[] TRAINING = {0, 1, 2};

    @Test
    void aMissingNumberBecomesTheMeanOfTheTrainingRows() throws Exception {
        var encoder = new FeatureEncoder(List.of(Feature.of("a", List.of("1", "", "3", "NA", "100"))), TRAINING, false);

        assertThat(encoder.encode(1)).containsExactly(2);
        assertThat(encoder.encode(3)).containsExactly(2);
        assertThat(encoder.encode(4)).containsExactly(100);
    }

    @Test
    void aTextBecomesAOneInItsOwnPlace() throws Exception {
        var feature = Feature.of("a", List.of("x", "1", "", "x", "z"));
        var encoder = new FeatureEncoder(
                List.of(feature, Feature.of("b", List.of("1", "2", "3", "4", "5"))), TRAINING, false);

        assertThat(encoder.encode(0)).containsExactly(1, 0, 0, 1);
        assertThat(encoder.encode(1)).containsExactly(0, 1, 0, 2);
        assertThat(encoder.encode(2)).containsExactly(0, 0, 0, 3);
        assertThat(encoder.encode(4)).containsExactly(0, 0, 1, 5);
        assertThat(encoder.names()).hasSize(4).isSorted();
    }

    @Test
    void scalesAreLearntFromTheTrainingRowsAlone() throws Exception {
        var encoder = new FeatureEncoder(
                List.of(
                        Feature.of("a", List.of("1", "2", "3", "1000")),
                        Feature.of("b", List.of("0.1", "0.1", "0.1", "7"))),
                TRAINING,
                true);

        assertThat(encoder.encode(0)[0]).isCloseTo(-1 / Math.sqrt(2.0 / 3), within(1e-12));
        assertThat(encoder.encode(1)).containsExactly(0, 0);
        assertThat(encoder.encode(3)[1]).isZero();
    }

    @Test
    void onlyNumbersMakeANumericColumn() throws Exception {
        assertThat(Feature.of("a", List.of("1e3", "-.5", "+2", "?"))).isInstanceOf(Feature.Numeric.class);
        assertThat(Feature.of("a", List.of("1", "2f"))).isInstanceOf(Feature.Categorical.class);
        assertThat(Feature.of("a", List.of("1", "Infinity"))).isInstanceOf(Feature.Categorical.class);
        assertThat(Feature.of("a", List.of("0x1p3"))).isInstanceOf(Feature.Categorical.class);
    }
}
