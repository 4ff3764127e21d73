package dev.nocturne.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a single value can be read as.
 *
 * @param expected what a value has to be, for a sentence: {@code a number}
 */
record ScalarType<T>(String expected, Reading<T> reading) {
    /** Makes the value of a text. */
    @FunctionalInterface
    interface Reading<T> {
        T read(YamlNode.Scalar scalar) throws UnfitValueException;
    }

    /** The value at a place; empty after a report. */
    Optional<T> read(Place place, Problems problems) {
        if (place.node() instanceof YamlNode.Broken) {
            return Optional.empty();
        }
        if (!(place.node() instanceof YamlNode.Scalar scalar)) {
            problems.add(
                    place,
                    expected + " is expected, but this is " + place.node().described() + ".");
            return Optional.empty();
        }
        if (scalar.isNull()) {
            problems.add(place, Keys.needsValue(scalar));
            return Optional.empty();
        }
        try {
            return Optional.of(reading.read(scalar));
        } catch (UnfitValueException e) {
            problems.add(place, e.getMessage());
            return Optional.empty();
        }
    }

    /**
     * The values of a list, each with its place; empty after a report of everything that is wrong with the items.
     *
     * @param example how to write such a list
     */
    Optional<List<Item<T>>> readList(Place place, String example, Problems problems) {
        if (!(place.node() instanceof YamlNode.Sequence list)) {
            problems.add(
                    place,
                    "a list is expected, but this is " + place.node().described() + ": write it as " + example + ".");
            return Optional.empty();
        }
        List<Item<T>> items = new ArrayList<>();
        for (int i = 0; i < list.items().size(); i++) {
            Place item = place.item(i, list.items().get(i));
            read(item, problems).ifPresent(value -> items.add(new Item<>(value, item)));
        }
        return items.size() == list.items().size() ? Optional.of(items) : Optional.empty();
    }

    /** A value of a list. */
    record Item<T>(T value, Place place) {}
}
