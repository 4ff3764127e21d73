package dev.nocturne.batch;

import dev.nocturne.study.Limits;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
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
    private final RunListener listener;
    private final Limits limits;
    private final Clock clock;
    private Instant graceEndsAt = Instant.MAX;
    private boolean over;
    private boolean cutShort;

    RunDeadlines(RunExecution execution, RunListener listener) {
        this.execution = execution;
        this.listener = listener;
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
                } else if (!cutShort && !now.isBefore(graceEndsAt)) {
                    cutShort(now);
                }
            }
        } catch (RuntimeException away) {
            LOG.debug("That the time is over cannot be recorded now", away);
        }
    }

    private void endInTime(Instant now) {
        Optional<Instant> windowEnd = execution.time().windowEndsAt();
        if (isPast(execution.time().durationEndsAt(), now)) {
            endByDuration(false);
            isOver(now, execution.time().durationEndsAt().orElseThrow(), "it has worked for its max-duration");
            execution.stop().wakeWorkers();
        } else if (isPast(windowEnd, now)) {
            isOver(now, windowEnd.orElseThrow(), "its window is over");
            execution.time().stopByWindow(execution.stop());
        }
    }

    private void endByDuration(boolean overrides) {
        execution
                .time()
                .end(execution.run(), overrides)
                .ifPresent(execution.with().events()::publish);
    }

    private static boolean isPast(Optional<Instant> end, Instant now) {
        return end.isPresent() && !now.isBefore(end.get());
    }

    /** A run that had enough before would attempt again what is cut short now, and again, and again. */
    private void cutShort(Instant now) {
        if (isPast(execution.time().durationEndsAt(), now)) {
            endByDuration(true);
        }
        execution.stop().cutShort();
        cutShort = true;
    }

    /** A machine that slept over the end has its grace from when it woke up. */
    private void isOver(Instant now, Instant end, String why) {
        over = true;
        graceEndsAt = (now.isAfter(end.plus(limits.grace())) ? now : end).plus(limits.grace());
        listener.timeIsOver(why, execution.time().shown(graceEndsAt));
    }

    @Override
    public void close() {
        thread.shutdown();
    }
}
