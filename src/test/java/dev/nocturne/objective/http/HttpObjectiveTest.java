package dev.nocturne.objective.http;

import static dev.nocturne.objective.http.HttpFixture.failure;
import static dev.nocturne.objective.http.HttpFixture.objective;
import static org.assertj.core.api.Assertions.assertThat;

import dev.nocturne.objective.Objective;
import dev.nocturne.objective.TrialContext;
import dev.nocturne.objective.Trials;
import dev.nocturne.space.Point;
import dev.nocturne.study.FailureKind;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

/** What is sent, and what answers mean. */
@Timeout(120)
class HttpObjectiveTest {
    private static final String HOSTILE = "a\"}],\\\n\u0007é🦉\ud83e</script>";

    @Test
    void aTrialIsSentAsJson() throws Exception {
        try (var service = Service.answering(200, "{\"objective\": 0.25}")) {
            var trial = Trials.of("x", 1e-5, "n", 3, HOSTILE, HOSTILE).withBudget(0.5);
            assertThat(objective(service.url("/evaluate?model=a")).evaluateAll(trial))
                    .containsExactly(0.25);
            var request = service.requests().get(0);
            assertThat(request.method()).isEqualTo("POST");
            assertThat(request.path()).isEqualTo("/evaluate?model=a");
            assertThat(request.headers().getFirst("Content-Type")).isEqualTo("application/json");
            assertThat(request.headers()).doesNotContainKeys("Upgrade", "Http2-Settings");
            var expected = new JsonMapper()
                    .readTree("{\"trial\": 7, \"attempt\": 1, \"seed\": 42, \"budget\": 0.5, \"parameters\":"
                            + " {\"x\": 1.0E-5, \"n\": 3}}");
            var sent = new JsonMapper().readTree(request.body());
            assertThat(sent.propertyNames())
                    .containsExactly("study", "trial", "attempt", "seed", "budget", "parameters");
            assertThat(sent.get("study").asString()).isEqualTo(HttpFixture.ONE.name());
            assertThat(sent.get("parameters").get(HOSTILE).asString()).isEqualTo(HOSTILE);
            for (String number : new String[] {"trial", "attempt", "seed", "budget"}) {
                assertThat(sent.get(number)).isEqualTo(expected.get(number));
            }
            assertThat(sent.get("parameters").get("x").asDouble()).isEqualTo(1e-5);
            assertThat(sent.get("parameters").get("n").isIntegralNumber()).isTrue();
        }
    }

    @Test
    void measurementsAreReported() throws Exception {
        try (var service = Service.answering(
                201,
                "{\"objective\": 1, \"measurements\": [{\"step\": 1, \"value\": 0.5}, {\"step\": -1, \"value\": 1}, 3,"
                        + " {\"step\": 2, \"value\": NaN}, {\"step\": 3, \"value\": 0.25}]}")) {
            var trial = Trials.of();
            objective(service.url("/")).evaluateAll(trial);
            assertThat(trial.measurements()).containsExactly("1=0.5", "3=0.25");
        }
    }

    @Test
    void severalObjectivesComeByName() throws Exception {
        String answer = "{\"objectives\": {\"far\": 2, \"near\": 1}}";
        try (var service = Service.answering(200, answer)) {
            assertThat(pair(service).evaluateAll(Trials.of())).containsExactly(1, 2);
        }
        try (var service = Service.answering(200, "{\"objectives\": {\"near\": 1}}")) {
            assertThat(failure(pair(service), FailureKind.WRONG_OBJECTIVES))
                    .hasMessage("The service gave no number for the objective 'far', only for 'near'.");
        }
        try (var service = Service.answering(200, "{\"objective\": 1}")) {
            failure(pair(service), FailureKind.NO_RESULT);
        }
    }

