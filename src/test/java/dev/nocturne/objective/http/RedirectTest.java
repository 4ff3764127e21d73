package dev.nocturne.objective.http;

import static dev.nocturne.objective.http.HttpFixture.failure;
import static dev.nocturne.objective.http.HttpFixture.objective;
import static org.assertj.core.api.Assertions.assertThat;

import dev.nocturne.objective.Trials;
import dev.nocturne.study.FailureKind;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A trial, and the secrets that go with it, are sent where the study says and nowhere else. */
@Timeout(120)
class RedirectTest {
    @ParameterizedTest
    @ValueSource(ints = {307, 308})
    void thePostIsSentAgainToTheSameHost(int status) throws Exception {
        try (var service = Service.that(exchange -> {
            if (exchange.getRequestURI().getPath().equals("/old")) {
                Service.redirect(exchange, status, "/new?a=b");
            } else {
                Service.reply(exchange, 200, "0.5");
            }
        })) {
            var objective = objective(service.url("/old"), Map.of("X-Key", "value"), Map.of());
            assertThat(objective.evaluateAll(Trials.of("x", 1.0))).containsExactly(0.5);
            var first = service.requests().get(0);
            var second = service.requests().get(1);
            assertThat(second.method()).isEqualTo("POST");
            assertThat(second.path()).isEqualTo("/new?a=b");
            assertThat(second.body()).isEqualTo(first.body());
            assertThat(second.headers().getFirst("X-Key")).isEqualTo("value");
        }
    }

    @Test
    void anotherPortOrHostIsNeverAsked() {
        try (var other = Service.answering(200, "0.5");
                var service = Service.that(exchange ->
                        Service.redirect(exchange, 307, exchange.getRequestURI().getQuery()))) {
            for (String target : new String[] {
                other.url("/taken?token=x"), "//localhost:" + service.port() + "/", "https://127.0.0.1/"
            }) {
                assertThat(failure(objective(service.url("/?" + target)), FailureKind.REFUSED)
                                .getMessage())
                        .contains("status 307, which points to http", "a trial is sent to no other host")
                        .doesNotContain("token=x");
            }
            assertThat(failure(objective(service.url("/?" + other.url("/taken"))), FailureKind.REFUSED))
                    .hasMessageContaining("points to " + other.url("/taken") + ";");
            assertThat(other.requests()).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {301, 302, 303})
    void aRedirectThatWouldChangeThePostIsRefused(int status) {
        try (var service = Service.that(exchange -> Service.redirect(exchange, status, "/new"))) {
            assertThat(failure(objective(service.url("/")), FailureKind.REFUSED))
                    .hasMessageContaining("only 307 and 308 let a POST be sent again");
            assertThat(service.requests()).hasSize(1);
        }
    }

    @Test
    void aCircleEnds() {
        try (var service = Service.that(exchange -> Service.redirect(exchange, 307, "/again"))) {
            assertThat(failure(objective(service.url("/")), FailureKind.REFUSED))
                    .hasMessageContaining("more than 5 redirects");
            assertThat(service.requests()).hasSize(6);
        }
    }

    @Test
    void aRedirectToNowhereIsRefused() {
        for (String location : new String[] {"", "http://[", "mailto:me@example.org", "::"}) {
            try (var service = Service.that(exchange -> Service.redirect(exchange, 307, location))) {
                // An empty address is that of the request itself: a circle.
                failure(objective(service.url("/")), FailureKind.REFUSED);
            }
        }
        try (var service = Service.answering(307, "where to?")) {
            assertThat(failure(objective(service.url("/")), FailureKind.REFUSED))
                    .hasMessageContaining("with no address to go to");
        }
    }
}
