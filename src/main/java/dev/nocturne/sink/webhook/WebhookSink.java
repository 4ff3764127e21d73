package dev.nocturne.sink.webhook;

import dev.nocturne.sink.CloudEvent;
import dev.nocturne.sink.DeliveryException;
import dev.nocturne.sink.EventMessage;
import dev.nocturne.sink.EventSink;
import dev.nocturne.sink.http.Remote;
import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;

/** Posts each event to a URL. Every 2xx says that it has arrived, everything else that it has not. */
public final class WebhookSink implements EventSink {
    /** The header that proves who sent an event. */
    static final String SIGNATURE = "Nocturne-Signature";

    private final URI url;
    private final Duration timeout;
    private final Optional<Signature> signature;
    private final InstantSource clock;
    private final Remote remote;

    /**
     * The receiver at that URL.
     *
     * @param secret that the receiver knows too; empty: nothing is signed
     */
    public WebhookSink(URI url, Duration timeout, Optional<String> secret, InstantSource clock) {
        this.url = url;
        this.timeout = timeout;
        this.signature = secret.map(Signature::new);
        this.clock = clock;
        this.remote = new Remote(url, timeout);
    }

    @Override
    public void deliver(EventMessage message) throws DeliveryException {
        byte[] body = CloudEvent.json(message).getBytes(StandardCharsets.UTF_8);
        var request = HttpRequest.newBuilder(url)
                .header("Content-Type", CloudEvent.MEDIA_TYPE)
                .header("User-Agent", "Nocturne")
                .POST(HttpRequest.BodyPublishers.ofByteArray(body));
        signature.ifPresent(
                one -> request.header(SIGNATURE, one.of(clock.instant().getEpochSecond(), body)));
        Remote.Answer answer = remote.send(request);
        if (!answer.isGood()) {
            throw remote.refusal(answer.status());
        }
    }

    @Override
    public Duration patience() {
        return timeout;
    }

    @Override
    public void close() {
        remote.close();
    }
}
