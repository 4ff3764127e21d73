package dev.nocturne.study;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WindowTest {
    private static final String BERLIN = "Europe/Berlin";

    @ParameterizedTest
    @CsvSource({
        // An ordinary night, before and after midnight, and at the very end.
        "2026-01-10T22:00+01:00, 06:00, 2026-01-11T06:00+01:00",
        "2026-01-11T05:59:59+01:00, 06:00, 2026-01-11T06:00+01:00",
        "2026-01-11T06:00+01:00, 06:00, 2026-01-12T06:00+01:00",
        "2026-01-10T22:00+01:00, 00:00, 2026-01-11T00:00+01:00",
        // Spring: the night is an hour shorter; 02:30 is skipped at 02:00.
        "2026-03-28T22:00+01:00, 06:00, 2026-03-29T06:00+02:00",
        "2026-03-28T22:00+01:00, 02:30, 2026-03-29T03:00+02:00",
        "2026-03-28T22:00+01:00, 03:00, 2026-03-29T03:00+02:00",
        // Autumn: it is an hour longer; 02:30 comes twice.
        "2026-10-24T22:00+02:00, 06:00, 2026-10-25T06:00+01:00",
        "2026-10-24T22:00+02:00, 02:30, 2026-10-25T02:30+02:00",
        "2026-10-25T02:30+02:00, 02:30, 2026-10-25T02:30+01:00",
        "2026-10-25T02:30+01:00, 02:30, 2026-10-26T02:30+01:00"
    })
    void endsWhenTheClockOnTheWallShowsIt(ZonedDateTime start, LocalTime until, ZonedDateTime end) {
        assertThat(window("", until, BERLIN).endAfter(start.toInstant())).isEqualTo(end.toInstant());
    }

    @ParameterizedTest
    @CsvSource({
        // from, until, now, opens: empty if it is open
        "22:00, 06:00, 2026-01-10T21:59:59+01:00, 2026-01-10T22:00+01:00",
        "22:00, 06:00, 2026-01-10T22:00+01:00,",
        "22:00, 06:00, 2026-01-11T05:59:59+01:00,",
        "22:00, 06:00, 2026-01-11T06:00+01:00, 2026-01-11T22:00+01:00",
        "01:00, 06:00, 2026-01-11T00:59+01:00, 2026-01-11T01:00+01:00",
        "01:00, 06:00, 2026-01-11T05:00+01:00,",
        "01:00, 06:00, 2026-01-11T06:00+01:00, 2026-01-12T01:00+01:00",
        // Spring: it opens when the clock skips its beginning, and has then, if its end is skipped as well, no length.
        "02:30, 06:00, 2026-03-29T01:59+01:00, 2026-03-29T03:00+02:00",
        "02:30, 06:00, 2026-03-29T03:00+02:00,",
        "02:10, 02:50, 2026-03-29T03:00+02:00, 2026-03-30T02:10+02:00",
        "02:10, 02:50, 2026-03-29T01:00+01:00, 2026-03-30T02:10+02:00",
        "02:50, 02:10, 2026-03-29T03:00+02:00,",
        "03:00, 02:30, 2026-03-29T03:00+02:00,",
        "02:30, 03:00, 2026-03-29T03:00+02:00, 2026-03-30T02:30+02:00",
        // Autumn: what ended at the first 02:30 has ended.
        "22:00, 02:30, 2026-10-25T02:10+01:00, 2026-10-25T22:00+01:00",
        "02:10, 02:50, 2026-10-25T02:55+02:00, 2026-10-25T02:10+01:00"
    })
    void opensWhenTheClockOnTheWallShowsIt(LocalTime from, LocalTime until, ZonedDateTime now, ZonedDateTime opens) {
        assertThat(window(from.toString(), until, BERLIN).opensAfter(now.toInstant()))
                .isEqualTo(Optional.ofNullable(opens).map(ZonedDateTime::toInstant));
    }

    @Test
    void withoutABeginningItIsAlwaysOpen() {
        assertThat(window("", LocalTime.of(6, 0), "Z").opensAfter(Instant.parse("2026-01-01T06:00:00Z")))
                .isEmpty();
    }

    /** Around each change of the clock: every quarter of an hour as a start, against a walk from minute to minute. */
    @ParameterizedTest
    @CsvSource({
        "Europe/Berlin, 2026-03-29", // 02:00 to 03:00
        "Europe/Berlin, 2026-10-25",
        "America/New_York, 2026-03-08",
        "America/New_York, 2026-11-01",
        "America/Sao_Paulo, 2018-11-04", // 00:00 to 01:00
        "America/Sao_Paulo, 2018-02-18", // 00:00 back to 23:00 of the day before
        "Africa/Cairo, 2025-04-25", // 00:00 to 01:00
        "Australia/Lord_Howe, 2026-10-04", // half an hour
        "Australia/Lord_Howe, 2026-04-05",
        "Asia/Kathmandu, 1986-01-01", // a quarter of an hour, at midnight
        "Pacific/Apia, 2011-12-30", // a day that never was
        "UTC, 2026-06-01"
    })
    void agreesWithAWalkFromMinuteToMinute(String zone, LocalDate change) {
        var random = new Random(change.toEpochDay());
        for (int i = 0; i < 12; i++) {
            LocalTime from = LocalTime.of(random.nextInt(i < 6 ? 4 : 24), 5 * random.nextInt(12));
            LocalTime until = LocalTime.of(random.nextInt(i % 2 == 0 ? 4 : 24), 5 * random.nextInt(12));
            if (!from.equals(until)) {
                assertAgrees(window(from.toString(), until, zone), change);
            }
        }
        assertAgrees(window("22:00", LocalTime.of(6, 0), zone), change);
        assertAgrees(window("23:30", LocalTime.MIDNIGHT, zone), change);
        assertAgrees(window("00:00", LocalTime.of(0, 30), zone), change);
    }

    private static void assertAgrees(Window window, LocalDate change) {
        Walk walk = new Walk(window, change);
        for (int quarter = 0; quarter < 3 * 24 * 4; quarter++) {
            Instant now = walk.begin.plus(Duration.ofDays(2)).plus(Duration.ofMinutes(15L * quarter));
            Supplier<String> when = () -> window + " at " + now.atZone(window.zone());
            assertThat(window.endAfter(now)).as(when).isEqualTo(walk.endAfter(now));
            assertThat(window.opensAfter(now)).as(when).isEqualTo(walk.opensAfter(now));
            Instant later = now.plusMillis(1);
            assertThat(window.endAfter(later)).as(when).isEqualTo(walk.endAfter(later));
            assertThat(window.opensAfter(later)).as(when).isEqualTo(walk.opensAfter(later));
        }
    }

    /** Watches a clock for eight days, and notes when it shows a time or jumps past it. */
    private static final class Walk {
        private final Instant begin;
        private final List<Instant> ends = new ArrayList<>();
        private final List<Instant> openMinutes = new ArrayList<>();

        Walk(Window window, LocalDate change) {
            begin = change.minusDays(4).atStartOfDay(window.zone()).toInstant();
            Instant end = begin.plus(Duration.ofDays(8));
            boolean open = false;
            LocalDateTime before = LocalDateTime.ofInstant(begin.minusSeconds(60), window.zone());
            for (Instant minute = begin; minute.isBefore(end); minute = minute.plusSeconds(60)) {
                LocalDateTime shown = LocalDateTime.ofInstant(minute, window.zone());
                LocalDateTime oneOn = before.isBefore(shown) ? before.plusMinutes(1) : shown;
                // Every minute on the clock's face that this minute passes, in order; more than one if it jumps.
                for (LocalDateTime passed = oneOn; !passed.isAfter(shown); passed = passed.plusMinutes(1)) {
                    if (passed.toLocalTime().equals(window.until())) {
                        open = false;
                        addOnce(ends, minute);
                    } else if (passed.toLocalTime().equals(window.from().orElseThrow())) {
                        open = true;
                    }
                }
                if (open) {
                    openMinutes.add(minute);
                }
                before = shown;
            }
        }

        private static void addOnce(List<Instant> moments, Instant minute) {
            if (moments.isEmpty() || !moments.get(moments.size() - 1).equals(minute)) {
                moments.add(minute);
            }
        }

        Instant endAfter(Instant start) {
            return ends.stream().filter(start::isBefore).findFirst().orElseThrow();
        }

        Optional<Instant> opensAfter(Instant now) {
            Instant minute = Instant.ofEpochSecond(now.getEpochSecond() / 60 * 60);
            return Collections.binarySearch(openMinutes, minute) >= 0
                    ? Optional.empty()
                    : openMinutes.stream().filter(now::isBefore).findFirst();
        }
    }

    @Test
    void refusesToBeginWhereItEnds() {
        assertThatIllegalArgumentException().isThrownBy(() -> window("06:00", LocalTime.of(6, 0), "Z"));
    }

    @Test
    void saysItselfToPeople() {
        assertThat(window("", LocalTime.of(6, 0), BERLIN)).hasToString("06:00 Europe/Berlin");
        assertThat(window("22:00", LocalTime.MIDNIGHT, "Z")).hasToString("22:00 to 00:00 Z");
    }

    private static Window window(String from, LocalTime until, String zone) {
        return new Window(
                from.isEmpty() ? Optional.empty() : Optional.of(LocalTime.parse(from)), until, ZoneId.of(zone), false);
    }
}
