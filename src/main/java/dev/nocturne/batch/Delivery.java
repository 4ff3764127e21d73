package dev.nocturne.batch;

import dev.nocturne.event.EventBus;
import dev.nocturne.event.TuningEventHandler;
import dev.nocturne.sink.ConfiguredSink;
import dev.nocturne.sink.Outbox;
import dev.nocturne.sink.Relay;
import dev.nocturne.sink.SinkPlan;
import dev.nocturne.sink.SinkState;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Events on their way to this installation's sinks, for as long as a process does something. */
final class Delivery implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Delivery.class);

    /** Somebody waits for a process that was told to stop. */
    private static final Duration WHEN_STOPPING = Duration.ofSeconds(1);

    private final @Nullable Relay relay;
    private final @Nullable Outbox outbox;
    private final Optional<SinkPlan> plan;
    private final Optional<EventBus> events;
    private final AutoCloseable connections;
    private final TuningEventHandler waker;

    Delivery(Relay relay, Outbox outbox, SinkPlan plan, Optional<EventBus> events, AutoCloseable connections) {
        this(relay, outbox, Optional.of(plan), events, connections);
    }

    private Delivery(
            @Nullable Relay relay,
            @Nullable Outbox outbox,
            Optional<SinkPlan> plan,
            Optional<EventBus> events,
            AutoCloseable connections) {
        this.relay = relay;
        this.outbox = outbox;
        this.plan = plan;
        this.events = events;
        this.connections = connections;
        this.waker = event -> {
            if (relay != null) {
                relay.wake();
            }
        };
        events.ifPresent(bus -> bus.subscribe(waker));
    }

    /** Where there are no sinks. */
    static Delivery ofNothing() {
        return new Delivery(null, null, Optional.empty(), Optional.empty(), () -> {});
    }

    /** Waits for what is on its way as long as the settings say, and tells what has not arrived. */
    void drain(RunListener listener, boolean stopping) {
        plan.map(SinkPlan::drain)
                .map(most -> stopping && most.compareTo(WHEN_STOPPING) > 0 ? WHEN_STOPPING : most)
                .ifPresent(most -> finish(most).stream()
                        .filter(state -> state.pending() > 0 || state.isFailing())
                        .forEach(state -> listener.undelivered(state.sink(), state.pending(), state.lastError())));
    }

    /** Waits so long at most, gives up what is under way then, and says where this installation's sinks stand. */
    List<SinkState> finish(Duration most) {
        if (relay == null || outbox == null) {
            return List.of();
        }
        try {
            relay.drain(most);
            relay.close();
            return states(outbox);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException away) {
            LOG.debug("What is on its way to sinks cannot be known", away);
        }
        return List.of();
    }

    private List<SinkState> states(Outbox recorded) {
        Set<String> ours = plan.map(SinkPlan::sinks).orElse(List.of()).stream()
                .map(ConfiguredSink::name)
                .collect(Collectors.toSet());
        return recorded.states().stream()
                .filter(state -> ours.contains(state.sink()))
                .toList();
    }

    /** How many events arrived here, by sink. */
    Map<String, Long> sent() {
        return relay == null ? Map.of() : relay.sent();
    }

    @Override
    public void close() {
        events.ifPresent(bus -> bus.unsubscribe(waker));
        if (relay != null) {
            relay.close();
        }
        try {
            connections.close();
        } catch (Exception already) {
            LOG.debug("The connections for sinks cannot be closed", already);
        }
    }
}
