package dev.nocturne.config;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Reads a program and its arguments: a list, because no shell is there to take a line apart. */
final class CommandLineReader {
    private static final String EXAMPLE = "[python3, train.py]";

    private final Problems problems;

    CommandLineReader(Problems problems) {
        this.problems = problems;
    }

    /** The words of the command; empty after a report. */
    Optional<List<String>> read(Place place) {
        if (place.node() instanceof YamlNode.Scalar line) {
            problems.add(
                    place,
                    "a list is expected, because no shell takes a line apart: write it as " + asList(line.text())
                            + ".");
            return Optional.empty();
        }
        if (place.node() instanceof YamlNode.Sequence list) {
            boolean unquoted = false;
            for (int i = 0; i < list.items().size(); i++) {
                unquoted |= isUnquotedPlaceholder(place.item(i, list.items().get(i)));
            }
            if (unquoted) {
                return Optional.empty();
            }
        }
        return Words.TEXT.readList(place, EXAMPLE, problems).flatMap(items -> words(place, items));
    }

    private Optional<List<String>> words(Place place, List<ScalarType.Item<String>> items) {
        if (items.isEmpty()) {
            problems.add(place, "the list is empty: write the program and its arguments, such as " + EXAMPLE + ".");
            return Optional.empty();
        }
        Words.NOT_BLANK.read(items.get(0).place(), problems);
        return Optional.of(items.stream().map(ScalarType.Item::value).toList());
    }

    /** YAML reads {@code {lr}} as a mapping whose key lr has no value. */
    private boolean isUnquotedPlaceholder(Place item) {
        if (item.node() instanceof YamlNode.Mapping mapping
                && mapping.entries().size() == 1
                && mapping.entries().get(0).value() instanceof YamlNode.Scalar value
                && value.isNull()) {
            String name = mapping.entries().get(0).key().text();
            problems.add(item, "a parameter's place needs quotes: write it as \"{" + Quoted.escape(name) + "}\".");
            return true;
        }
        return false;
    }

    private static String asList(String line) {
        List<String> words = Stream.of(line.replaceAll("[\"']", "").strip().split("\\s+"))
                .limit(8)
                .map(word -> word.matches("[A-Za-z0-9_./-]+") ? word : "\"" + Quoted.escape(word) + "\"")
                .toList();
        return "[" + String.join(", ", words) + "]";
    }
}
