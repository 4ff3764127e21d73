package dev.nocturne.store;

/** The right to execute one run. It ends with {@link #close}, or with the process that holds it. */
public interface RunLock extends AutoCloseable {
    @Override
    void close();
}
