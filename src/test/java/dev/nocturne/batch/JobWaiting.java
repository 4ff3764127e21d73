package dev.nocturne.batch;

import java.time.Duration;
import java.util.function.BooleanSupplier;

/** Polls with a deadline. */
final class JobWaiting {
    private static final Duration DEADLINE = Duration.ofSeconds(60);

    private JobWaiting() {}

    static void until(BooleanSupplier condition) {
        long end = System.nanoTime() + DEADLINE.toNanos();
        while (!condition.getAsBoolean() && System.nanoTime() < end) {
            try {
                Thread.sleep(10);
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }
}
