package dev.nocturne.cli;

import dev.nocturne.batch.TuningRunner;
import java.time.Duration;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** What a signal does to a run: first the trials in flight may end, then they are ended. Thread-safe. */
final class Stopper {
    /** Longer than it takes to end a program and its children. */
    private static final Duration LAST_RESORT = Duration.ofSeconds(20);

    private final RunDisplay display;
    private final ScheduledExecutorService background;
    private @Nullable TuningRunner runner;
    private Duration grace = Duration.ZERO;

    Stopper(RunDisplay display, ScheduledExecutorService background) {
        this.display = display;
        this.background = background;
    }

    /** From now on there is a run to stop. */
    synchronized void attach(TuningRunner runner, Duration grace) {
        this.runner = runner;
        this.grace = grace;
    }

    /** While the program still starts, nothing has begun: it may go at once, as after any kill. */
    synchronized void stop(String signal) {
        if (runner == null) {
            display.stoppedBeforeAnythingBegan(signal);
            Runtime.getRuntime().halt(ExitStatus.STOPPED);
            return;
        }
        display.stopping(signal, grace);
        runner.stop(signal);
        if (!background.isShutdown()) {
            background.schedule(this::cutShort, grace.toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    /** Ends the trials in flight; what cannot be interrupted is left as by a kill, which the next start can mend. */
    synchronized void cutShort() {
        if (runner != null) {
            runner.cutShort();
            if (!background.isShutdown()) {
                background.schedule(this::giveUp, LAST_RESORT.toMillis(), TimeUnit.MILLISECONDS);
            }
        }
    }

    private void giveUp() {
        display.givingUp();
        Runtime.getRuntime().halt(ExitStatus.STOPPED);
    }
}
