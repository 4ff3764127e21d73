package dev.nocturne.config;

import dev.nocturne.study.NearestName;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A mapping whose key {@code type} says which other keys it has.
 *
 * @param type one of the known ones; if another is written, the nearest
 */
record TypedKeys(String type, Keys keys) {
    private static final String TYPE = "type";

    /**
     * Reads the type and finds the keys; empty after a report.
     *
     * @param kind what has the type, for a sentence: {@code range}
     * @param keysOf type to the keys that it has beside {@code type}
     */
    static Optional<TypedKeys> of(
            Place place, YamlNode.Mapping mapping, String kind, Map<String, List<String>> keysOf, Problems problems) {
        Set<String> all = new LinkedHashSet<>(List.of(TYPE));
        keysOf.values().forEach(all::addAll);
        Optional<String> type = typeIn(mapping, all, keysOf.keySet());
        Set<String> known = new LinkedHashSet<>(List.of(TYPE));
        known.addAll(type.map(keysOf::get).orElse(List.copyOf(all)));
        Map<String, String> elsewhere = new HashMap<>();
        type.ifPresent(name -> keysOf.forEach((other, keys) -> keys.forEach(key -> elsewhere.putIfAbsent(
                key, "only the type " + other + " has this key, not " + name + ": take it out, or change the type."))));
        known.forEach(elsewhere::remove);
        Keys keys = new Keys(place, mapping, List.copyOf(known), elsewhere, problems);
        keys.require(TYPE, "write type: and one of " + String.join(", ", keysOf.keySet()))
                .ifPresent(
                        value -> Words.oneOf("type of " + kind, keysOf.keySet()).read(value, problems));
        return type.map(name -> new TypedKeys(name, keys));
    }

    private static Optional<String> typeIn(YamlNode.Mapping mapping, Set<String> keys, Set<String> types) {
        Optional<YamlNode> exact = mapping.value(TYPE);
        Optional<YamlNode> nearly = mapping.entries().stream()
                .filter(entry -> !keys.contains(entry.key().text()))
                .filter(entry -> NearestName.of(entry.key().text(), keys)
                        .filter(TYPE::equals)
                        .isPresent())
                .map(YamlNode.Entry::value)
                .findFirst();
        return exact.or(() -> nearly)
                .filter(YamlNode.Scalar.class::isInstance)
                .map(node -> ((YamlNode.Scalar) node).text())
                .flatMap(written -> types.contains(written) ? Optional.of(written) : NearestName.of(written, types));
    }
}
