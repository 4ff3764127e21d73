package dev.nocturne.example;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nocturne.study.Incumbent;
import org.junit.jupiter.api.Test;

class EmbeddedTuningTest {
    @Test
    void theExampleFindsAGoodLearningRate() {
        var summary = EmbeddedTuning.tune();

        assertThat(summary.trialsRan()).isEqualTo(50);
        assertThat(summary.trialsFailed()).isZero();
        Incumbent best = summary.best().orElseThrow();
        assertThat(best.objective()).isLessThan(0.2);
        assertThat(best.parameters().text("loss")).isEqualTo("squared");
    }
}
