package dev.nocturne.sink;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Where events wait for their sinks, and what is known of the sinks. Each method is a short transaction of its own; none
 * is open while a sink is waited for. Leases and pauses are by the database's clock.
 */
public interface Outbox {
    /** These are the sinks from now on, as far as this process knows; those that nobody named for so long are forgotten. */
    void register(List<ConfiguredSink> sinks, Duration keep);

    /**
     * Numbers what waits, for all sinks, and leases this one if it is due.
     *
     * @param taker who takes; a later call by the same may take what an earlier one did
     * @return its next events; empty if there are none, it is not yet to be tried again, or somebody else has its lease
     */
    List<EventMessage> take(String sink, String taker, int most, Duration lease);

    /** Leases a sink that is only shown where things stand; false if it is not due, or somebody else's. */
    boolean lease(String sink, String taker, Duration lease);

    /**
     * Ends the lease; nothing happens if somebody else has it by now.
     *
     * @param delivered the number of the last event that arrived; 0 for none
     * @param error why the next one did not; empty if there was none that did not
     */
    void report(String sink, String taker, long delivered, Optional<String> error);

    /** How far each sink is, in the order of their names. */
    List<SinkState> states();

    /** Where everything stands. */
    Snapshot snapshot();

    /** Those sinks are tried again at once, whenever they failed. */
    void tryNow(List<String> sinks);

    /** Drops a sink with all that waits for it; false if there is none of that name. */
    boolean forget(String sink);
}
