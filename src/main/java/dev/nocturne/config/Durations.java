package dev.nocturne.config;

import java.time.Duration;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Durations as a study file writes them: a whole number and its unit. */
final class Durations {
    private static final String EXPECTED = "a duration such as 500ms, 90s, 10m, 2h or 1d";
    private static final Pattern FORM = Pattern.compile("(\\d{1,15})(ms|s|m|h|d)");
    private static final Map<String, Duration> UNITS = Map.of(
            "ms", Duration.ofMillis(1),
            "s", Duration.ofSeconds(1),
            "m", Duration.ofMinutes(1),
            "h", Duration.ofHours(1),
            "d", Duration.ofDays(1));
    private static final Duration LONGEST = Duration.ofDays(365);

    /** From nothing to a year. */
    static final ScalarType<Duration> ANY = new ScalarType<>(EXPECTED, Durations::read);

    /** From a millisecond to a year. */
    static final ScalarType<Duration> ABOVE_ZERO = new ScalarType<>(EXPECTED, scalar -> {
        Duration duration = read(scalar);
        if (duration.isZero()) {
            throw new UnfitValueException("it must be longer than zero; leave the key out for no limit.");
        }
        return duration;
    });

    private Durations() {}

    private static Duration read(YamlNode.Scalar scalar) throws UnfitValueException {
        String text = scalar.text();
        Matcher matcher = FORM.matcher(text);
        if (!matcher.matches()) {
            boolean lacksUnit = text.matches("\\d{1,15}");
            throw new UnfitValueException(EXPECTED + " is expected, but this is " + Quoted.of(text)
                    + (lacksUnit ? ": add a unit, for seconds " + text + "s." : "."));
        }
        Duration unit = UNITS.get(matcher.group(2));
        long amount = Long.parseLong(matcher.group(1));
        if (amount > LONGEST.toMillis() / unit.toMillis()) {
            throw new UnfitValueException(
                    "a duration of at most 365d is expected, but this is " + Quoted.of(text) + ".");
        }
        return unit.multipliedBy(amount);
    }
}
