package dev.nocturne.objective.protocol;

import java.util.stream.Collectors;

/** Makes what came from outside fit for a message: bounded, on one line, without characters that act. */
public final class Excerpt {
    /** Characters that an excerpt of the end has at most. */
    public static final int LIMIT = 2000;

    /** Characters that the lines at the end have at most: as many as the column that keeps them. */
    private static final int LINES_LIMIT = 4000;

    private static final int BEGINNING = 200;

    private Excerpt() {}

    /** The end of a text, its lines joined by bars. */
    public static String endOf(String text) {
        return endOf(harmless(text, " | "), LIMIT);
    }

    /** The end of a text with its lines, those left out that are blank. */
    public static String linesAtEndOf(String text) {
        return endOf(harmless(text, "\n"), LINES_LIMIT);
    }

    private static String endOf(String safe, int limit) {
        return safe.length() <= limit ? safe : "…" + safe.substring(boundary(safe, safe.length() - limit + 1));
    }

    /** The beginning of a text, its lines joined by bars. */
    public static String beginningOf(String text) {
        return beginningOf(text, BEGINNING);
    }

    /** The same with another limit of characters. */
    public static String beginningOf(String text, int limit) {
        String safe = harmless(text.substring(0, Math.min(text.length(), 2 * limit)), " | ");
        return safe.length() <= limit ? safe : safe.substring(0, boundary(safe, limit - 1)) + "…";
    }

    /** The index, or the next one if it lies within a surrogate pair. */
    private static int boundary(String text, int index) {
        return Character.isLowSurrogate(text.charAt(index)) ? index + 1 : index;
    }

    private static String harmless(String text, String separator) {
        return text.lines()
                .map(String::strip)
                .filter(line -> !line.isEmpty())
                .map(Excerpt::withoutActors)
                .collect(Collectors.joining(separator));
    }

    /** Escape sequences colour a terminal, and marks of direction turn a line round; half characters break a table. */
    private static String withoutActors(String line) {
        return line.codePoints()
                .map(c -> switch (Character.getType(c)) {
                    case Character.CONTROL -> c == '\t' ? ' ' : '?';
                    case Character.FORMAT,
                            Character.SURROGATE,
                            Character.LINE_SEPARATOR,
                            Character.PARAGRAPH_SEPARATOR -> '?';
                    default -> c;
                })
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }
}
