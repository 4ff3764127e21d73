package dev.nocturne.sink;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;

/** One turn of delivering what waits for a sink. Nothing here is remembered between turns but how much was sent. */
final class Courier {
    /** After so long what has arrived is recorded, though more waits. */
    private static final Duration TURN = Duration.ofSeconds(1);

    private static final Duration LEASE_BESIDE_PATIENCE = Duration.ofSeconds(15);

    private final Outbox outbox;
    private final String name;
    private final EventSink sink;
    private final String taker;
    private final LongSupplier nanoTime;
    private final RelayListener listener;
    private volatile boolean closed;
    private volatile long sent;

    Courier(Outbox outbox, String name, EventSink sink, String taker, LongSupplier nanoTime, RelayListener listener) {
        this.outbox = outbox;
        this.name = name;
        this.sink = sink;
        this.taker = taker;
        this.nanoTime = nanoTime;
        this.listener = listener;
    }

    /** Delivers some of what waits; false if there was nothing to do, or nothing could be done. */
    boolean turn() {
        List<EventMessage> batch =
                outbox.take(name, taker, Relay.BATCH, sink.patience().plus(LEASE_BESIDE_PATIENCE));
        if (batch.isEmpty()) {
            return false;
        }
        long began = nanoTime.getAsLong();
        long delivered = 0;
        Optional<String> error = Optional.empty();
        for (EventMessage message : batch) {
            if (closed || nanoTime.getAsLong() - began > TURN.toNanos()) {
                break;
            }
            error = attempt(() -> sink.deliver(message));
            if (error.isPresent()) {
                break;
            }
            delivered = message.sequence();
        }
        Optional<String> unsettled = attempt(sink::settle);
        if (unsettled.isPresent()) {
            delivered = 0;
            error = error.or(() -> unsettled);
        }
        outbox.report(name, taker, delivered, error);
        sent += delivered == 0 ? 0 : delivered - batch.get(0).sequence() + 1;
        error.ifPresent(why -> listener.failed(name, why));
        return error.isEmpty();
    }

    @FunctionalInterface
    private interface Step {
        void run() throws DeliveryException;
    }

    private static Optional<String> attempt(Step step) {
        try {
            step.run();
            return Optional.empty();
        } catch (DeliveryException failed) {
            return Optional.of(String.valueOf(failed.getMessage()));
        } catch (RuntimeException unexpected) {
            // Its message may hold anything, secrets too.
            return Optional.of(
                    "something unexpected happened: " + unexpected.getClass().getName());
        }
    }

    /** How many events arrived. */
    long sent() {
        return sent;
    }

    void close() {
        closed = true;
        sink.close();
    }
}
