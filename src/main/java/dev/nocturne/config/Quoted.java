package dev.nocturne.config;

/** How a message shows what somebody wrote: short, on one line, and harmless to a terminal. */
final class Quoted {
    private static final int SHOWN = 60;

    private Quoted() {}

    /** The text in quotes, its end cut off if it is long. */
    static String of(String text) {
        if (text.length() <= SHOWN) {
            return "'" + escape(text) + "'";
        }
        int end = Character.isHighSurrogate(text.charAt(SHOWN - 1)) ? SHOWN - 1 : SHOWN;
        return "'" + escape(text.substring(0, end)) + "…'";
    }

    /** The text with what would break a line or steer a terminal written as escapes. */
    static String escape(String text) {
        var shown = new StringBuilder(text.length());
        text.codePoints().forEach(c -> {
            switch (Character.getType(c)) {
                case Character.CONTROL,
                        Character.FORMAT,
                        Character.LINE_SEPARATOR,
                        Character.PARAGRAPH_SEPARATOR,
                        Character.SURROGATE -> shown.append(escape(c));
                default -> shown.appendCodePoint(c);
            }
        });
        return shown.toString();
    }

    private static String escape(int c) {
        return switch (c) {
            case '\n' -> "\\n";
            case '\t' -> "\\t";
            case '\r' -> "\\r";
            default -> String.format(c > 0xffff ? "\\U%08x" : "\\u%04x", c);
        };
    }
}
