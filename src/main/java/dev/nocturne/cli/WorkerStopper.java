package dev.nocturne.cli;

import dev.nocturne.batch.WorkerRunner;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** What a signal does to lent workers: first the trials in flight may end, then they are ended. Thread-safe. */
final class WorkerStopper {
    /** Longer than it takes to end a program and its children. */
    private static final Duration LAST_RESORT = Duration.ofSeconds(20);

    private final WorkerDisplay display;
    private final ScheduledExecutorService background;
    private @Nullable WorkerRunner runner;
    private Optional<Duration> grace = Optional.empty();

    WorkerStopper(WorkerDisplay display, ScheduledExecutorService background) {
        this.display = display;
        this.background = background;
    }

    /** From now on there are workers to send home. */
    synchronized void attach(WorkerRunner runner, Optional<Duration> grace) {
        this.runner = runner;
        this.grace = grace;
    }

    /** While the program still starts, or waits for the database, it has nothing in hand and may go at once. */
    synchronized void stop(String signal) {
        if (runner == null) {
            display.gone();
            Runtime.getRuntime().halt(ExitStatus.COMPLETED);
            return;
        }
        display.stopping(signal, grace);
        runner.stop(signal);
        grace.ifPresent(time -> after(time, this::cutShort));
    }

    /** Ends the trials in flight; what cannot be interrupted is left as by a kill, which others mend. */
    synchronized void cutShort() {
        if (runner != null) {
            runner.cutShort();
            after(LAST_RESORT, this::giveUp);
        }
    }

    private void after(Duration delay, Runnable action) {
        if (!background.isShutdown()) {
            background.schedule(action, delay.toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    private void giveUp() {
        display.givingUp();
        Runtime.getRuntime().halt(ExitStatus.COMPLETED);
    }
}
