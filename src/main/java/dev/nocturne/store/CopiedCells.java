package dev.nocturne.store;

import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.postgresql.copy.CopyIn;

/** Writes rows in the text format of PostgreSQL's {@code COPY}, some at a time. */
final class CopiedCells implements Cells {
    private static final int CHARACTERS = 64_000;

    private final CopyIn copy;
    private final StringBuilder waiting = new StringBuilder(CHARACTERS);
    private final TimeText times = new TimeText();
    private boolean rowIsEmpty = true;

    CopiedCells(CopyIn copy) {
        this.copy = copy;
    }

    void endRow() throws SQLException {
        waiting.append('\n');
        rowIsEmpty = true;
        if (waiting.length() >= CHARACTERS) {
            flush();
        }
    }

    /** Sends what has not been sent. */
    void flush() throws SQLException {
        byte[] bytes = waiting.toString().getBytes(StandardCharsets.UTF_8);
        copy.writeToCopy(bytes, 0, bytes.length);
        waiting.setLength(0);
    }

    /** What comes before a value; whether there is one. */
    private boolean begin(@Nullable Object value) {
        if (!rowIsEmpty) {
            waiting.append('\t');
        }
        rowIsEmpty = false;
        if (value == null) {
            waiting.append("\\N");
        }
        return value != null;
    }

    @Override
    public Cells integer(@Nullable Integer value) {
        if (begin(value)) {
            waiting.append(value);
        }
        return this;
    }

    @Override
    public Cells bigint(@Nullable Long value) {
        if (begin(value)) {
            waiting.append(value);
        }
        return this;
    }

    @Override
    public Cells real(@Nullable Double value) {
        if (begin(value)) {
            waiting.append(value);
        }
        return this;
    }

    @Override
    public Cells time(@Nullable Instant value) {
        if (begin(value)) {
            times.append(waiting, value);
        }
        return this;
    }

    @Override
    public Cells text(@Nullable String value) {
        if (begin(value)) {
            appendEscaped(value);
        }
        return this;
    }

    private void appendEscaped(String value) {
        int written = 0;
        for (int i = 0; i < value.length(); i++) {
            char letter = escape(value.charAt(i));
            if (letter != 0) {
                waiting.append(value, written, i).append('\\').append(letter);
                written = i + 1;
            }
        }
        waiting.append(value, written, value.length());
    }

    /** The letter that stands for a character after a backslash; 0 if it stands for itself. */
    private static char escape(char character) {
        return switch (character) {
            case '\\' -> '\\';
            case '\t' -> 't';
            case '\n' -> 'n';
            case '\r' -> 'r';
            default -> 0;
        };
    }
}
