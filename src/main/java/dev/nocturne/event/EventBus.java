package dev.nocturne.event;

import java.lang.ref.WeakReference;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * Carries events to whoever subscribed. Thread-safe.
 *
 * <p>Handlers are held weakly: the subscriber keeps a reference for as long as it wants to listen, and drops it to stop.
 * A lambda that nobody keeps may hear nothing at all. Handlers hear each event in the order of their subscription; one
 * that throws harms neither the others nor the publisher.
 */
public final class EventBus {
    private final List<WeakReference<TuningEventHandler>> handlers = new CopyOnWriteArrayList<>();
    private final HandlerFailureListener failures;

    /** What to do about a handler that threw; it must not throw itself. */
    @FunctionalInterface
    public interface HandlerFailureListener {
        void onFailure(TuningEventHandler handler, TuningEvent event, Throwable failure);
    }

    /** A bus that hands failures of handlers to the publishing thread's uncaught-exception handler. */
    public EventBus() {
        this((handler, event, failure) -> Thread.currentThread()
                .getUncaughtExceptionHandler()
                .uncaughtException(Thread.currentThread(), failure));
    }

    public EventBus(HandlerFailureListener failures) {
        this.failures = failures;
    }

    /** From now on the handler hears events, until it is garbage-collected or unsubscribed. */
    public void subscribe(TuningEventHandler handler) {
        handlers.add(new WeakReference<>(handler));
    }

    /** The handler hears no more events; nothing happens if it was not subscribed. */
    public void unsubscribe(TuningEventHandler handler) {
        handlers.removeIf(reference -> reference.refersTo(handler) || reference.refersTo(null));
    }

    /** Hands the event to every handler, on this thread. */
    public void publish(TuningEvent event) {
        boolean dropped = false;
        for (var reference : handlers) {
            TuningEventHandler handler = reference.get();
            if (handler == null) {
                dropped = true;
            } else {
                handle(handler, event);
            }
        }
        if (dropped) {
            handlers.removeIf(reference -> reference.refersTo(null));
        }
    }

    private void handle(TuningEventHandler handler, TuningEvent event) {
        try {
            handler.handle(event);
        } catch (Exception | LinkageError | StackOverflowError | AssertionError failure) {
            failures.onFailure(handler, event, failure);
        }
    }
}
