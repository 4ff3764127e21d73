package dev.nocturne.study;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TrialStateTest {
    /** H2 stores negative zero as zero, PostgreSQL does not; what a model sees must not depend on it. */
    @Test
    void negativeZeroIsZero() {
        assertThat(new TrialState.Completed(-0.0)).isEqualTo(new TrialState.Completed(0.0));
        assertThat(new TrialState.Completed(List.of(1.0, -0.0)).objectives()).containsExactly(1.0, 0.0);
    }

    @ParameterizedTest
    @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY})
    void objectivesAreFinite(double value) {
        assertThatIllegalArgumentException().isThrownBy(() -> new TrialState.Completed(value));
    }

    @Test
    void thereIsAnObjective() {
        assertThatIllegalArgumentException().isThrownBy(() -> new TrialState.Completed(List.of()));
    }
}
