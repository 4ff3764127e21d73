package dev.nocturne.sink;

import java.time.Duration;

/** Wakes a thread that has nothing to do. One that was rung before somebody waits is not waited for. */
final class Bell {
    private boolean rung;

    synchronized void ring() {
        rung = true;
        notifyAll();
    }

    /** Returns when it has been rung since this last returned, or after so long. */
    synchronized void await(Duration most) throws InterruptedException {
        long left = Math.max(1, most.toMillis());
        if (!rung) {
            // One that wakes early only looks once more.
            wait(left);
        }
        rung = false;
    }
}