    private static Objective pair(Service service) {
        return new HttpPlan(
                        HttpFixture.settings(service.url("/"), HttpFixture.PATIENT, Map.of()),
                        HttpFixture.TWO,
                        Map.of())
                .objective();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "NOT_A_NUMBER | {\"objective\": NaN}",
                "NOT_A_NUMBER | {\"objective\": \"Infinity\"}",
                "NO_RESULT    | {\"objective\": null}",
                "NO_RESULT    | {\"objective\": \"0.5\"}",
                "NO_RESULT    | {\"objective\": 1",
                "NO_RESULT    | {\"objective\": 1} and more",
                "NO_RESULT    | [1]",
                "NO_RESULT    | <html>it works</html>",
                "NO_RESULT    | ''"
            })
    void anAnswerThatSaysNothingFailsTheTrial(FailureKind kind, String body) {
        try (var service = Service.answering(200, body)) {
            failure(objective(service.url("/")), kind);
        }
    }

    @Test
    void anAnswerNestedWithoutEndIsNoResult() {
        try (var service = Service.answering(200, "{\"objective\":" + "[".repeat(500_000))) {
            failure(objective(service.url("/")), FailureKind.NO_RESULT);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {408, 429, 500, 502, 503})
    void aServiceThatIsBusyOrBrokenSaysNothingOfTheTrial(int status) {
        try (var service = Service.answering(status, "later")) {
            failure(objective(service.url("/")), FailureKind.CONNECTION);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 401, 404, 409, 422})
    void aServiceThatRefusesIsQuoted(int status) {
        try (var service = Service.answering(status, "x is out of range\u001b[31m\n" + "!".repeat(100_000))) {
            assertThat(failure(objective(service.url("/")), FailureKind.REFUSED).getMessage())
                    .startsWith("The service answered with status " + status + " and: x is out of range?[31m | !!!");
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {500, 502, 503, 599})
    void aServiceThatFailsMayDoBetterNextTime(int status) throws Exception {
        var calls = new AtomicInteger();
        try (var service = Service.that(exchange ->
                Service.reply(exchange, calls.incrementAndGet() == 1 ? status : 200, calls.get() == 1 ? "" : "0.5"))) {
            var objective = objective(service.url("/"));
            assertThat(failure(objective, FailureKind.CONNECTION))
                    .hasMessage("The service answered with status " + status + " and nothing else.");
            assertThat(FailureKind.CONNECTION.isOfConfiguration()).isFalse();
            assertThat(objective.evaluateAll(Trials.of())).containsExactly(0.5);
        }
    }

    @Test
    void aSecretIsSentAndNeverShown() {
        var headers = Map.of("Authorization", "Bearer ${SERVICE_TOKEN}", "X-Model", "plain-model");
        String secret = "s3cr3t$\\1/token";
        try (var service = Service.that(exchange -> Service.reply(
                exchange, 403, "no access for " + exchange.getRequestHeaders().getFirst("Authorization")))) {
            var objective = objective(service.url("/"), headers, Map.of("SERVICE_TOKEN", secret));
            assertThat(failure(objective, FailureKind.REFUSED).getMessage())
                    .doesNotContain("s3cr3t")
                    .contains("no access for ***");
            var sent = service.requests().get(0).headers();
            assertThat(sent.getFirst("Authorization")).isEqualTo("Bearer " + secret);
            assertThat(sent.getFirst("X-Model")).isEqualTo("plain-model");
        }
    }

    @Test
    void aSecretThatIsRepeatedInJsonIsNotShown() {
        try (var service = Service.answering(400, "{\"error\": \"no key pass\\\"word\\\\99\"}")) {
            var objective = objective(service.url("/"), Map.of("X-Key", "${KEY}"), Map.of("KEY", "pass\"word\\99"));
            assertThat(failure(objective, FailureKind.REFUSED).getMessage())
                    .contains("no key ***")
                    .doesNotContain("word");
        }
    }

    @Test
    void aTrialsDirectoryIsNamedIfItHasOne() throws Exception {
        try (var service = Service.answering(200, "1")) {
            TrialContext plain = Trials.of();
            var directory = Path.of("/night/trial-7");
            objective(service.url("/")).evaluateAll(new WithDirectory(plain, directory));
            assertThat(new JsonMapper()
                            .readTree(service.requests().get(0).body())
                            .get("checkpointDirectory")
                            .asString())
                    .isEqualTo(directory.toString());
        }
    }

    private record WithDirectory(TrialContext trial, Path directory) implements TrialContext {
        @Override
        public int trialId() {
            return trial.trialId();
        }

        @Override
        public int attempt() {
            return trial.attempt();
        }

        @Override
        public Point parameters() {
            return trial.parameters();
        }

        @Override
        public long seed() {
            return trial.seed();
        }

        @Override
        public double budget() {
            return trial.budget();
        }

        @Override
        public Optional<Path> checkpointDirectory() {
            return Optional.of(directory);
        }

        @Override
        public void report(long step, double value) {
            trial.report(step, value);
        }
    }

    @Test
    void aSecretInTheNameOfAnObjectiveIsNotShownEither() {
        try (var service = Service.answering(200, "{\"objectives\": {\"top-secret\": 1}}")) {
            var settings = HttpFixture.settings(service.url("/"), HttpFixture.PATIENT, Map.of("X-Key", "${KEY}"));
            var objective = new HttpPlan(settings, HttpFixture.TWO, Map.of("KEY", "top-secret")).objective();
            assertThat(failure(objective, FailureKind.WRONG_OBJECTIVES).getMessage())
                    .doesNotContain("top-secret");
        }
    }
}
