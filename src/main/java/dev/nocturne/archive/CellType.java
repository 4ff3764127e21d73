package dev.nocturne.archive;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import tools.jackson.core.io.NumberOutput;

/** What a column holds. Each value has one text, the same on every machine and in every database. */
public enum CellType {
    /** Any text but one with the character 0, which PostgreSQL does not take. */
    TEXT {
        @Override
        Object parsed(String text) {
            if (text.indexOf('\0') >= 0) {
                throw new IllegalArgumentException("a text with the character 0");
            }
            return text;
        }
    },

    /** A whole number. */
    INTEGER {
        @Override
        Object parsed(String text) {
            return Long.valueOf(text);
        }
    },

    /** A double, to its last bit: the shortest text that reads back as the same. */
    REAL {
        @Override
        Object parsed(String text) {
            return Double.valueOf(text);
        }
    },

    /** True or false. */
    TRUTH {
        @Override
        Object parsed(String text) {
            return Boolean.valueOf(text);
        }
    },

    /** A moment in UTC, to the microsecond. */
    TIME {
        @Override
        Object parsed(String text) {
            return Instant.parse(text);
        }
    };

    private static final DateTimeFormatter MICROSECONDS =
            new DateTimeFormatterBuilder().appendInstant(6).toFormatter();

    abstract Object parsed(String text);

    /**
     * The text of a value.
     *
     * @param value a String, Long, Double, Boolean or Instant, as its type has it
     */
    public final String text(Object value) {
        if (value instanceof Double number) {
            // Not Double.toString, which has other digits in some versions of Java.
            return NumberOutput.toString(number, true);
        }
        return value instanceof Instant instant ? MICROSECONDS.format(instant) : value.toString();
    }

    /**
     * The value of a text.
     *
     * @throws IllegalArgumentException if no value has that text
     */
    public final Object value(String text) {
        try {
            Object value = parsed(text);
            if (text(value).equals(text)) {
                return value;
            }
        } catch (NumberFormatException | DateTimeException wrong) {
            throw new IllegalArgumentException(name(), wrong);
        }
        throw new IllegalArgumentException(name());
    }
}
