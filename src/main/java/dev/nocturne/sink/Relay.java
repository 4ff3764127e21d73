package dev.nocturne.sink;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.LongSupplier;

/**
 * Brings events from the outbox to the sinks, each on a thread of its own that keeps no process alive: whoever records
 * events waits for nobody, and a sink that is down holds up no other. Thread-safe.
 */
public final class Relay implements AutoCloseable {
    /** So many events at most are delivered before that is recorded. */
    public static final int BATCH = 200;

    private static final Duration LOOK = Duration.ofMillis(50);
    private static final Duration LAST_WORDS = Duration.ofSeconds(3);

    private final Outbox outbox;
    private final LongSupplier nanoTime;
    private final Map<String, Courier> couriers = new TreeMap<>();
    private final List<Rounds> events = new ArrayList<>();
    private final List<Rounds> states = new ArrayList<>();

    /**
     * A relay that does nothing before it is started.
     *
     * @param taker tells this process from all others
     */
    public Relay(
            Outbox outbox, List<ConfiguredSink> sinks, String taker, LongSupplier nanoTime, RelayListener listener) {
        this.outbox = outbox;
        this.nanoTime = nanoTime;
        for (ConfiguredSink configured : sinks) {
            String name = configured.name();
            if (configured.sink() instanceof EventSink sink) {
                var courier = new Courier(outbox, name, sink, taker, nanoTime, listener);
                couriers.put(name, courier);
                events.add(Rounds.ofEvents(name, courier, nanoTime, listener));
            } else if (configured.sink() instanceof StateSink sink) {
                var reporter = new Reporter(outbox, name, sink, taker, listener);
                states.add(Rounds.ofState(name, reporter, nanoTime, listener));
            }
        }
    }

    /** Begins. */
    public void start() {
        events.forEach(Rounds::start);
        states.forEach(Rounds::start);
    }

    /** Something was committed. */
    public void wake() {
        events.forEach(Rounds::wake);
        states.forEach(Rounds::wake);
    }

    /**
     * Waits until everything has arrived, but not for a sink that is not to be tried again within this time; then shows where
     * things stand.
     *
     * @throws RuntimeException if the database does not answer
     */
    public void drain(Duration most) throws InterruptedException {
        long deadline = nanoTime.getAsLong() + most.toNanos();
        events.forEach(Rounds::hurry);
        while (true) {
            Duration left = Duration.ofNanos(deadline - nanoTime.getAsLong());
            if (left.isNegative() || isDone(left)) {
                break;
            }
            Thread.sleep(LOOK.toMillis());
        }
        states.forEach(Rounds::finish);
        for (Rounds round : states) {
            round.join(LAST_WORDS);
        }
    }

    private boolean isDone(Duration left) {
        Set<String> ours = couriers.keySet();
        return outbox.states().stream()
                .filter(state -> ours.contains(state.sink()) && state.pending() > 0)
                .allMatch(state -> state.pause().compareTo(left) > 0);
    }

    /** How many events this process has sent to each sink. */
    public Map<String, Long> sent() {
        var sent = new TreeMap<String, Long>();
        couriers.forEach((name, courier) -> sent.put(name, courier.sent()));
        return sent;
    }

    /** Gives up what is under way, and waits a moment for that to be recorded. */
    @Override
    public void close() {
        events.forEach(Rounds::close);
        states.forEach(Rounds::close);
        try {
            for (Rounds round : events) {
                round.join(LAST_WORDS);
            }
            for (Rounds round : states) {
                round.join(LAST_WORDS);
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
