package dev.nocturne.config;

/**
 * One mistake in a study file, or in a table of results that it names.
 *
 * @param file as the person named it
 * @param line counts from 1; 0 if the file as a whole is meant
 * @param column counts characters from 1; 0 if the file as a whole, or a line of a table, is meant
 * @param key the offending key as a path from the top, for example {@code search-space.dropout.choices[2]}; empty if
 *     the text itself is at fault; in a table the name of the column
 * @param message what was found, what is expected and what to do
 */
public record Problem(String file, int line, int column, String key, String message) {
    /** One line: where, which key, and the sentence. */
    @Override
    public String toString() {
        String where = file + (line == 0 ? "" : ":" + line) + (column == 0 ? "" : ":" + column);
        return where + ": " + (key.isEmpty() ? "" : key + ": ") + message;
    }
}
