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
        Map<String, String> elsewhere =
                type.map(name -> keysOfOthers(name, keysOf)).orElse(Map.of());
        Keys keys = new Keys(place, mapping, List.copyOf(known), elsewhere, problems);
        keys.require(TYPE, "write type: and one of " + String.join(", ", keysOf.keySet()))
                .ifPresent(value -> Words.oneOf(kind + " type", keysOf.keySet()).read(value, problems));
        return type.map(name -> new TypedKeys(name, keys));
    }

    private static Map<String, String> keysOfOthers(String type, Map<String, List<String>> keysOf) {
        Map<String, String> having = new HashMap<>();
        keysOf.forEach(
                (other, keys) -> keys.forEach(key -> having.merge(key, other, (one, another) -> one + ", " + another)));
        having.keySet().removeAll(keysOf.get(type));
        having.replaceAll((key, others) ->
                "this is not a key of the type " + type + ", only of " + others + ": take it out, or change the type.");
        return having;
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
