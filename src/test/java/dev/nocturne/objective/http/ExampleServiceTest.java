package dev.nocturne.objective.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nocturne.config.StudyReader;
import dev.nocturne.engine.TunerFactory;
import dev.nocturne.event.EventBus;
import dev.nocturne.objective.ObjectiveFactory;
import dev.nocturne.strategy.StrategyFactory;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The shipped study finds the shipped service. */
@Timeout(180)
class ExampleServiceTest {
    private static final Path STUDY = Path.of("config/studies/service.yml");
    private static final Path SERVICE = Path.of("config/studies/scripts/Service.java");

    @Test
    void theStudyTunesByWayOfTheService() throws Exception {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        Process service = new ProcessBuilder(java, SERVICE.toString(), "0")
                .redirectErrorStream(true)
                .start();
        try (var printed =
                new BufferedReader(new InputStreamReader(service.getInputStream(), StandardCharsets.UTF_8))) {
            String port = String.valueOf(printed.readLine()).replace("Listening on port ", "");
            String text = Files.readString(STUDY).replace(":8090/", ":" + port + "/");
            var objectives = new ObjectiveFactory();
            var plan = new StudyReader(new StrategyFactory(), objectives)
                    .parse("service.yml", text, STUDY.toAbsolutePath().getParent(), true);
            try (var objective = objectives.create(plan.objective(), plan.study(), "example")) {
                var summary = TunerFactory.create(plan.study(), objective, new EventBus())
                        .tune();
                assertThat(summary.trialsFailed()).isZero();
                assertThat(summary.best().orElseThrow().objective()).isBetween(0.0, 0.5);
            }
        } finally {
            service.destroy();
        }
    }
}
