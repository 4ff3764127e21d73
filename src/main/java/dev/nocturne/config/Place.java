package dev.nocturne.config;

import java.util.List;
import java.util.Optional;

/**
 * A value in the file.
 *
 * @param key where the key stands to which the value belongs; for a list's item, the item
 */
record Place(YamlNode node, Position key, KeyPath path) {
    /**
     * The keys here.
     *
     * @param example how to write them, for a person
     * @return empty if there are none, which is reported
     */
    Optional<YamlNode.Mapping> mapping(String example, Problems problems) {
        if (node instanceof YamlNode.Mapping mapping) {
            return Optional.of(mapping);
        }
        problems.add(
                this,
                "keys with values are expected, but this is " + node.described() + ": write it as " + example + ".");
        return Optional.empty();
    }

    /** The item of a list here. */
    Place item(int index, YamlNode item) {
        return new Place(item, item.position(), path.item(index));
    }

    /** Where to look for what is at a path below here: at it, or else at the last key on the way that is there. */
    Position nearest(List<String> keys) {
        Place reached = this;
        for (String key : keys) {
            Optional<Place> next = reached.child(key);
            if (next.isEmpty()) {
                return reached.key();
            }
            reached = next.get();
        }
        return reached.node().position();
    }

    private Optional<Place> child(String name) {
        if (node instanceof YamlNode.Sequence list && KeyPath.isIndex(name)) {
            int index = Integer.parseInt(name);
            return index < list.items().size()
                    ? Optional.of(item(index, list.items().get(index)))
                    : Optional.empty();
        }
        if (!(node instanceof YamlNode.Mapping mapping)) {
            return Optional.empty();
        }
        return mapping.entries().stream()
                .filter(entry -> entry.key().text().equals(name))
                .map(entry -> entry(entry, name))
                .findFirst();
    }

    /** The value of a key of a mapping here. */
    Place entry(YamlNode.Entry entry, String name) {
        return new Place(entry.value(), entry.key().position(), path.key(name));
    }
}
