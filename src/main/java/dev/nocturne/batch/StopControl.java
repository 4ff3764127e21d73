package dev.nocturne.batch;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Keeps a person's wish to stop across the starts of a run in one process. Thread-safe. */
final class StopControl {
    private @Nullable StopSignal current;
    private @Nullable String reason;
    private boolean cutShort;

    synchronized void attach(StopSignal signal) {
        current = signal;
        if (reason != null) {
            signal.request(reason);
        }
        if (cutShort) {
            signal.cutShort();
        }
    }

    synchronized void detach() {
        current = null;
    }

    synchronized void stop(String why) {
        reason = reason == null ? why : reason;
        if (current != null) {
            current.request(why);
        }
        notifyAll();
    }

    synchronized void cutShort() {
        cutShort = true;
        if (current != null) {
            current.cutShort();
        }
    }

    synchronized boolean isStopping() {
        return reason != null;
    }

    /** Waits for that long, or until somebody wants to stop. */
    synchronized void pause(Duration delay) {
        try {
            if (reason == null) {
                wait(delay.toMillis());
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            reason = "interrupted";
        }
    }
}
