package dev.nocturne.config;

import dev.nocturne.objective.ObjectiveSettings;
import dev.nocturne.study.PrunerSettings;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/** Reads how hopeless trials are ended early. */
final class PrunerReader {
    static final String KEY = "pruner";

    /** The types of pruner, in the order in which a person is told them, and the keys that each has. */
    static final Map<String, List<String>> KEYS = new LinkedHashMap<>();

    static final int DEFAULT_STARTUP_TRIALS = 5;

    private static final String MEDIAN = "median";
    private static final Map<String, String> EXAMPLES = Map.of(
            "percentile", "{type: percentile, percentile: 25}",
            "threshold", "{type: threshold, upper: 10}",
            "patient", "{type: patient, steps: 5}");

    static {
        KEYS.put(MEDIAN, List.of("startup-trials", "warmup-steps", "interval-steps"));
        KEYS.put("percentile", List.of("percentile", "startup-trials", "warmup-steps", "interval-steps"));
        KEYS.put("threshold", List.of("lower", "upper", "warmup-steps"));
        KEYS.put("patient", List.of("steps", "min-improvement"));
    }

    private final Problems problems;

    PrunerReader(Problems problems) {
        this.problems = problems;
    }

    /**
     * The pruner; none after a report.
     *
     * @param severalGoals whether the study has several objectives, so that no value says how good a trial is
     * @param objective what is evaluated; empty if it was reported
     */
    PrunerSettings read(Keys study, boolean severalGoals, Optional<ObjectiveSettings> objective) {
        Optional<Place> place = study.find(KEY);
        Optional<PrunerSettings> pruner = place.flatMap(this::read);
        if (place.isPresent() && severalGoals) {
            refuse(
                    place.get(),
                    "a trial with several objectives has no single value to be compared by: take this out.");
        } else if (place.isPresent() && objective.orElse(null) instanceof ObjectiveSettings.Function) {
            refuse(place.get(), "an objective of the type function measures nothing on its way: take this out.");
        }
        return pruner.orElseGet(PrunerSettings.None::new);
    }

    private void refuse(Place place, String sentence) {
        problems.add(place.key(), place.path(), sentence);
    }

    private Optional<PrunerSettings> read(Place place) {
        if (place.node() instanceof YamlNode.Mapping mapping) {
            return TypedKeys.of(place, mapping, KEY, KEYS, problems).flatMap(this::typed);
        }
        return new ScalarType<PrunerSettings>("the name of a pruner", PrunerReader::named).read(place, problems);
    }

    private static PrunerSettings named(YamlNode.Scalar scalar) throws UnfitValueException {
        String type = Words.oneOf(KEY, KEYS.keySet()).reading().read(scalar);
        if (!type.equals(MEDIAN)) {
            throw new UnfitValueException(
                    "a " + type + " pruner needs to know more: write it as " + EXAMPLES.get(type) + ".");
        }
        return new PrunerSettings.Percentile(PrunerSettings.Percentile.MEDIAN, DEFAULT_STARTUP_TRIALS, 0);
    }

    private Optional<PrunerSettings> typed(TypedKeys typed) {
        Keys keys = typed.keys();
        return switch (typed.type()) {
            case MEDIAN -> Optional.of(percentile(keys, PrunerSettings.Percentile.MEDIAN));
            case "percentile" ->
                Optional.of(percentile(
                        keys,
                        keys.require("percentile", Numbers.between(0, 100)).orElse(PrunerSettings.Percentile.MEDIAN)));
            case "threshold" -> threshold(keys);
            default -> patient(keys);
        };
    }

    private static PrunerSettings percentile(Keys keys, double percentile) {
        int startup =
                keys.read("startup-trials", Numbers.count(1, Integer.MAX_VALUE)).orElse(DEFAULT_STARTUP_TRIALS);
        long interval =
                keys.read("interval-steps", Numbers.whole(1, Long.MAX_VALUE)).orElse(1L);
        return new PrunerSettings.Percentile(percentile, startup, warmup(keys), interval);
    }

    private Optional<PrunerSettings> threshold(Keys keys) {
        OptionalDouble lower = bound(keys, "lower");
        OptionalDouble upper = bound(keys, "upper");
        long warmup = warmup(keys);
        if (keys.isAbsent("lower")) {
            keys.require("upper", "write lower: or upper: and the number beyond which a value is hopeless");
        }
        if (lower.isPresent() && upper.isPresent() && lower.getAsDouble() >= upper.getAsDouble()) {
            refuse(
                    keys.find("lower").orElseThrow(),
                    "lower must be below upper, or every trial is hopeless: exchange them, or take one out.");
            return Optional.empty();
        }
        return lower.isEmpty() && upper.isEmpty()
                ? Optional.empty()
                : Optional.of(new PrunerSettings.Threshold(lower, upper, warmup));
    }

    private static Optional<PrunerSettings> patient(Keys keys) {
        double least = keys.read("min-improvement", Numbers.AT_LEAST_ZERO).orElse(0.0);
        return keys.require("steps", Numbers.whole(1, Long.MAX_VALUE))
                .map(steps -> new PrunerSettings.Patient(steps, least));
    }

    private static long warmup(Keys keys) {
        return keys.read("warmup-steps", Numbers.whole(0, Long.MAX_VALUE)).orElse(0L);
    }

    private static OptionalDouble bound(Keys keys, String key) {
        return keys.read(key, Numbers.FINITE).map(OptionalDouble::of).orElse(OptionalDouble.empty());
    }
}
