package dev.nocturne.batch;

import java.time.Duration;
import java.util.Locale;

/** Durations and numbers as a sentence has them. */
public final class Words {
    private Words() {}

    /** The two largest units of it, for a sentence. */
    public static String of(Duration duration) {
        if (duration.toMillis() < 1000) {
            return duration.toMillis() + " ms";
        }
        if (duration.toSeconds() < 60) {
            return String.format(Locale.ROOT, "%.1f s", duration.toMillis() / 1000.0)
                    .replace(".0 ", " ");
        }
        long seconds = duration.toSeconds();
        if (seconds < 3600) {
            return twoUnits(seconds / 60, "min", seconds % 60, "s");
        }
        return seconds < 2 * 86_400
                ? twoUnits(seconds / 3600, "h", seconds / 60 % 60, "min")
                : twoUnits(seconds / 86_400, "days", seconds / 3600 % 24, "h");
    }

    private static String twoUnits(long large, String unit, long small, String smaller) {
        return large + " " + unit + (small == 0 ? "" : " " + small + " " + smaller);
    }

    /** A number of things. */
    public static String count(long count, String noun) {
        return String.format(Locale.ROOT, "%,d %s%s", count, noun, count == 1 ? "" : "s");
    }
}
