package dev.nocturne.store;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Instants as text in UTC, to the nanosecond, which PostgreSQL reads. Most of those that follow one another lie within the same second. */
final class TimeText {
    private static final DateTimeFormatter SECONDS = DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss", Locale.ROOT);
    private static final int NANOS_DIGITS = 9;

    private long second = Long.MIN_VALUE;
    private String upToSecond = "";

    void append(StringBuilder text, Instant time) {
        if (time.getEpochSecond() != second) {
            second = time.getEpochSecond();
            upToSecond = LocalDateTime.ofEpochSecond(second, 0, ZoneOffset.UTC).format(SECONDS);
        }
        text.append(upToSecond).append('.');
        String nanos = Integer.toString(time.getNano());
        text.append("0".repeat(NANOS_DIGITS - nanos.length())).append(nanos).append('Z');
    }
}
