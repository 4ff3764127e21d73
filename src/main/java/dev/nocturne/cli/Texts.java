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

    /** For a terminal: what could move its cursor or change its colours is shown as an escape. */
    static String printable(String text) {
        if (text.codePoints().noneMatch(Character::isISOControl)) {
            return text;
        }
        var shown = new StringBuilder();
        text.codePoints().forEach(c -> {
            if (Character.isISOControl(c)) {
                shown.append(c == '\n' ? "\\n" : String.format(Locale.ROOT, "\\u%04x", c));
            } else {
                shown.appendCodePoint(c);
            }
        });
        return shown.toString();
    }

    /** Six significant digits, for a person who watches. */
    static String rounded(double number) {
        return String.format(Locale.ROOT, "%.6g", number);
    }

    /** Hours, minutes and seconds. */
    static String clock(Duration duration) {
        long seconds = duration.toSeconds();
        return String.format(Locale.ROOT, "%02d:%02d:%02d", seconds / 3600, seconds / 60 % 60, seconds % 60);
    }
}
