package dev.nocturne.sink;

/** Somebody outside who hears of runs. */
public sealed interface Sink extends AutoCloseable permits EventSink, StateSink {
    /** Ends what is under way, from whichever thread it is called. Nothing is delivered afterwards. */
    @Override
    void close();
}
