package dev.nocturne.sink;

import java.time.Duration;

/** Gets every event, one after the other, in the order of their numbers. Used by one thread at a time. */
public non-sealed interface EventSink extends Sink {
    /**
     * Delivers the next event, or one that may have been delivered before, after a crash.
     *
     * @throws DeliveryException if it is not known to have arrived; it will be delivered again
     */
    void deliver(EventMessage message) throws DeliveryException;

    /**
     * Makes lasting what was delivered since this was last called.
     *
     * @throws DeliveryException if it may not last; all of it will be delivered again
     */
    default void settle() throws DeliveryException {}

    /** How long delivering one event may take at most. */
    Duration patience();
}
