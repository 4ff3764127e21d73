package dev.nocturne.batch;

import dev.nocturne.store.RunRecord;
import dev.nocturne.study.Study;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;

/**
 * The night in which a start happens.
 *
 * @param date here, which names the runs that begin today
 * @param staysBehind whether a run whose window is over is left to its night
 */
record Tonight(LocalDate date, Instant now, boolean staysBehind) {
    /**
     * The night of a start.
     *
     * @param study that is started; empty if it cannot be read
     */
    static Tonight of(Optional<Study> study, Clock clock) {
        return new Tonight(
                LocalDate.now(clock.withZone(ZoneId.systemDefault())),
                clock.instant(),
                study.flatMap(started -> started.limits().window())
                        .filter(window -> !window.carryOver())
                        .isPresent());
    }

    /** When the study's window opens, for a person; empty if it is open. */
    static Optional<String> opensLater(Study study, Instant now) {
        return study.limits()
                .window()
                .flatMap(window -> window.opensAfter(now).map(opens -> shown(opens, window.zone())));
    }

    static String shown(Instant instant, ZoneId zone) {
        return DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm", Locale.ROOT).format(instant.atZone(zone)) + " " + zone;
    }

    /** Whether a run that has not ended belongs to a night that is over, and is not to be carried over. */
    boolean isOfAnEarlierNight(RunRecord run) {
        Instant end = run.windowEndsAt();
        return staysBehind && run.isUnfinished() && end != null && !end.isAfter(now);
    }
}
