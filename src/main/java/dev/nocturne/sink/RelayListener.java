package dev.nocturne.sink;

/** Hears of what goes wrong on the way; called on the relay's threads. */
public interface RelayListener {
    /** A delivery failed. */
    void failed(String sink, String why);

    /** The database did not do what it was asked for; the sink is tried again later. */
    void databaseFailed(String sink, RuntimeException failure);
}
