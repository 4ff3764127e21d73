package dev.nocturne.report;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Numbers of one column with the same number of decimals, so that they are compared at a glance. Immutable. */
final class Decimals {
    private static final int MOST_DIGITS = 5;
    private static final double LARGEST = 1e6;
    private static final double SMALLEST = 1e-4;

    /** Negative if the numbers differ too much, or are too large or small, for one number of decimals. */
    private final int places;

    private Decimals(int places) {
        this.places = places;
    }

    /** So many digits of the largest, and two of the smallest that is not zero unless that makes the largest too long. */
    static Decimals of(
            int digits, List<? extends @Nullable Double> largest, List<? extends @Nullable Double> smallest) {
        double most = sizes(largest).max(Double::compare).orElse(0.0);
        double least = sizes(smallest).min(Double::compare).orElse(most);
        if (!(most >= SMALLEST && most < LARGEST)) {
            return new Decimals(-1);
        }
        int wanted = Math.max(places(most, digits), places(least, 2));
        return new Decimals(Math.max(0, Math.min(wanted, places(most, MOST_DIGITS))));
    }

    private static Stream<Double> sizes(List<? extends @Nullable Double> numbers) {
        return numbers.stream().filter(Objects::nonNull).map(Math::abs).filter(size -> size > 0);
    }

    /** How many decimals show so many digits of a number. */
    private static int places(double size, int digits) {
        return digits - 1 - (int) Math.floor(Math.log10(size));
    }

    /** With its decimals; without the sign. */
    private String size(double number, int digits) {
        return places < 0
                ? Wording.rounded(Math.abs(number), digits)
                : new BigDecimal(Math.abs(number))
                        .setScale(places, RoundingMode.HALF_EVEN)
                        .toPlainString();
    }

    /** A mean and how far results lie from it. */
    Cell spread(@Nullable Double mean, @Nullable Double deviation) {
        if (mean == null) {
            return Cell.NONE;
        }
        String shown = (mean < 0 ? "-" : "") + size(mean, 4);
        return deviation == null
                ? new Cell(shown, Wording.exact(mean))
                : new Cell(shown + " ± " + size(deviation, 2), Wording.exact(mean) + " ± " + Wording.exact(deviation));
    }

    /** How much better or worse. */
    Cell change(@Nullable Double change) {
        return change == null
                ? Cell.NONE
                : new Cell((change > 0 ? "+" : change < 0 ? "−" : "±") + size(change, 3), Wording.exact(change));
    }
}
