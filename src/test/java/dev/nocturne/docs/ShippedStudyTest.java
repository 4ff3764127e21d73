package dev.nocturne.docs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nocturne.config.StudyReader;
import dev.nocturne.engine.TunerFactory;
import dev.nocturne.event.EventBus;
import dev.nocturne.objective.Objective;
import dev.nocturne.objective.ObjectiveFactory;
import dev.nocturne.space.Point;
import dev.nocturne.space.Value;
import dev.nocturne.strategy.StrategyFactory;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListMap;
import org.junit.jupiter.api.Test;

/** The shipped study with a condition, constraints and points to try first does what its comments say. */
class ShippedStudyTest {
    private static final Path FILE = Path.of("config/studies/penguins.yml");

    @Test
    void conditionsConstraintsAndEnqueuedPointsGoTogetherWithAuto() {
        var objectives = new ObjectiveFactory();
        var plan = new StudyReader(new StrategyFactory(), objectives).read(FILE);
        Objective model = objectives.create(plan.objective(), plan.study(), "shipped");
        Map<Integer, Point> tried = new ConcurrentSkipListMap<>();
        var summary = TunerFactory.create(
                        plan.study(),
                        trial -> {
                            tried.put(trial.trialId(), trial.parameters());
                            return model.evaluate(trial);
                        },
                        new EventBus())
                .tune();

        assertThat(plan.study().strategy()).isEqualTo("auto");
        assertThat(tried).hasSize(40);
        assertThat(tried.get(0).values())
                .isEqualTo(new TreeMap<>(
                        Map.of("kernel", new Value.Text("rbf"), "c", new Value.Real(1), "gamma", new Value.Real(1))));
        assertThat(tried.get(1).text("kernel")).isEqualTo("linear");
        assertThat(tried.values()).allSatisfy(ShippedStudyTest::keepsTheRules);
        assertThat(summary.best().orElseThrow().objective()).isGreaterThan(0.99);
        assertThat(summary.trialsFailed()).isZero();
    }

    private static void keepsTheRules(Point point) {
        boolean rbf = point.text("kernel").equals("rbf");
        assertThat(point.has("gamma")).isEqualTo(rbf);
        if (rbf) {
            assertThat(point.number("c") * point.number("gamma")).isLessThanOrEqualTo(50);
        } else {
            assertThat(point.number("c")).isLessThanOrEqualTo(100);
        }
    }
}
