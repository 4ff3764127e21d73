package dev.nocturne.sink.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nocturne.sink.CloudEvent;
import dev.nocturne.sink.DeliveryException;
import dev.nocturne.sink.EventMessages;
import dev.nocturne.sink.Receiver;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class WebhookSinkTest {
    private static final Instant NOW = Instant.parse("2026-03-01T02:00:00Z");
    private static final String SECRET = "a secret é";
    private static final Pattern PYTHON = Pattern.compile("(?s)```python\n(.*?)```");

    private final Receiver receiver = new Receiver();

    @AfterEach
    void close() {
        receiver.close();
    }

    private WebhookSink sink(Duration timeout) {
        return new WebhookSink(
                URI.create(receiver.url("/hidden?key=geheim")), timeout, Optional.of(SECRET), InstantSource.fixed(NOW));
    }

    @Test
    void anEventIsPostedAsItIs() throws Exception {
        sink(Duration.ofSeconds(10)).deliver(EventMessages.started(1));
        assertThat(receiver.got()).hasSize(1);
        Receiver.Posted posted = receiver.got().get(0);
        assertThat(posted.path()).isEqualTo("/hidden?key=geheim");
        assertThat(posted.headers().get("content-type")).startsWith("application/cloudevents+json");
        assertThat(posted.body()).isEqualTo(CloudEvent.json(EventMessages.started(1)));
    }

    /** The very snippet that the documentation gives to receivers. */
    @Test
    void theDocumentedCheckTellsOurEventsFromOthers(@TempDir Path folder) throws Exception {
        sink(Duration.ofSeconds(10)).deliver(EventMessages.started(1));
        Receiver.Posted posted = receiver.got().get(0);
        Matcher snippet = PYTHON.matcher(Files.readString(Path.of("docs/notifications.md")));
        assertThat(snippet.find()).isTrue();
        Path body = folder.resolve("body");
        Path script = folder.resolve("check.py");
        Files.writeString(body, posted.body());
        Files.writeString(script, snippet.group(1) + """

                import sys
                header, file, secret, now = sys.argv[1:]
                with open(file, "rb") as content:
                    print(is_genuine(header, content.read(), secret, float(now)))
                """);
        String header = posted.headers().get("nocturne-signature");
        long now = NOW.getEpochSecond();
        assertThat(check(script, header, body, SECRET, now + 10)).isEqualTo("True");
        assertThat(check(script, header, body, "another secret", now + 10)).isEqualTo("False");
        assertThat(check(script, header, body, SECRET, now + 3600)).isEqualTo("False");
        assertThat(check(script, header.replace("t=1", "t=2"), body, SECRET, now))
                .isEqualTo("False");
        assertThat(check(script, "nonsense", body, SECRET, now)).isEqualTo("False");
        Files.writeString(body, posted.body().replace("trial/1", "trial/2"));
        assertThat(check(script, header, body, SECRET, now + 10)).isEqualTo("False");
    }

    private static String check(Path script, String header, Path body, String secret, long now) throws Exception {
        var builder = new ProcessBuilder(
                List.of("python3", script.toString(), header, body.toString(), secret, Long.toString(now)));
        builder.environment().put("PYTHONUTF8", "1");
        Process python = builder.redirectErrorStream(true).start();
        String said = new String(python.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(python.waitFor(30, TimeUnit.SECONDS)).isTrue();
        return said.strip();
    }

    @ParameterizedTest
    @ValueSource(ints = {301, 307, 400, 401, 410, 429, 500, 503})
    void whateverIsNoSuccessHasNotArrived(int status) {
        receiver.answers(posted -> status);
        assertThatThrownBy(() -> sink(Duration.ofSeconds(10)).deliver(EventMessages.started(1)))
                .isInstanceOf(DeliveryException.class)
                .hasMessageContaining("answered " + status)
                .message()
                .doesNotContain("geheim", "hidden", SECRET);
        // A redirect is not followed.
        assertThat(receiver.refused()).extracting(Receiver.Posted::path).containsExactly("/hidden?key=geheim");
    }

    @Test
    void nobodyThere() {
        receiver.dies();
        assertThatThrownBy(() -> sink(Duration.ofSeconds(10)).deliver(EventMessages.started(1)))
                .isInstanceOf(DeliveryException.class)
                .hasMessageMatching("http://127.0.0.1:\\d+ cannot be reached");
    }

    @Test
    void noAnswerInTime() {
        receiver.fallsSilent();
        WebhookSink sink = sink(Duration.ofMillis(200));
        assertThatThrownBy(() -> sink.deliver(EventMessages.started(1)))
                .isInstanceOf(DeliveryException.class)
                .hasMessageMatching("no answer from http://127.0.0.1:\\d+ in 200 ms");
    }

    @Test
    void closingEndsWhatIsUnderWay() throws Exception {
        receiver.fallsSilent();
        WebhookSink sink = sink(Duration.ofMinutes(5));
        var delivering = new FutureTask<Void>(() -> {
            sink.deliver(EventMessages.started(1));
            return null;
        });
        new Thread(delivering).start();
        Receiver.await("the request", () -> !receiver.refused().isEmpty());
        sink.close();
        assertThatThrownBy(() -> delivering.get(30, TimeUnit.SECONDS))
                .hasRootCauseInstanceOf(DeliveryException.class)
                .hasMessageContaining("had not answered when the process ended");
    }
}
