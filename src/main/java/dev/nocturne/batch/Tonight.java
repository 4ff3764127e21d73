package dev.nocturne.batch;

import dev.nocturne.store.RunRecord;
import dev.nocturne.study.Study;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;

/**
 * The night in which a start happens.
 *
 * @param date here, which names the runs that begin today
 * @param staysBehind whether a run whose window is over is left to its night
 */
record Tonight(LocalDate date, Instant now, boolean staysBehind) {
    static Tonight of(Study study, Clock clock) {
        return new Tonight(
                LocalDate.now(clock.withZone(ZoneId.systemDefault())),
                clock.instant(),
                study.limits().window().filter(window -> !window.carryOver()).isPresent());
    }

    /** Whether a run that has not ended belongs to a night that is over, and is not to be carried over. */
    boolean isOfAnEarlierNight(RunRecord run) {
        Instant end = run.windowEndsAt();
        return staysBehind && run.isUnfinished() && end != null && !end.isAfter(now);
    }
}
