package dev.nocturne.config;

import java.time.LocalTime;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Times of day as a study file writes them, in quotes or not: YAML 1.1 would take 22:00 for the number 1320. */
final class TimesOfDay {
    private static final String EXPECTED = "a time of day such as 06:00";
    private static final Pattern FORM = Pattern.compile("(\\d{1,2}):(\\d{2})");
    private static final int HOURS = 24;
    private static final int MINUTES = 60;

    /** From 00:00 to 24:00, which are both midnight. */
    static final ScalarType<LocalTime> TYPE = new ScalarType<>(EXPECTED, TimesOfDay::read);

    private TimesOfDay() {}

    private static LocalTime read(YamlNode.Scalar scalar) throws UnfitValueException {
        Matcher form = FORM.matcher(scalar.text());
        if (!form.matches()) {
            throw new UnfitValueException(
                    EXPECTED + " is expected, hours and minutes, but this is " + Quoted.of(scalar.text()) + ".");
        }
        int hour = Integer.parseInt(form.group(1));
        int minute = Integer.parseInt(form.group(2));
        if (hour > HOURS || minute >= MINUTES || hour == HOURS && minute > 0) {
            throw new UnfitValueException("a day has times from 00:00 to 24:00, but this is " + scalar.text() + ".");
        }
        return LocalTime.of(hour % HOURS, minute);
    }
}
