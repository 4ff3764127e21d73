package dev.nocturne.event;

import java.lang.ref.WeakReference;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * Carries events to whoever subscribed. Thread-safe.
 *
 * <p>Handlers are held weakly: the subscriber keeps a reference for as long as it wants to listen, and drops it to stop.
 * A lambda that nobody keeps may hear nothing at all. Handlers hear each event in the order of their subscription, those
 * that subscribed before it was published; one that throws harms neither the others nor the publisher.
 */
public final class EventBus {
    private final List<WeakReference<TuningEventHandler>> handlers = new CopyOnWriteArrayList<>();
    private final HandlerFailureListener failures;

    /** What to do about a handler that threw. What it throws itself is ignored, as of an uncaught-exception handler. */
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

    /**
     * From now on the handler hears events, until it is garbage-collected or unsubscribed. One that subscribed twice hears
     * everything twice.
     */
    public void subscribe(TuningEventHandler handler) {
        handlers.add(new WeakReference<>(handler));
    }

    /**
     * The handler hears no more events, not even one that is on its way to it, however often it subscribed; nothing happens
     * if it did not.
     */
    public void unsubscribe(TuningEventHandler handler) {
        for (var reference : handlers) {
            if (reference.refersTo(handler)) {
                reference.clear();
            }
        }
        handlers.removeIf(reference -> reference.refersTo(null));
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
        } catch (OutOfMemoryError | InternalError fatal) {
            throw fatal;
        } catch (Throwable failure) {
            report(handler, event, failure);
        }
    }

    private void report(TuningEventHandler handler, TuningEvent event, Throwable failure) {
        try {
            failures.onFailure(handler, event, failure);
        } catch (RuntimeException ignored) {
            // There is nobody left to tell, and the other handlers are to hear the event.
        }
    }
}
