package dev.nocturne.config;

/**
 * One mistake in a study file.
 *
 * @param file as the person named it
 * @param line counts from 1; 0 if the file as a whole is meant
 * @param column counts characters from 1; 0 if the file as a whole is meant
 * @param key the offending key as a path from the top, for example {@code search-space.dropout.choices[2]}; empty if
 *     the text itself is at fault
 * @param message what was found, what is expected and what to do
 */
public record Problem(String file, int line, int column, String key, String message) {
    /** One line: where, which key, and the sentence. */
    @Override
    public String toString() {
        String where = line == 0 ? file : file + ":" + line + ":" + column;
        return where + ": " + (key.isEmpty() ? "" : key + ": ") + message;
    }
}
