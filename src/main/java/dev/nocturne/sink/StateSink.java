package dev.nocturne.sink;

/** Is shown where everything stands, now and then. Used by one thread at a time. */
public non-sealed interface StateSink extends Sink {
    /** Shows it. */
    void write(Snapshot snapshot) throws DeliveryException;
}
