package dev.nocturne.report;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What stands in one place of the page.
 *
 * @param title the whole of what was cut or rounded; empty if the text is all
 */
record Cell(String text, String title) {
    private static final int LONGEST = 60;
    private static final int LONGEST_TITLE = 10_000;

    /** Nothing is known, or there is nothing to know. */
    static final Cell NONE = new Cell("–", "");

    /** A name or a word, cut if it is long. */
    static Cell of(@Nullable Object value) {
        return of(value, LONGEST, LONGEST_TITLE);
    }

    /** A name where there is little room. */
    static Cell brief(String name) {
        return of(name, LONGEST / 2, LONGEST_TITLE);
    }

    /** A parameter's value, of which a page has thousands. */
    static Cell value(@Nullable Object value) {
        return of(value, LONGEST / 2, LONGEST * 5);
    }

    private static Cell of(@Nullable Object value, int longest, int longestTitle) {
        if (value == null) {
            return NONE;
        }
        String whole = Wording.printable(Wording.exact(value));
        String cut = Wording.cut(whole, longest);
        return new Cell(cut, cut.equals(whole) ? "" : Wording.cut(whole, longestTitle));
    }

    /** A sentence, however long. */
    static Cell whole(String text) {
        return new Cell(Wording.printable(text), "");
    }

    /** A number as it is in the tables. */
    static Cell exact(@Nullable Number number) {
        return number == null ? NONE : new Cell(Wording.exact(number), "");
    }

    /** A number for a person, the exact one behind it. */
    static Cell rounded(@Nullable Double number) {
        if (number == null) {
            return NONE;
        }
        String shown = Wording.rounded(number);
        String exact = Wording.exact(number);
        return new Cell(shown, shown.equals(exact) ? "" : exact);
    }

    /** A probability in a column of such, the exact one behind it. */
    static Cell probability(@Nullable Double probability) {
        return probability == null
                ? NONE
                : new Cell(
                        probability < 0.0001
                                ? Wording.probability(probability)
                                : String.format(java.util.Locale.ROOT, "%.4f", probability),
                        Wording.exact(probability));
    }

    /** A parameter's value for a person. */
    static Cell shown(@Nullable Object value) {
        return value instanceof Double number ? rounded(number) : of(value, LONGEST / 3, LONGEST_TITLE);
    }

    /** How much better or worse. */
    static Cell change(@Nullable Double change) {
        return change == null ? NONE : new Cell(Wording.signed(change), Wording.exact(change));
    }

    static Cell time(@Nullable Instant instant) {
        return instant == null ? NONE : new Cell(Wording.time(instant), instant.toString());
    }

    static Cell duration(@Nullable Duration duration) {
        return duration == null
                ? NONE
                : new Cell(Wording.duration(duration), duration.toNanos() / 1000 + " microseconds");
    }
}
