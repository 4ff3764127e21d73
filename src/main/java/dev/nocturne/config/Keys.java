package dev.nocturne.config;

import dev.nocturne.study.NearestName;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The keys of one mapping, each of which must be known. A key that is nearly a known one that is not there is reported,
 * and then read as that one, so that what stands below it is checked as well. Not thread-safe.
 */
final class Keys {
    private final Place place;
    private final Problems problems;
    private final Map<String, Place> values = new LinkedHashMap<>();
    private final boolean complete;
    private final Set<String> reported = new HashSet<>();

    /**
     * The keys of a mapping.
     *
     * @param known what may stand here
     * @param elsewhere what may not, but does in another place: key to a sentence about it
     */
    Keys(Place place, YamlNode.Mapping mapping, List<String> known, Map<String, String> elsewhere, Problems problems) {
        this.place = place;
        this.problems = problems;
        this.complete = mapping.complete();
        for (YamlNode.Entry entry : mapping.entries()) {
            if (known.contains(entry.key().text())) {
                take(entry, entry.key().text());
            }
        }
        for (YamlNode.Entry entry : mapping.entries()) {
            if (!known.contains(entry.key().text())) {
                refuse(entry, known, elsewhere);
            }
        }
    }

    /** The sentence about a key without a value. */
    static String needsValue(YamlNode.Scalar nothing) {
        return "it needs a value"
                + (nothing.text().isEmpty() ? "." : "; to mean the word " + nothing.text() + ", put it in quotes.");
    }

    /** Whether nobody wrote the key, as far as can be told. */
    boolean isAbsent(String key) {
        return complete && !values.containsKey(key) && !reported.contains(key);
    }

    /** The place of a key's value; empty if it is absent, or was reported. */
    Optional<Place> find(String key) {
        return Optional.ofNullable(values.get(key));
    }

    /**
     * The place of a key's value; empty after a report.
     *
     * @param advice what to write
     */
    Optional<Place> require(String key, String advice) {
        if (isAbsent(key)) {
            problems.add(place.key(), place.path().key(key), "it is missing: " + advice + ".");
        }
        return find(key);
    }

    /** The value of a key; empty if it is absent, or after a report. */
    <T> Optional<T> read(String key, ScalarType<T> type) {
        return find(key).flatMap(value -> type.read(value, problems));
    }

    /** The value of a key; empty after a report. */
    <T> Optional<T> require(String key, ScalarType<T> type) {
        return require(key, "write " + key + ": and " + type.expected()).flatMap(value -> type.read(value, problems));
    }

    private void take(YamlNode.Entry entry, String name) {
        Place value = place.entry(entry, name);
        if (entry.value() instanceof YamlNode.Scalar scalar && scalar.isNull()) {
            problems.add(value.key(), value.path(), needsValue(scalar));
            reported.add(name);
        } else if (entry.value() instanceof YamlNode.Broken) {
            reported.add(name);
        } else {
            values.put(name, value);
        }
    }

    private void refuse(YamlNode.Entry entry, List<String> known, Map<String, String> elsewhere) {
        String written = entry.key().text();
        Optional<String> meant = elsewhere.containsKey(written) || problems.areMany()
                ? Optional.empty()
                : NearestName.of(written, known);
        String advice = elsewhere.getOrDefault(
                written,
                meant.map(name -> "there is no such key. Did you mean " + name + "?")
                        .orElse("there is no such key; the keys here are " + Words.listed(known) + "."));
        problems.add(entry.key().position(), place.path().key(written), advice);
        meant.filter(name -> !values.containsKey(name) && !reported.contains(name))
                .ifPresent(name -> take(entry, name));
    }
}
