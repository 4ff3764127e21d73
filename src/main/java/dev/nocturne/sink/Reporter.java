package dev.nocturne.sink;

import java.time.Duration;
import java.util.Optional;

/** One turn of showing a sink where things stand. */
final class Reporter {
    private static final Duration LEASE = Duration.ofSeconds(30);

    private final Outbox outbox;
    private final String name;
    private final StateSink sink;
    private final String taker;
    private final RelayListener listener;

    Reporter(Outbox outbox, String name, StateSink sink, String taker, RelayListener listener) {
        this.outbox = outbox;
        this.name = name;
        this.sink = sink;
        this.taker = taker;
        this.listener = listener;
    }

    void turn() {
        if (!outbox.lease(name, taker, LEASE)) {
            return;
        }
        Snapshot snapshot = outbox.snapshot();
        Optional<String> error = Optional.empty();
        try {
            sink.write(snapshot);
        } catch (DeliveryException failed) {
            error = Optional.of(String.valueOf(failed.getMessage()));
        }
        outbox.report(name, taker, 0, error);
        error.ifPresent(why -> listener.failed(name, why));
    }
}
