package dev.nocturne.batch;

import dev.nocturne.engine.RunEnd;
import dev.nocturne.event.TuningEvent;
import dev.nocturne.store.RunRecord;
import dev.nocturne.study.EndCondition;
import dev.nocturne.study.Limits;
import dev.nocturne.study.Window;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Optional;

/** How much time a start of a run has. Thread-safe once the run is open. */
final class RunTime {
    private final Collaborators with;
    private final Limits limits;
    private final Optional<Instant> windowEndsAt;
    private Optional<Instant> durationEndsAt = Optional.empty();
    private volatile boolean windowOver;

    /**
     * The time of a start.
     *
     * @param windowEndsAt when the window ends that was open when this process began, if there is one
     */
    RunTime(Collaborators with, Limits limits, Optional<Instant> windowEndsAt) {
        this.with = with;
        this.limits = limits;
        this.windowEndsAt = windowEndsAt;
    }

    /** The run is open, and has worked for so long in the starts before. */
    void opened(Duration active) {
        durationEndsAt = limits.maxDuration().map(most -> with.clock().instant().plus(most.minus(active)));
    }

    /** When the window ends in which the run works, if it has one. */
    Optional<Instant> windowEndsAt() {
        return windowEndsAt;
    }

    /** When the run will have worked for as long as it may, if there is such a limit; to be asked once it is open. */
    Optional<Instant> durationEndsAt() {
        return durationEndsAt;
    }

    /** Whether it has; to be asked once it is open. */
    boolean isOut() {
        return durationEndsAt
                .filter(end -> !with.clock().instant().isBefore(end))
                .isPresent();
    }

    /**
     * Records that it has: no trial is handed out any more.
     *
     * @param overrides whether another end that was found before gives way to it
     * @return what happened, to be published after the commit
     */
    Optional<TuningEvent> end(RunRecord run, boolean overrides) {
        String most = Words.of(limits.maxDuration().orElseThrow());
        var end = new RunEnd(EndCondition.MAX_DURATION, "the run has worked for its max-duration of " + most);
        return with.store().states().end(run, end, overrides);
    }

    /** The window is over: the run stops after the trials in flight. */
    void stopByWindow(StopSignal stop) {
        windowOver = true;
        stop.request("its window, " + limits.window().orElseThrow() + ", is over");
    }

    /** Whether that is why it stops. */
    boolean isWindowOver() {
        return windowOver;
    }

    /** A moment as the study's clock on the wall shows it. */
    String shown(Instant moment) {
        return Tonight.shown(moment, limits.window().map(Window::zone).orElseGet(ZoneId::systemDefault));
    }
}
