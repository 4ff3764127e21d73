package dev.nocturne.config;

import dev.nocturne.study.FailureLimit;
import dev.nocturne.study.Limits;
import dev.nocturne.study.Patience;
import dev.nocturne.study.Window;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads what a run may spend, and when it has enough. */
final class LimitsReader {
    /** The keys of the top level that are read here. */
    static final List<String> KEYS = List.of(
            "max-trials",
            "max-failures",
            "fail-fast",
            "max-duration",
            "stop-at",
            "patience",
            "from",
            "until",
            "time-zone",
            "grace",
            "carry-over");

    /** The keys of {@code patience}. */
    static final List<String> PATIENCE_KEYS = List.of("trials", "min-improvement");

    private static final List<String> OF_A_WINDOW = List.of("from", "time-zone", "carry-over");
    private static final List<String> OF_ONE_OBJECTIVE = List.of("stop-at", "patience");
    private static final Pattern SHARE = Pattern.compile("(\\d{1,9}(?:\\.\\d{1,9})?) ?%");
    private static final Pattern FRACTION = Pattern.compile("0?\\.\\d+");
    private static final ScalarType<FailureLimit> FAILURES =
            new ScalarType<>("a whole number or a share such as 20%", LimitsReader::failures);

    private final Problems problems;

    LimitsReader(Problems problems) {
        this.problems = problems;
    }

    /**
     * The limits; without what was reported.
     *
     * @param severalGoals whether the study has several objectives, so that no trial is simply better than another
     */
    Limits read(Keys keys, boolean severalGoals) {
        if (severalGoals) {
            OF_ONE_OBJECTIVE.forEach(key -> refuse(
                    keys,
                    key,
                    "with several objectives no single value says which trial is better: take this out, or stop by"
                            + " max-trials or max-duration."));
        }
        return new Limits(
                count(keys, "max-trials", 1),
                failures(keys),
                keys.read("max-duration", Durations.ABOVE_ZERO),
                keys.read("stop-at", Numbers.FINITE).map(OptionalDouble::of).orElse(OptionalDouble.empty()),
                keys.find("patience").flatMap(this::patience),
                window(keys),
                grace(keys));
    }

    private Duration grace(Keys keys) {
        if (keys.isAbsent("until") && keys.isAbsent("max-duration")) {
            refuse(
                    keys,
                    "grace",
                    "without until or max-duration there is no end for this to come after: add one of them, or take this"
                            + " out.");
        }
        return keys.read("grace", Durations.ANY).orElse(Limits.DEFAULT_GRACE);
    }

    private static OptionalInt count(Keys keys, String key, int min) {
        return keys.read(key, Numbers.count(min, Integer.MAX_VALUE))
                .map(OptionalInt::of)
                .orElse(OptionalInt.empty());
    }

    private Optional<FailureLimit> failures(Keys keys) {
        boolean atOnce = keys.read("fail-fast", Words.TRUE_OR_FALSE).orElse(false);
        if (!atOnce) {
            return keys.read("max-failures", FAILURES);
        }
        refuse(keys, "max-failures", "fail-fast is max-failures: 0: take one of the two out.");
        return Optional.of(new FailureLimit.Count(0));
    }

    private static FailureLimit failures(YamlNode.Scalar scalar) throws UnfitValueException {
        Matcher share = SHARE.matcher(scalar.text());
        if (share.matches()) {
            BigDecimal percent = new BigDecimal(share.group(1));
            if (percent.compareTo(BigDecimal.valueOf(100)) > 0) {
                throw new UnfitValueException("a share is at most 100%, but this is " + scalar.text() + ".");
            }
            return new FailureLimit.Share(percent.movePointLeft(2).doubleValue());
        }
        if (FRACTION.matcher(scalar.text()).matches()) {
            throw new UnfitValueException(
                    "it must be a whole number, but is " + scalar.text() + ": write a share in percent, such as 20%.");
        }
        return new FailureLimit.Count(
                Numbers.count(0, Integer.MAX_VALUE).reading().read(scalar));
    }

    private Optional<Patience> patience(Place place) {
        ScalarType<Integer> trials = Numbers.count(1, Integer.MAX_VALUE);
        if (!(place.node() instanceof YamlNode.Mapping mapping)) {
            return new ScalarType<>("a number of trials", trials.reading())
                    .read(place, problems)
                    .map(count -> new Patience(count, 0));
        }
        var keys = new Keys(place, mapping, PATIENCE_KEYS, Map.of(), problems);
        double least = keys.read("min-improvement", Numbers.AT_LEAST_ZERO).orElse(0.0);
        return keys.require("trials", trials).map(count -> new Patience(count, least));
    }

    private Optional<Window> window(Keys keys) {
        Optional<LocalTime> from = keys.read("from", TimesOfDay.TYPE);
        Optional<LocalTime> until = keys.read("until", TimesOfDay.TYPE);
        ZoneId zone = keys.read("time-zone", TimeZones.TYPE).orElseGet(ZoneId::systemDefault);
        boolean carryOver = keys.read("carry-over", Words.TRUE_OR_FALSE).orElse(false);
        if (keys.isAbsent("until")) {
            OF_A_WINDOW.forEach(key -> refuse(
                    keys,
                    key,
                    "without until there is no window for this to belong to: add until: and a time of day such as"
                            + " 06:00, or take this out."));
        }
        if (until.isPresent() && from.equals(until)) {
            refuse(
                    keys,
                    "from",
                    "the window would begin and end at the same time of day: take this out, or change it.");
            return Optional.empty();
        }
        return until.map(end -> new Window(from, end, zone, carryOver));
    }

    private void refuse(Keys keys, String key, String sentence) {
        keys.find(key).ifPresent(place -> problems.add(place.key(), place.path(), sentence));
    }
}
