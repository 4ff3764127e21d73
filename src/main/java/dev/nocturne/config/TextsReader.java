package dev.nocturne.config;

import java.util.LinkedHashMap;
import java.util.Map;

/** Reads names with texts, whatever the names are. */
final class TextsReader {
    private TextsReader() {}

    /** The texts by name, in the file's order; without those that were reported. */
    static Map<String, String> read(Place place, Problems problems) {
        if (!(place.node() instanceof YamlNode.Mapping mapping)) {
            problems.add(
                    place,
                    "names with values are expected, but this is "
                            + place.node().described() + ": write it as {name: value}.");
            return Map.of();
        }
        Map<String, String> texts = new LinkedHashMap<>();
        for (YamlNode.Entry entry : mapping.entries()) {
            String name = entry.key().text();
            Words.TEXT.read(place.entry(entry, name), problems).ifPresent(text -> texts.put(name, text));
        }
        return texts;
    }
}
