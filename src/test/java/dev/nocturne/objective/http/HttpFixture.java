package dev.nocturne.objective.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.nocturne.objective.EvaluationException;
import dev.nocturne.objective.HttpHeaders;
import dev.nocturne.objective.Objective;
import dev.nocturne.objective.ObjectiveSettings;
import dev.nocturne.objective.TrialContext;
import dev.nocturne.objective.Trials;
import dev.nocturne.space.ContinuousParameter;
import dev.nocturne.space.Scale;
import dev.nocturne.study.Direction;
import dev.nocturne.study.FailureKind;
import dev.nocturne.study.Study;
import java.net.URI;
import java.time.Duration;
import java.util.Map;

/** Objectives of one study that ask a service. */
final class HttpFixture {
    static final Duration PATIENT = Duration.ofMinutes(1);
    static final Study ONE = study().build();
    static final Study TWO = study().goal("near", Direction.MINIMIZE)
            .goal("far", Direction.MAXIMIZE)
            .build();

    private HttpFixture() {}

    private static Study.Builder study() {
        return Study.named("night \"\\ of é").parameter(new ContinuousParameter("x", 0, 1, Scale.LINEAR));
    }

    static ObjectiveSettings.Http settings(String url, Duration timeout, Map<String, String> headers) {
        return new ObjectiveSettings.Http(URI.create(url), timeout, PATIENT, new HttpHeaders(headers));
    }

    static Objective objective(String url) {
        return objective(url, PATIENT);
    }

    static Objective objective(String url, Duration timeout) {
        return new HttpPlan(settings(url, timeout, Map.of()), ONE, Map.of()).objective();
    }

    static Objective objective(String url, Map<String, String> headers, Map<String, String> environment) {
        var plan = new HttpPlan(settings(url, PATIENT, headers), ONE, environment);
        assertThat(plan.problems()).isEmpty();
        return plan.objective();
    }

    static EvaluationException failure(Objective objective, FailureKind kind) {
        return failure(objective, Trials.of("x", 0.5), kind);
    }

    static EvaluationException failure(Objective objective, TrialContext trial, FailureKind kind) {
        var failure = catchThrowableOfType(EvaluationException.class, () -> objective.evaluateAll(trial));
        assertThat(failure).as("no failure").isNotNull();
        assertThat(failure.kind()).as(failure.getMessage()).isEqualTo(kind);
        assertThat(failure.getMessage())
                .doesNotContain("Exception")
                .endsWith(".")
                .hasSizeLessThan(1500);
        return failure;
    }
}
