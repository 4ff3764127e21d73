package dev.nocturne.cli;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.io.NumberOutput;

/** How values look on paper. */
final class Texts {
    private Texts() {}

    /** The exact value, for machines and tables: the shortest text that reads back as the same. */
    static String exact(@Nullable Object value) {
        if (value == null) {
            return "";
        }
        if (value instanceof Double number) {
            return NumberOutput.toString(number, true);
        }
        return value instanceof Instant instant
                ? instant.truncatedTo(ChronoUnit.MILLIS).toString()
                : value.toString();
    }

    /** For a terminal: what could move its cursor, change its colours or turn its text around is shown as an escape. */
    static String printable(String text) {
        if (text.codePoints().noneMatch(Texts::isUnsafe)) {
            return text;
        }
        var shown = new StringBuilder();
        text.codePoints().forEach(c -> {
            if (isUnsafe(c)) {
                shown.append(c == '\n' ? "\\n" : String.format(Locale.ROOT, "\\u%04x", c));
            } else {
                shown.appendCodePoint(c);
            }
        });
        return shown.toString();
    }

    /** Controls, line separators, lone surrogates, and the marks that reverse the direction of writing. */
    private static boolean isUnsafe(int c) {
        int type = Character.getType(c);
        return Character.isISOControl(c)
                || type == Character.LINE_SEPARATOR
                || type == Character.PARAGRAPH_SEPARATOR
                || type == Character.SURROGATE
                || (c >= 0x202A && c <= 0x202E)
                || (c >= 0x2066 && c <= 0x2069);
    }

    /** Six significant digits, for a person who watches. */
    static String rounded(double number) {
        return String.format(Locale.ROOT, "%.6g", number);
    }

    /** A number of things. */
    static String plural(long count, String noun) {
        return String.format(Locale.ROOT, "%,d %s%s", count, noun, count == 1 ? "" : "s");
    }

    /** Hours, minutes and seconds. */
    static String clock(Duration duration) {
        long seconds = duration.toSeconds();
        return String.format(Locale.ROOT, "%02d:%02d:%02d", seconds / 3600, seconds / 60 % 60, seconds % 60);
    }
}
