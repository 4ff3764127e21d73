package dev.nocturne.batch;

import dev.nocturne.engine.RunEnd;
import dev.nocturne.study.EndCondition;
import dev.nocturne.study.Limits;
import dev.nocturne.study.Window;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Ends a start of a run when its time is over: at the end of its window, which stops the run, or when the run has worked as
 * long as it may, which ends it. Trials in flight may go on for a time of grace, then they are cut short. The clock is
 * looked at again and again: a machine may sleep, and its clock be set.
 */
final class RunDeadlines implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(RunDeadlines.class);
    private static final long LOOK_MILLIS = 200;

    private final ScheduledExecutorService thread = Background.thread("deadlines");
    private final RunExecution execution;
    private final Limits limits;
    private final Clock clock;
    private @Nullable Instant graceEndsAt;
    private boolean over;

    RunDeadlines(RunExecution execution) {
        this.execution = execution;
        this.limits = execution.plan().study().limits();
        this.clock = execution.with().clock();
        if (limits.window().isPresent() || limits.maxDuration().isPresent()) {
            thread.scheduleWithFixedDelay(this::look, 0, LOOK_MILLIS, TimeUnit.MILLISECONDS);
        }
    }

    private void look() {
        try {
            if (execution.isOpen()) {
                Instant now = clock.instant();
                if (!over) {
                    endInTime(now);
                } else if (graceEndsAt != null && !now.isBefore(graceEndsAt)) {
                    execution.stop().cutShort();
                }
            }
        } catch (RuntimeException away) {
            LOG.debug("That the time is over cannot be recorded now", away);
        }
    }

    private void endInTime(Instant now) {
        Optional<Instant> windowEnd = execution.windowEndsAt();
        Optional<Instant> durationEnd = execution.durationEndsAt();
        if (durationEnd.isPresent() && !now.isBefore(durationEnd.get())) {
            Duration most = limits.maxDuration().orElseThrow();
            var end =
                    new RunEnd(EndCondition.MAX_DURATION, "the run has worked for its max-duration of " + shown(most));
            execution
                    .with()
                    .store()
                    .states()
                    .end(execution.run(), end)
                    .ifPresent(execution.with().events()::publish);
            isOver(now, durationEnd.get());
            execution.stop().wakeWorkers();
        } else if (windowEnd.isPresent() && !now.isBefore(windowEnd.get())) {
            Window window = limits.window().orElseThrow();
            isOver(now, windowEnd.get());
            execution.stop().request(windowOver(window));
        }
    }

    /** Why a run stops whose window is over. */
    static String windowOver(Window window) {
        return "its window, " + window + ", is over";
    }

    /** A machine that slept over the end has its grace from when it woke up. */
    private void isOver(Instant now, Instant end) {
        over = true;
        graceEndsAt = (now.isAfter(end.plus(limits.grace())) ? now : end).plus(limits.grace());
    }

    static String shown(Duration duration) {
        return duration.toString().substring("PT".length()).toLowerCase(Locale.ROOT);
    }

    @Override
    public void close() {
        thread.shutdown();
    }
}
