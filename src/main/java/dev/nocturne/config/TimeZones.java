package dev.nocturne.config;

import dev.nocturne.study.NearestName;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** Time zones as a study file writes them: by name, or as an offset from UTC. */
final class TimeZones {
    private static final String EXPECTED = "a time zone such as Europe/Berlin, Z or +02:00";
    private static final Pattern OFFSET = Pattern.compile("Z|[+-]\\d{2}:\\d{2}");

    /** A zone that this Java platform knows. */
    static final ScalarType<ZoneId> TYPE = new ScalarType<>(EXPECTED, TimeZones::read);

    private TimeZones() {}

    private static ZoneId read(YamlNode.Scalar scalar) throws UnfitValueException {
        String text = scalar.text();
        SortedSet<String> names = new TreeSet<>(ZoneId.getAvailableZoneIds());
        if (!names.contains(text) && !OFFSET.matcher(text).matches()) {
            throw new UnfitValueException("there is no time zone " + Quoted.of(text) + "."
                    + meant(text, names)
                            .map(name -> " Did you mean " + name + "?")
                            .orElse(" Write " + EXPECTED + "."));
        }
        try {
            return ZoneId.of(text);
        } catch (DateTimeException e) {
            throw new UnfitValueException(
                    "an offset from UTC lies between -18:00 and +18:00, with fewer than 60 minutes, but this is " + text
                            + ".");
        }
    }

    /** The zone of that city, or the nearest name. */
    private static Optional<String> meant(String text, SortedSet<String> names) {
        String city = "/" + text.strip().replace(' ', '_').toLowerCase(Locale.ROOT);
        return names.stream()
                .filter(name -> name.toLowerCase(Locale.ROOT).endsWith(city))
                .min(Comparator.comparingInt(String::length))
                .or(() -> NearestName.of(text, names));
    }
}
