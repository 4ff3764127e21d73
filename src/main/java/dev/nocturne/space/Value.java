package dev.nocturne.space;

import tools.jackson.core.io.NumberOutput;

/**
 * One value of one parameter. Immutable and thread-safe.
 *
 * <p>{@link #text()} is the one way in which a value is written everywhere: in command lines, environment variables and
 * tables. It is the shortest text that reads back as the same value, and it is the same on every Java version.
 */
public sealed interface Value {
    /** The value as text; never empty for a number, possibly empty for a {@link Text}. */
    String text();

    /** Whether {@link #number()} may be called. */
    boolean isNumber();

    /**
     * The value as a number.
     *
     * @throws IllegalStateException for a {@link Text}
     */
    double number();

    /**
     * A real number.
     *
     * @param number finite; negative zero is stored as zero, so that equal numbers are equal values
     */
    record Real(double number) implements Value {
        public Real {
            if (!Double.isFinite(number)) {
                throw new IllegalArgumentException("A value must be a finite number, but is " + number + ".");
            }
            number = number == 0 ? 0.0 : number;
        }

        /** Double.toString differs between Java 17 and 19 for some numbers; this algorithm does not. */
        @Override
        public String text() {
            return NumberOutput.toString(number, true);
        }

        @Override
        public boolean isNumber() {
            return true;
        }
    }

    /** A whole number. */
    record Whole(long value) implements Value {
        @Override
        public String text() {
            return Long.toString(value);
        }

        @Override
        public boolean isNumber() {
            return true;
        }

        @Override
        public double number() {
            return value;
        }
    }

    /** A choice of a categorical parameter. */
    record Text(String text) implements Value {
        @Override
        public boolean isNumber() {
            return false;
        }

        @Override
        public double number() {
            throw new IllegalStateException("'" + text + "' is a choice, not a number.");
        }
    }
}
