package dev.nocturne.report;

import java.math.BigDecimal;
import java.math.MathContext;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import tools.jackson.core.io.NumberOutput;

/** How values look on the page. */
final class Wording {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm 'UTC'", Locale.ROOT).withZone(ZoneOffset.UTC);

    private Wording() {}

    /** The shortest text that reads back as the same value. */
    static String exact(Object value) {
        return value instanceof Double number ? NumberOutput.toString(number, true) : value.toString();
    }

    /** Six significant digits. */
    static String rounded(double number) {
        return rounded(number, 6);
    }

    static String rounded(double number, int precision) {
        if (!Double.isFinite(number) || number == 0) {
            return number == 0 ? "0" : Double.toString(number);
        }
        var digits = new BigDecimal(number).round(new MathContext(precision)).stripTrailingZeros();
        int exponent = digits.precision() - digits.scale() - 1;
        return (exponent < -4 || exponent > 9 ? digits.toString() : digits.toPlainString())
                .replace("E+", "e")
                .replace("E", "e");
    }

    /** A probability with its sign of equality: what is tiny says nothing by its digits. */
    static String probability(double probability) {
        return probability < 0.0001 ? "< 0.0001" : "= " + rounded(probability, 3);
    }

    /** Three significant digits, with its sign. */
    static String signed(double change) {
        return (change > 0 ? "+" : change < 0 ? "−" : "±") + rounded(Math.abs(change), 3);
    }

    static String time(Instant instant) {
        return TIME.format(instant);
    }

    /** The two largest units that it has. */
    static String duration(Duration duration) {
        Duration length = duration.abs();
        if (length.toDays() > 0) {
            return pair(length.toDays(), "d", length.toHoursPart(), "h");
        } else if (length.toHours() > 0) {
            return pair(length.toHours(), "h", length.toMinutesPart(), "min");
        } else if (length.toMinutes() > 0) {
            return pair(length.toMinutes(), "min", length.toSecondsPart(), "s");
        } else if (length.toSeconds() >= 10) {
            return length.toSeconds() + " s";
        }
        return length.toMillis() >= 1000
                ? String.format(Locale.ROOT, "%.1f s", length.toMillis() / 1000.0)
                : length.toMillis() + " ms";
    }

    private static String pair(long large, String unit, long small, String smallUnit) {
        return large + " " + unit + (small == 0 ? "" : " " + small + " " + smallUnit);
    }

    /** With a capital and a full stop. */
    static String sentence(String words) {
        String text = words.strip();
        return text.isEmpty()
                ? text
                : Character.toUpperCase(text.charAt(0)) + text.substring(1) + (text.endsWith(".") ? "" : ".");
    }

    /** A number of things, in the singular if there is one. */
    static String count(long number, String thing) {
        return String.format(Locale.ROOT, "%,d", number) + " " + thing + (number == 1 ? "" : "s");
    }

    /** What has no look of its own, or turns text around, is shown as an escape; lines become one. */
    static String printable(String text) {
        return escaped(text, false);
    }

    /** The same, in lines. */
    static String printableLines(String text) {
        return escaped(text, true);
    }

    private static String escaped(String text, boolean lines) {
        if (text.codePoints().noneMatch(Wording::isUnsafe)) {
            return text;
        }
        var shown = new StringBuilder();
        text.codePoints().forEach(c -> {
            if (!isUnsafe(c) || lines && (c == '\n' || c == '\t')) {
                shown.appendCodePoint(c);
            } else if (c == '\n') {
                shown.append("\\n");
            } else if (!lines || c != '\r') {
                shown.append(String.format(Locale.ROOT, "\\u%04x", c));
            }
        });
        return shown.toString();
    }

    /** Controls, separators, lone surrogates, and the marks that reverse the direction of writing. */
    static boolean isUnsafe(int c) {
        int type = Character.getType(c);
        return Character.isISOControl(c)
                || type == Character.LINE_SEPARATOR
                || type == Character.PARAGRAPH_SEPARATOR
                || type == Character.SURROGATE
                || c == 0x200E
                || c == 0x200F
                || c == 0x061C
                || (c >= 0x202A && c <= 0x202E)
                || (c >= 0x2066 && c <= 0x2069);
    }

    /** At most so many characters, the last a dot dot dot if some are missing. */
    static String cut(String text, int longest) {
        return text.codePointCount(0, text.length()) <= longest
                ? text
                : text.substring(0, text.offsetByCodePoints(0, longest - 1)) + "…";
    }
}
